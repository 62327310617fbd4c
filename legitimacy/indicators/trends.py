"""XmR charts: has something changed, or is this its ordinary variation (methods, part 10).

For non-overlapping quarters or years. Rolling windows are autocorrelated and fire run rules falsely. To rebase a chart,
draw one chart per segment; assurance is read on the last.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike

from legitimacy.indicators.definitions import Direction
from legitimacy.indicators.intervals import BoolArray, FloatArray

MINIMUM_POINTS = 12
RUN = 7
_LIMIT, _TWO_THIRDS, _RANGE_LIMIT = 2.66, 1.7733, 3.267


class Rule(StrEnum):
    """The rules in the order in which they are read; the first that fires names the point."""

    BEYOND_LIMIT = "beyond_limit"
    TREND = "trend"
    TWO_OF_THREE = "two_of_three"
    SHIFT = "shift"


class Side(StrEnum):
    """Where a signal points: high or rising, low or falling."""

    HIGH = "high"
    LOW = "low"


class Reading(StrEnum):
    """What a signal means once the indicator's direction is known."""

    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL = "neutral"


class Assurance(StrEnum):
    """Whether a process that goes on like this meets its target."""

    WILL_MEET = "will_meet"
    WILL_MISS = "will_miss"
    HIT_OR_MISS = "hit_or_miss"


class TooFewPointsError(ValueError):
    """A series too short for limits."""

    def __init__(self, points: int) -> None:
        self.points = points
        super().__init__(
            f"An XmR chart needs at least {MINIMUM_POINTS} points; there are {points}. "
            "Show the change between two periods with its interval instead."
        )


@dataclass(frozen=True, slots=True)
class Signal:
    """Why a point is special, and in which direction."""

    rule: Rule
    side: Side


@dataclass(frozen=True, slots=True)
class XmrChart:
    """Centre, limits and two-thirds lines in the unit of the values.

    `signals` has one element per point, None where the point is ordinary.
    """

    values: FloatArray
    mean: float
    lower: float
    upper: float
    lower_two_thirds: float
    upper_two_thirds: float
    signals: tuple[Signal | None, ...]

    def readings(self, direction: Direction) -> tuple[Reading | None, ...]:
        """Every point's signal read with the indicator's direction; None where the point is ordinary."""
        return tuple(None if signal is None else read_signal(signal, direction) for signal in self.signals)


def xmr_chart(
    values: ArrayLike,
    *,
    lower_bound: float | None = None,
    upper_bound: float | None = None,
    run_rules: bool = True,
) -> XmrChart:
    """Chart of individual values with limits from their moving range.

    Centre = mean; moving ranges above 3.267 times their mean are dropped once and averaged again; limits = mean +- 2.66
    times that average, two-thirds lines +- 1.7733 times. Signals, in this order: beyond a limit; 7 points rising or
    falling; 2 of 3 beyond the same two-thirds line (those beyond it are marked); 7 on one side of the mean.
    `values`: one segment, oldest first, one dimension. `lower_bound`, `upper_bound`: the possible range, to which the
    lines are clamped. `run_rules=False` for stocks, which carry over: only the limits speak.
    Edges: a missing value (NaN) has no signal and breaks moving ranges and runs; a constant series has no signals.
    Errors: TooFewPointsError under 12 values.
    Source: Wheeler (1993), Understanding Variation; NHS England, Making Data Count; NHSRplotthedots.
    """
    points = np.asarray(values, dtype=np.float64).ravel()
    known = points[np.isfinite(points)]
    if known.size < MINIMUM_POINTS:
        raise TooFewPointsError(known.size)
    mean, average_range = float(known.mean()), _average_moving_range(points)
    lowest = -np.inf if lower_bound is None else lower_bound
    highest = np.inf if upper_bound is None else upper_bound
    low, low_inner, high_inner, high = (
        float(np.clip(mean + factor * average_range, lowest, highest))
        for factor in (-_LIMIT, -_TWO_THIRDS, _TWO_THIRDS, _LIMIT)
    )
    lines = _Lines(mean, low, high, low_inner, high_inner)
    return XmrChart(points, mean, low, high, low_inner, high_inner, _signals(points, lines, known, run_rules))


