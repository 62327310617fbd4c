"""Marking what must be counted again: the one way in which a changed figure or record becomes stale."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from legitimacy.indicators.periods import Period
from legitimacy.models.runs import StaleMark

BATCH = 2_000


def stale_marks_add(*, source: str, figures: Iterable[tuple[int, str, str]], event_date: date | None = None) -> int:
    """Mark figures as stale, in the caller's transaction, and return how many were marked.

    `figures` holds (subject id, indicator, base period) and may be a long stream. `event_date` is the day of the
    change that touched them; None takes the last day of each figure's own period. Only the base period is recorded:
    whoever sweeps the marks expands it to every window it touches. A mark that stands already gets a new `created_at`,
    so a sweep that began earlier must delete only marks that are not younger than itself.
    """
    stream, marked = iter(figures), 0
    while batch := list(dict.fromkeys(islice(stream, BATCH))):
        StaleMark.objects.bulk_create(
            _marks(source, batch, event_date),
            update_conflicts=True,
            unique_fields=["source", "subject", "indicator", "period"],
            update_fields=["event_date", "created_at"],
        )
        marked += len(batch)
    return marked


def _marks(source: str, batch: list[tuple[int, str, str]], event_date: date | None) -> Iterator[StaleMark]:
    for subject_id, indicator, period in batch:
        day = event_date or Period.parse(period).end
        yield StaleMark(source=source, subject_id=subject_id, indicator=indicator, period=period, event_date=day)
