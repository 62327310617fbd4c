"""Which values a changed disciplinary case makes stale. Marks are written in the transaction of the change."""

from datetime import date

from legitimacy.scorecards.services import stale_mark

SOURCE = "discipline"
WITHIN_LIMIT = "LEG-09"


def stale_for_settling(corps_id: int, *days: date | None) -> None:
    """The quarter in which it was clear whether the limit was kept, before and after the change."""
    for day in {day for day in days if day is not None}:
        stale_mark(source=SOURCE, subject_ids=[corps_id], indicators=[WITHIN_LIMIT], event_date=day)
