"""Stale marks: a record changed, so some values and scorecards must be computed again.

A mark names the base period that changed. Here it is expanded to every scorecard it may touch, and becomes the scope of
a part of that period's run in the transaction that deletes it. So nothing stale is lost when a worker dies: either the
mark stands, or a part that will do its work does.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.conf import settings
from django.db import connection

from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators as passports
from legitimacy.models import StaleMark
from legitimacy.models.marks import stale_marks_add
from legitimacy.scorecards.reach import is_quarterly, scorecards_reached
from legitimacy.scorecards.selectors import periods_known

Group = tuple[str, str, str]
"""Source, indicator and base period of a mark."""


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


def marks_grouped(*, today: date) -> dict[Group, frozenset[Period]]:
    """All groups of marks with the scorecard periods that they touch, in three queries.

    Only periods that were asked for before are touched, and quarters after the newest of them: a new quarter opens by
    itself when it has begun. Marks of an indicator that no longer exists touch nothing.
    """
    groups = list(StaleMark.objects.order_by().values_list("source", "indicator", "period").distinct())
    known = periods_known()
    known += _quarters_opening({Period.parse(base) for _, _, base in groups}, known, today)
    return {
        (source, code, base): scorecards_reached(Period.parse(base), passports.get(code), known)
        if code in passports
        else frozenset()
        for source, code, base in groups
    }


def marks_absorb(*, periods: Sequence[Period], today: date) -> int:
    """Delete the marks that touch no other scorecards than `periods`, of which full runs have just been opened."""
    if not periods:
        return 0
    covered = [group for group, touched in marks_grouped(today=today).items() if touched <= set(periods)]
    return sum(len(subjects) for subjects in marks_take(covered).values())


def marks_take(groups: Iterable[Group]) -> dict[Group, set[int]]:
    """Delete the marks of `groups` and return their subjects.

    Each is read by the statement that deletes it: two statements would lose a mark that is written between them.
    """
    codes: dict[tuple[str, str], list[str]] = {}
    for source, code, base in groups:
        codes.setdefault((source, base), []).append(code)
    taken: dict[Group, set[int]] = {}
    with connection.cursor() as cursor:
        for (source, base), listed in codes.items():
            marks = ", ".join(["%s"] * len(listed))
            cursor.execute(
                f"DELETE FROM {StaleMark._meta.db_table} WHERE source = %s AND period = %s"  # noqa: S608  names only
                f" AND indicator IN ({marks}) RETURNING indicator, subject_id",
                [source, base, *listed],
            )
            for code, subject in cursor.fetchall():
                taken.setdefault((source, code, base), set()).add(subject)
    return taken


def _quarters_opening(bases: set[Period], known: Sequence[Period], today: date) -> list[Period]:
    """A demo shows the periods of its simulated story: what somebody tries out today opens no quarter."""
    if settings.DEMO:
        return []
    newest = max((period.end for period in known), default=None)
    begun = (base for base in bases if not base.is_year and base.start <= today)
    return [base for base in begun if newest is not None and base.end > newest]
