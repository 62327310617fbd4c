"""Which values a changed disciplinary case makes stale. Marks are written in the transaction of the change."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from legitimacy.indicators.periods import Period
from legitimacy.scorecards.services import stale_mark
from professionalism.models import DisciplinaryCase

SOURCE = "discipline"
WITHIN_LIMIT = "LEG-09"


def stale_for_settling(corps_id: int, *days: date | None) -> None:
    """The quarter in which it was clear whether the limit was kept, before and after the change."""
    for day in {day for day in days if day is not None}:
        stale_mark(source=SOURCE, subject_ids=[corps_id], indicators=[WITHIN_LIMIT], event_date=day)


def stale_for_cases(corps_id: int, cases: Iterable[DisciplinaryCase]) -> None:
    """Every quarter since the first knowledge in these cases: a corps that had no case before delivers since then."""
    first = min((case.known_on for case in cases), default=None)
    quarter, last = Period.containing(first or timezone.localdate()), Period.containing(timezone.localdate())
    while first is not None and quarter <= last:
        stale_for_settling(corps_id, quarter.start)
        quarter = quarter.next