def judged_by(chart: XmrChart, values: ArrayLike, *, run_rules: bool = True) -> tuple[Signal | None, ...]:
    """The signals of later `values` by the lines of `chart`, which were drawn without them; runs begin with the first.

    One element per value, None where it is ordinary. `values`: oldest first, one dimension, of any length.
    """
    points = np.asarray(values, dtype=np.float64).ravel()
    lines = _Lines(chart.mean, chart.lower, chart.upper, chart.lower_two_thirds, chart.upper_two_thirds)
    known = np.concatenate([chart.values, points])
    return _signals(points, lines, known[np.isfinite(known)], run_rules)


@dataclass(frozen=True, slots=True)
class _Lines:
    mean: float
    low: float
    high: float
    low_inner: float
    high_inner: float


def _signals(points: FloatArray, lines: _Lines, known: FloatArray, run_rules: bool) -> tuple[Signal | None, ...]:
    # Equal values must not count as beyond their own mean by rounding.
    slack = 1e-9 * float(np.abs(known).max())
    fired = {
        Signal(Rule.BEYOND_LIMIT, Side.HIGH): points > lines.high + slack,
        Signal(Rule.BEYOND_LIMIT, Side.LOW): points < lines.low - slack,
    }
    if run_rules:
        fired |= {
            Signal(Rule.TREND, Side.HIGH): _trend(points, slack),
            Signal(Rule.TREND, Side.LOW): _trend(-points, slack),
            Signal(Rule.TWO_OF_THREE, Side.HIGH): _two_of_three(points > lines.high_inner + slack),
            Signal(Rule.TWO_OF_THREE, Side.LOW): _two_of_three(points < lines.low_inner - slack),
            Signal(Rule.SHIFT, Side.HIGH): _run(points > lines.mean + slack, RUN),
            Signal(Rule.SHIFT, Side.LOW): _run(points < lines.mean - slack, RUN),
        }
    return tuple(next((signal for signal, at in fired.items() if at[i]), None) for i in range(points.size))


def read_signal(signal: Signal, direction: Direction) -> Reading:
    """Improvement or concern for an indicator that should be higher or lower; neutral for a band or context.

    A trend is read by where it goes, other rules by the side they are on. Source: NHS England, Making Data Count.
    """
    if direction not in (Direction.HIGHER, Direction.LOWER):
        return Reading.NEUTRAL
    good = Side.HIGH if direction is Direction.HIGHER else Side.LOW
    return Reading.IMPROVEMENT if signal.side is good else Reading.CONCERN


def assurance(chart: XmrChart, target: float, direction: Direction) -> Assurance | None:
    """Whether the limits of the last segment lie wholly on the right side of the target; reaching it meets it.

    `target` in the unit of the values. None for a band or context indicator, which has no single target.
    Source: NHS England, Making Data Count.
    """
    if direction is Direction.HIGHER:
        meets, misses = chart.lower >= target, chart.upper < target
    elif direction is Direction.LOWER:
        meets, misses = chart.upper <= target, chart.lower > target
    else:
        return None
    if meets:
        return Assurance.WILL_MEET
    return Assurance.WILL_MISS if misses else Assurance.HIT_OR_MISS


def _average_moving_range(points: FloatArray) -> float:
    ranges = np.abs(np.diff(points))
    ranges = ranges[np.isfinite(ranges)]
    if ranges.size == 0:
        return 0.0
    return float(ranges[ranges <= _RANGE_LIMIT * ranges.mean()].mean())


def _run(flags: BoolArray, length: int) -> BoolArray:
    """True for every position inside a stretch of at least `length` True."""
    if flags.size < length:
        return np.zeros(flags.size, dtype=np.bool_)
    starts = sliding_window_view(flags, length).all(axis=1)
    return np.asarray(np.convolve(starts, np.ones(length)) > 0)


def _trend(points: FloatArray, slack: float) -> BoolArray:
    if points.size < RUN:
        return np.zeros(points.size, dtype=np.bool_)
    steps = _run(np.diff(points) > slack, RUN - 1)
    return np.asarray(np.append(steps, False) | np.append(False, steps))


def _two_of_three(beyond: BoolArray) -> BoolArray:
    if beyond.size < 3:
        return np.zeros(beyond.size, dtype=np.bool_)
    windows = sliding_window_view(beyond, 3).sum(axis=1) >= 2
    return np.asarray(beyond & (np.convolve(windows, np.ones(3)) > 0))
