"""Which stored figures a scorecard of a period stands on: the newest that is still valid, per subject and indicator."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from django.db.models import Q

from legitimacy.disclosure.policy import Measure
from legitimacy.indicators.definitions import State, Window
from legitimacy.indicators.periods import Period

YEARLY = frozenset({Window.YEAR, Window.SURVEY_WAVE})


@cache
def value_periods(period: str, window: Window, valid_months: int) -> tuple[str, ...]:
    """Periods whose figure may stand on the scorecard of `period`, newest first.

    A figure is valid for fewer than `valid_months` months after the end of its own period. Yearly figures and survey
    waves are delivered per year, all others per quarter.
    """
    end = Period.parse(period).end
    if window in YEARLY:
        newest, step = Period(end.year if end.month == 12 else end.year - 1), 12
    else:
        newest, step = Period.containing(end), 3
    candidates = (newest.shift(-back) for back in range(valid_months // step + 1))
    return tuple(str(one) for one in candidates if _months_between(one, Period.parse(period)) < valid_months)


def _months_between(earlier: Period, later: Period) -> int:
    return (later.end.year - earlier.end.year) * 12 + later.end.month - earlier.end.month


def standing_filter(period: str, measures: Mapping[str, Measure]) -> Q:
    """Condition on `indicator` and `period` of the figures that may stand on the scorecard of `period`."""
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for code, measure in measures.items():
        groups[value_periods(period, measure.window, measure.valid_months)].append(code)
    condition = Q(pk__in=[])
    for periods, codes in groups.items():
        condition |= Q(indicator__in=codes, period__in=periods)
    return condition


@cache
def newest_first(period: str) -> tuple[int, int]:
    """Key to sort periods by their end; a year and its last quarter end together, the year coming after."""
    parsed = Period.parse(period)
    return parsed.end.toordinal(), int(parsed.is_year)


def standing_order(state: str, period: str) -> tuple[bool, tuple[int, int]]:
    """Key to sort the figures that may stand, the one that stands last: what says something goes before silence.

    A figure that is still valid is not covered by a newer quarter in which only others delivered.
    """
    return state != State.NOT_DELIVERED, newest_first(period)


def newest_standing(rows: Iterable[tuple[int, str, str, str, int]], period: str) -> dict[int, dict[str, int]]:
    """Value id by subject and indicator, from (subject id, indicator, state, figure's period, value id) rows.

    Figures that end after `period` are passed over; validity is the caller's filter.
    """
    end = newest_first(period)[0]
    best: dict[int, dict[str, tuple[tuple[bool, tuple[int, int]], int]]] = defaultdict(dict)
    for subject_id, indicator, state, figure_period, value_id in rows:
        rank = standing_order(state, figure_period)
        known = best[subject_id].get(indicator)
        if rank[1][0] <= end and (known is None or known[0] < rank):
            best[subject_id][indicator] = (rank, value_id)
    return {subject: {code: value_id for code, (_, value_id) in found.items()} for subject, found in best.items()}
