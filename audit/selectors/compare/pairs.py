"""Two corps beside each other: different, equal, or not to be told apart. Never which of them is the better one."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from legitimacy.disclosure.visible import VisiblePart, VisibleValue
from legitimacy.indicators.definitions import Indicator, Kind
from legitimacy.indicators.differences import Estimate, difference_interval, ratio_interval

FALSE_ALARMS = 0.05
"""Of comparisons between equal corps, the share that comes out as different: the intervals are of 95 %."""


class Verdict(StrEnum):
    DIFFERENT = "different"
    EQUAL = "equal"
    """Both are complete counts, and the same."""
    ALIKE = "alike"
    """Not distinguishable: chance alone may explain the difference."""
    UNKNOWN = "unknown"
    """A figure is missing or hidden, or its margin is not known."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One corps against the first. `difference` is in the unit of the figure, or a ratio (`is_ratio`)."""

    verdict: Verdict
    difference: float | None = None
    lower: float | None = None
    upper: float | None = None
    is_ratio: bool = False
    by_chance: bool = False

    @property
    def is_known(self) -> bool:
        return self.verdict is not Verdict.UNKNOWN


UNKNOWN = Pair(Verdict.UNKNOWN)


def values_pair(passport: Indicator, one: VisibleValue | None, first: VisibleValue | None) -> Pair:
    """`one` against `first`, by the kind of the indicator.

    Complete counts, checklists and yes or no have no chance in them: they are equal or different. Ratios are compared
    by their ratio, everything else by the difference of two figures and their intervals.
    """
    if one is None or first is None or one.value is None or first.value is None:
        return UNKNOWN
    if not passport.sampled:
        difference = one.value - first.value
        return Pair(Verdict.EQUAL if difference == 0 else Verdict.DIFFERENT, difference, difference, difference)
    if (one.lower is None and one.upper is None) or (first.lower is None and first.upper is None):
        return UNKNOWN
    estimates = (Estimate(one.value, one.lower, one.upper), Estimate(first.value, first.lower, first.upper))
    try:
        if passport.kind is Kind.RATIO:
            interval = ratio_interval(*estimates)
            return _judged(one.value / first.value, float(interval.lower), float(interval.upper), equal=1.0)
        interval = difference_interval(*estimates)
    except ValueError:  # a delivered interval that does not hold its own figure says nothing
        return UNKNOWN
    return _judged(one.value - first.value, float(interval.lower), float(interval.upper), equal=0.0)


def parts_pair(one: VisiblePart | None, first: VisiblePart | None) -> Pair:
    """Two scores with the quantiles of their draws; bands and hidden scores say nothing."""
    if one is None or first is None or one.score is None or first.score is None:
        return UNKNOWN
    if None in (one.lower, one.upper, first.lower, first.upper):
        return UNKNOWN
    interval = difference_interval(
        Estimate(one.score, _at_most(one.lower, one.score), _at_least(one.upper, one.score)),
        Estimate(first.score, _at_most(first.lower, first.score), _at_least(first.upper, first.score)),
    )
    if one.lower == one.upper and first.lower == first.upper:
        difference = one.score - first.score
        return Pair(Verdict.EQUAL if difference == 0 else Verdict.DIFFERENT, difference, difference, difference)
    return _judged(one.score - first.score, float(interval.lower), float(interval.upper), equal=0.0)


def _judged(difference: float, lower: float, upper: float, *, equal: float) -> Pair:
    verdict = Verdict.ALIKE if lower <= equal <= upper else Verdict.DIFFERENT
    return Pair(verdict, difference, lower, upper, is_ratio=equal != 0.0, by_chance=True)


def _at_most(limit: float | None, number: float) -> float:
    """A point score may lie just outside the quantiles of its draws: it then stands at the limit."""
    return number if limit is None else min(limit, number)


def _at_least(limit: float | None, number: float) -> float:
    return number if limit is None else max(limit, number)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many pairs were compared with chance in them, how many differ, and how many would by chance alone."""

    compared: int
    different: int

    @property
    def by_chance(self) -> float:
        return self.compared * FALSE_ALARMS


def tally_of(pairs: Sequence[Pair]) -> Tally:
    with_chance = [pair for pair in pairs if pair.is_known and pair.by_chance]
    return Tally(len(with_chance), sum(pair.verdict is Verdict.DIFFERENT for pair in with_chance))
