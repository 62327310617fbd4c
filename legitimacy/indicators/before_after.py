"""Before and after: did a figure change once the actions began, by more than chance makes it change anyway.

Where windows do not overlap and twelve points came before, limits are drawn from those points alone and the later ones
are judged by them (methods, part 10). Otherwise the newest window that lies wholly after the day is compared with the
newest one that lies wholly before it, by the interval of their difference. A change that chance explains is none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from legitimacy.indicators.definitions import Direction
from legitimacy.indicators.differences import Estimate, difference_interval
from legitimacy.indicators.intervals import Interval
from legitimacy.indicators.trends import (
    MINIMUM_POINTS,
    Reading,
    Side,
    XmrChart,
    judged_by,
    read_signal,
    xmr_chart,
)


class Verdict(StrEnum):
    """What may be said. `NO_MARGIN`: two figures whose ordinary variation is unknown."""

    NOTHING_BEFORE = "nothing_before"
    TOO_EARLY = "too_early"
    NO_MARGIN = "no_margin"
    NOISE = "noise"
    BETTER = "better"
    WORSE = "worse"
    CHANGED = "changed"


class Beside(StrEnum):
    """One change beside another: no different beyond chance, or better or worse than it."""

    ALIKE = "alike"
    BETTER = "better"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the window from `start` to `end`, both included, with its 95 % limits where it has them."""

    start: date
    end: date
    value: float
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeAfter:
    """`change` is after minus before, in the unit of the figures, with its interval `margin`; both only where windows
    were compared. `chart` holds the limits of before, where the later points were judged by them.
    """

    verdict: Verdict
    before: Figure | None = None
    after: Figure | None = None
    margin: Interval | None = None
    chart: XmrChart | None = None

    @property
    def change(self) -> float | None:
        return self.after.value - self.before.value if self.before and self.after else None


def before_after(
    figures: Sequence[Figure],
    acts_from: date,
    direction: Direction,
    *,
    overlapping: bool,
    run_rules: bool = True,
    lower_bound: float | None = None,
    upper_bound: float | None = None,
) -> BeforeAfter:
    """Judge `figures`, oldest first. A window that holds `acts_from` speaks for neither side.

    `overlapping`: rolling windows, for which no limits can be drawn. `run_rules=False` for stocks.
    Edges: an interval that touches zero is noise; a point outside the limits counts only while the newest one does too.
    Source: methods, parts 4 and 10; Shadish, Cook and Campbell (2002) on what a design without comparison cannot tell.
    """
    before = [each for each in figures if each.end < acts_from]
    after = [each for each in figures if each.start >= acts_from]
    if not before:
        return BeforeAfter(verdict=Verdict.NOTHING_BEFORE, after=after[-1] if after else None)
    if not after:
        return BeforeAfter(verdict=Verdict.TOO_EARLY, before=before[-1])
    last, newest = before[-1], after[-1]
    if not overlapping and len(before) >= MINIMUM_POINTS:
        chart = xmr_chart([each.value for each in before], lower_bound=lower_bound, upper_bound=upper_bound)
        signal = judged_by(chart, [each.value for each in after], run_rules=run_rules)[-1]
        verdict = Verdict.NOISE if signal is None else _READINGS[read_signal(signal, direction)]
        return BeforeAfter(verdict=verdict, before=last, after=newest, chart=chart)
    one, other = _estimate(newest), _estimate(last)
    if one is None or other is None:
        return BeforeAfter(verdict=Verdict.NO_MARGIN, before=last, after=newest)
    margin = difference_interval(one, other)
    return BeforeAfter(verdict=_verdict(margin, direction), before=last, after=newest, margin=margin)


def beside(one: BeforeAfter, other: BeforeAfter, direction: Direction) -> Beside | None:
    """How the change of `one` compares with that of `other` over the same time; None where that cannot be told.

    With margins: the interval of the difference of both changes (a difference in differences). With limits: what both
    were judged to be. For an indicator without a better side only what is alike can be told.
    """
    if one.margin is not None and other.margin is not None and one.change is not None and other.change is not None:
        margins = (float(each) for one_margin in (one.margin, other.margin) for each in one_margin)
        low, high, other_low, other_high = margins
        both = difference_interval(Estimate(one.change, low, high), Estimate(other.change, other_low, other_high))
        return _BESIDE.get(_verdict(both, direction))
    if one.chart is not None and other.chart is not None:
        if one.verdict == other.verdict:
            return Beside.ALIKE
        if one.verdict in _ORDER and other.verdict in _ORDER:
            return Beside.BETTER if _ORDER.index(one.verdict) > _ORDER.index(other.verdict) else Beside.WORSE
    return None


_ORDER = (Verdict.WORSE, Verdict.NOISE, Verdict.BETTER)
_BESIDE = {Verdict.NOISE: Beside.ALIKE, Verdict.BETTER: Beside.BETTER, Verdict.WORSE: Beside.WORSE}
_READINGS = {
    Reading.IMPROVEMENT: Verdict.BETTER,
    Reading.CONCERN: Verdict.WORSE,
    Reading.NEUTRAL: Verdict.CHANGED,
}


def _estimate(figure: Figure) -> Estimate | None:
    if figure.lower is None or figure.upper is None:
        return None
    return Estimate(figure.value, figure.lower, figure.upper)


def _verdict(margin: Interval, direction: Direction) -> Verdict:
    if margin.lower <= 0 <= margin.upper:
        return Verdict.NOISE
    if direction not in (Direction.HIGHER, Direction.LOWER):
        return Verdict.CHANGED
    rose = Side.HIGH if margin.lower > 0 else Side.LOW
    good = Side.HIGH if direction is Direction.HIGHER else Side.LOW
    return Verdict.BETTER if rose is good else Verdict.WORSE
