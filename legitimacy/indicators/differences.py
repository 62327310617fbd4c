"""Whether two estimates differ by more than their own uncertainty allows (methods, parts 4 and 7)."""

import math
from dataclasses import dataclass

from legitimacy.indicators.intervals import Interval


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its interval. A missing limit is open: a median that was not reached has no upper one."""

    value: float
    lower: float | None
    upper: float | None

    @property
    def below(self) -> float:
        """From the lower limit to the number."""
        return math.inf if self.lower is None else self.value - self.lower

    @property
    def above(self) -> float:
        return math.inf if self.upper is None else self.upper - self.value


def difference_interval(one: Estimate, other: Estimate) -> Interval:
    """Interval of `one` minus `other` from the intervals of both, taken as independent.

    d - sqrt((x - x_low)^2 + (y_up - y)^2) and d + sqrt((x_up - x)^2 + (y - y_low)^2). In the unit of the estimates, at
    their level. With Wilson's limits of two shares it is Newcombe's hybrid score interval (method 10); any other
    limits, such as Byar's of two rates or the quantiles of draws, join in the same way. Edges: an open limit gives an
    open limit. Errors: ValueError where a number lies outside its own interval or is not finite.
    Source: Newcombe (1998), Statistics in Medicine 17, 873-890; Zou and Donner (2008), same journal 27, 1693-1702.
    """
    for each in (one, other):
        if not math.isfinite(each.value) or each.below < -1e-9 or each.above < -1e-9:
            raise ValueError(f"{each.value:g} must be finite and inside its interval {each.lower} to {each.upper}.")
    difference = one.value - other.value
    return Interval(
        difference - math.hypot(one.below, other.above),
        difference + math.hypot(one.above, other.below),
    )


def ratio_interval(one: Estimate, other: Estimate) -> Interval:
    """Interval of `one` over `other`: the difference of their logarithms, for ratios, whose intervals are log-normal.

    A pure number. Errors: ValueError where a number or limit is not above zero, besides those of `difference_interval`.
    Source: Zou and Donner (2008), Statistics in Medicine 27, 1693-1702.
    """
    interval = difference_interval(_logarithm(one), _logarithm(other))
    return Interval(math.exp(interval.lower), math.exp(interval.upper))


def _logarithm(each: Estimate) -> Estimate:
    numbers = (each.value, each.lower, each.upper)
    if any(number is not None and number <= 0 for number in numbers):
        raise ValueError(f"A ratio and its limits must be above zero; got {each.value:g}.")
    value, lower, upper = (None if number is None else math.log(number) for number in numbers)
    return Estimate(value or 0.0, lower, upper)
