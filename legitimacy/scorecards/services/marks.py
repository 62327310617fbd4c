"""Stale marks: a record changed, so some values and scorecards must be computed again.

A mark names the base period that changed. Here it is expanded to every scorecard it may touch, and becomes the scope of
a part of that period's run in the transaction that deletes it. So nothing stale is lost when a worker dies: either the
mark stands, or a part that will do its work does.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators as passports
from legitimacy.models import StaleMark
from legitimacy.models.marks import stale_marks_add
from legitimacy.scorecards.reach import is_quarterly, scorecards_reached
from legitimacy.scorecards.selectors import periods_known


@dataclass(frozen=True, slots=True)
class MarkGroup:
    """The marks of one source, indicator and base period, and the scorecard periods they touch."""

    source: str
    indicator: str
    base: str
    touched: frozenset[Period]


def stale_mark(*, source: str, subject_ids: Iterable[int], indicators: Sequence[str], event_date: date) -> int:
    """Mark values as stale because of records dated `event_date`, in the caller's transaction; return how many.

    The marks name the quarter, or the year for yearly indicators, that holds the day; the sweep expands them to every
    window and scorecard they touch.
    """
    quarter = Period.containing(event_date)
    bases = [
        (code, quarter if is_quarterly(passports.get(code).window) else Period(event_date.year)) for code in indicators
    ]
    figures = ((subject, code, str(base)) for subject in subject_ids for code, base in bases)
    return stale_marks_add(source=source, figures=figures, event_date=event_date)


def marks_grouped() -> list[MarkGroup]:
    """All marks, grouped, in two queries. Marks of an indicator that no longer exists touch nothing."""
    known = periods_known()
    rows = StaleMark.objects.order_by("period").values_list("source", "indicator", "period").distinct()
    return [
        MarkGroup(
            source,
            code,
            base,
            scorecards_reached(Period.parse(base), passports.get(code), known) if code in passports else frozenset(),
        )
        for source, code, base in rows
    ]


def marks_absorb(*, periods: Sequence[Period]) -> int:
    """Delete the marks whose every scorecard is among `periods`, of which full runs have just been opened."""
    covered = [group for group in marks_grouped() if group.touched <= set(periods)] if periods else []
    return sum(len(mark_group_take(group)) for group in covered)


def mark_group_take(group: MarkGroup) -> set[int]:
    """Delete the marks of `group` and return their subjects, in one statement.

    Two statements would lose a mark that a form or import writes between them.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {StaleMark._meta.db_table} WHERE source = %s AND indicator = %s AND period = %s"  # noqa: S608
            " RETURNING subject_id",
            [group.source, group.indicator, group.base],
        )
        return {row[0] for row in cursor.fetchall()}
