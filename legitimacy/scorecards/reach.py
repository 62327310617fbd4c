"""Which figures make which values, and which values stand on which scorecards.

A figure of a base period (a quarter; a year for yearly counts and survey waves) enters the values of one or more value
periods, by the indicator's window. A value stands on the scorecards of periods that end with or after its own period,
for fewer than `valid_months` months: a value that is valid three months never stands in for the next quarter's.
"""

from collections.abc import Iterable

from legitimacy.indicators.definitions import Indicator, Window
from legitimacy.indicators.periods import Period

QUARTERS_COUNTED = {
    Window.QUARTER: 1,
    Window.SNAPSHOT: 1,
    Window.ROLLING_12_MONTHS: 4,
    Window.ROLLING_36_MONTHS: 12,
}
"""Quarters pooled by a window; windows of a year are absent."""


def is_quarterly(window: Window) -> bool:
    """True where base periods and value periods are quarters, False where they are years."""
    return window in QUARTERS_COUNTED


def base_periods(period: Period, window: Window) -> tuple[Period, ...]:
    """Base periods whose figures make the value of `period`, first to last."""
    return tuple(period.shift(-step) for step in reversed(range(QUARTERS_COUNTED.get(window, 1))))


def stands_on(value_period: Period, scorecard_period: Period, valid_months: int) -> bool:
    """Whether a value of `value_period` is in force and still valid at the end of `scorecard_period`."""
    return 0 <= _month(scorecard_period) - _month(value_period) < valid_months


def value_periods(scorecard_period: Period, indicator: Indicator) -> tuple[Period, ...]:
    """Value periods that can stand on a scorecard, newest first."""
    if is_quarterly(indicator.window):
        newest, step_months = scorecard_period.quarters()[-1], 3
    else:
        year = scorecard_period.year
        newest, step_months = Period(year if scorecard_period.end.month == 12 else year - 1), 12
    steps = range(indicator.valid_months // step_months + 1)
    candidates = (newest.shift(-step) for step in steps)
    return tuple(each for each in candidates if stands_on(each, scorecard_period, indicator.valid_months))


def values_reached(base: Period, window: Window) -> tuple[Period, ...]:
    """Value periods that a figure of `base` enters; none when the window counts the other kind of period."""
    if base.is_year == is_quarterly(window):
        return ()
    return tuple(base.shift(step) for step in range(QUARTERS_COUNTED.get(window, 1)))


def scorecards_reached(base: Period, indicator: Indicator, known: Iterable[Period]) -> frozenset[Period]:
    """Those of the `known` scorecard periods that a changed figure of `base` may change."""
    values = set(values_reached(base, indicator.window))
    return frozenset(each for each in known if values.intersection(value_periods(each, indicator)))


def _month(period: Period) -> int:
    return period.end.year * 12 + period.end.month
