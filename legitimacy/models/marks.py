"""Marking what must be counted again: the one way in which a changed figure or record becomes stale."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from itertools import islice

from django.db import connection
from django.utils import timezone

from legitimacy.indicators.periods import Period
from legitimacy.models.runs import StaleMark
from legitimacy.models.upserts import rows_upsert

BATCH = 2_000
UNIQUE = ("source", "subject_id", "indicator", "period")


def stale_marks_add(*, source: str, figures: Iterable[tuple[int, str, str]], event_date: date | None = None) -> int:
    """Mark figures as stale, in the caller's transaction, and return how many were marked.

    `figures` holds (subject id, indicator, base period) and may be a long stream. `event_date` is the day of the
    change that touched them; None takes the last day of each figure's own period. Only the base period is recorded:
    whoever sweeps the marks expands it to every window it touches. A mark that stands already gets a new `created_at`,
    so a sweep that began earlier must delete only marks that are not younger than itself.
    """
    now = connection.ops.adapt_datetimefield_value(timezone.now())

    @cache
    def day(period: str) -> str:
        return (event_date or Period.parse(period).end).isoformat()

    stream, marked = iter(figures), 0
    while batch := list(dict.fromkeys(islice(stream, BATCH))):
        rows = [(source, subject, indicator, period, day(period), now) for subject, indicator, period in batch]
        rows_upsert(StaleMark, (*UNIQUE, "event_date", "created_at"), rows, UNIQUE)
        marked += len(batch)
    return marked
