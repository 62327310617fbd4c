"""Where a figure stands against its goalposts, and whether it moved more than chance explains. Pure functions."""

from dataclasses import dataclass
from math import hypot, isfinite

from django.utils.translation import gettext as _

from legitimacy import numbers
from legitimacy.charts.micro import Goalposts
from legitimacy.disclosure.visible import VisiblePart, VisibleValue
from legitimacy.indicators.definitions import Direction, State, Visibility, Window
from legitimacy.indicators.intervals import newcombe_difference_interval
from legitimacy.indicators.periods import Period
from legitimacy.standings import Movement, Standing

NEARLY_SCORE = 80.0
"""From here on a figure short of its target is called `nearly`: four fifths of the way from floor to target."""

_STATES = {
    State.NOT_DELIVERED: Standing.NOT_DELIVERED,
    State.TOO_FEW: Standing.TOO_FEW,
    State.NOT_DUE: Standing.NOT_DUE,
    State.NOT_APPLICABLE: Standing.NOT_APPLICABLE,
    State.REJECTED: Standing.REJECTED,
}


@dataclass(frozen=True, slots=True)
class Change:
    """Difference with an earlier, non-overlapping figure and its range; `earlier` is that figure's period."""

    movement: Movement
    difference: float | None = None
    lower: float | None = None
    upper: float | None = None
    earlier: str = ""

    @property
    def is_clear(self) -> bool:
        """Beyond the margin."""
        return self.movement in (Movement.IMPROVING, Movement.WORSENING, Movement.CHANGED)


def standing_of(value: VisibleValue, direction: str, goalposts: Goalposts) -> Standing:
    """The word for one figure. Short of the target but within its interval, or four fifths of the way, is `nearly`."""
    if value.state != State.OK:
        return _STATES[State(value.state)]
    if value.visibility != Visibility.SHOWN or value.value is None:
        return Standing.SUPPRESSED
    if direction == Direction.CONTEXT:
        return Standing.CONTEXT
    if not goalposts.is_complete:
        return Standing.UNJUDGED
    if _reached(value.value, direction, goalposts):
        return Standing.MET
    if _best_end(value, direction, goalposts) or (value.score is not None and value.score >= NEARLY_SCORE):
        return Standing.NEARLY
    return Standing.BELOW


def _reached(number: float, direction: str, goalposts: Goalposts) -> bool:
    if goalposts.band_low is not None and goalposts.band_high is not None and goalposts.is_band:
        return goalposts.band_low <= number <= goalposts.band_high
    if goalposts.target is None:
        return False
    return number <= goalposts.target if direction == Direction.LOWER else number >= goalposts.target


def _best_end(value: VisibleValue, direction: str, goalposts: Goalposts) -> bool:
    """Whether the interval still reaches the target."""
    if value.lower is None or value.upper is None:
        return False
    if goalposts.band_low is not None and goalposts.band_high is not None and goalposts.is_band:
        return value.lower <= goalposts.band_high and value.upper >= goalposts.band_low
    return _reached(value.lower if direction == Direction.LOWER else value.upper, direction, goalposts)


def earlier_period(period: str, window: str) -> str:
    """The newest period whose window does not overlap with that of `period`; a year back where a season could show."""
    parsed = Period.parse(period)
    if parsed.is_year:
        return str(parsed.previous)
    return str(parsed.shift(-12 if window == Window.ROLLING_36_MONTHS else -4))


def change_of(now: VisibleValue, before: VisibleValue | None, direction: str, *, sampled: bool = True) -> Change:
    """Newcombe's interval for two shares of counts; otherwise the two intervals joined in the same way.

    Without intervals nothing is said of a sample, while every change of a complete count (`sampled` False) is real.
    """
    if before is None or now.value is None or before.value is None:
        return Change(Movement.UNKNOWN)
    difference = now.value - before.value
    lower, upper = _difference_range(now, before, difference) if sampled else (difference, difference)
    if lower is None or upper is None:
        return Change(Movement.UNKNOWN, difference, earlier=before.period)
    if lower <= 0 <= upper or difference == 0:
        return Change(Movement.STEADY, difference, lower, upper, before.period)
    return Change(_read(difference, direction), difference, lower, upper, before.period)


def _difference_range(now: VisibleValue, before: VisibleValue, difference: float) -> tuple[float | None, float | None]:
    counts = (now.numerator, now.denominator, before.numerator, before.denominator)
    x1, n1, x0, n0 = counts
    if x1 is not None and n1 and x0 is not None and n0 and _is_share(now) and _is_share(before):
        low, high = newcombe_difference_interval(x1, n1, x0, n0)
        return float(low), float(high)
    if None in (now.lower, now.upper, before.lower, before.upper):
        return None, None
    return _joined(_triple(now), _triple(before), difference)


def _is_share(value: VisibleValue) -> bool:
    """Counts that make the value as they stand, with a sampling interval of their own."""
    if value.value is None or value.numerator is None or not value.denominator or value.lower is None:
        return False
    return abs(value.numerator / value.denominator - value.value) < 1e-9 and value.numerator <= value.denominator


def _triple(value: VisibleValue) -> tuple[float, float, float]:
    numbers = (value.lower, value.value, value.upper)
    low, middle, high = (float(number) if number is not None else float("nan") for number in numbers)
    return low, middle, high


def _joined(
    now: tuple[float, float, float], before: tuple[float, float, float], difference: float
) -> tuple[float | None, float | None]:
    """Newcombe's method 10 for any two estimates (Zou and Donner 2008, Statistics in Medicine 27)."""
    lower = difference - hypot(now[1] - now[0], before[2] - before[1])
    upper = difference + hypot(now[2] - now[1], before[1] - before[0])
    return (lower, upper) if isfinite(lower) and isfinite(upper) else (None, None)


def _read(difference: float, direction: str) -> Movement:
    if direction not in (Direction.HIGHER, Direction.LOWER):
        return Movement.CHANGED
    return Movement.IMPROVING if (difference > 0) == (direction == Direction.HIGHER) else Movement.WORSENING


def change_text(change: Change, unit: str) -> str:
    """`+4.1 pp since Q4 2024`; empty without an earlier figure."""
    if change.difference is None or not change.earlier:
        return ""
    words = {"change": numbers.change_text(change.difference, unit), "period": numbers.period_short(change.earlier)}
    return _("%(change)s since %(period)s") % words


def part_change(now: VisiblePart, before: VisiblePart | None) -> Change:
    """Change of a score with the joint 5-95 % range of both; scores are better when higher."""
    if before is None or now.score is None or before.score is None:
        return Change(Movement.UNKNOWN)
    difference = now.score - before.score
    numbers = (now.lower, now.upper, before.lower, before.upper)
    low, high, low0, high0 = (number if number is not None else float("nan") for number in numbers)
    lower, upper = _joined((low, now.score, high), (low0, before.score, high0), difference)
    if lower is None or upper is None:
        return Change(Movement.UNKNOWN, difference, earlier=before.period)
    if lower <= 0 <= upper:
        return Change(Movement.STEADY, difference, lower, upper, before.period)
    return Change(_read(difference, Direction.HIGHER), difference, lower, upper, before.period)
