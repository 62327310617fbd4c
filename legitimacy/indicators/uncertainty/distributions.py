"""How a published figure becomes a distribution to draw from (methods, part 7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt
from numpy.random import Generator

from legitimacy.indicators.definitions import Kind
from legitimacy.indicators.intervals import BoolArray, FloatArray, normal_quantile


class Family(IntEnum):
    """Distribution of a value, and what its two parameters are.

    NONE: no draws, the value stands. BETA: the two shapes. GAMMA: shape, scale. NORMAL: mean, standard deviation.
    LOG_NORMAL: mean and standard deviation of the logarithm. QUANTILES: a supplied quantile function, no parameters.
    """

    NONE = 0
    BETA = 1
    GAMMA = 2
    NORMAL = 3
    LOG_NORMAL = 4
    QUANTILES = 5


@dataclass(frozen=True, slots=True)
class Fitted:
    """Value and distribution per row, and the first row that cannot be: its place and what is wrong with it."""

    value: FloatArray
    family: npt.NDArray[np.int8]
    first: FloatArray
    second: FloatArray
    fault: tuple[int, str] | None


def fit(
    kinds: npt.NDArray[np.object_], numbers: Mapping[str, FloatArray], sampled: BoolArray, has_quantiles: BoolArray
) -> Fitted:
    """Value and distribution of each row, from what is known of it; all arrays of shape (rows,).

    `numbers` holds `numerator`, `denominator` (an effective sample size where a design effect applies), `value`,
    `lower` and `upper` (95 % interval), `per`; NaN where not known. The value is `value`, or else numerator /
    denominator x per.

    - proportion with x and n: Beta(x + 1/2, n - x + 1/2), Jeffreys' posterior (Brown, Cai and DasGupta 2001);
    - rate with a count and an exposure: Gamma(x + 1/2) / exposure x per (Jeffreys);
    - ratios and medians with an interval: log-normal around the value, with the interval's width on the log scale;
    - survey means, and proportions or rates of which only an interval is known: Normal around the value, with the
      interval's width;
    - any sampled kind with bootstrap quantiles: those;
    - not sampled (complete counts, checklists, booleans), or none of the above at hand: no draws.

    A median's true sampling distribution is neither normal nor log-normal: matching its published interval keeps the
    width and the skew, and bootstrap quantiles are better where there are any. Where one end of an interval is open
    ("not reached") or lies at 0 or below, the other gives the width; a ratio or median with neither end above 0, or
    itself not above 0, gets the Normal. An infinite value (a median not reached) stands without draws.
    """
    x, n, per = numbers["numerator"], numbers["denominator"], np.nan_to_num(numbers["per"], nan=1.0)
    counted = np.isfinite(x) & np.isfinite(n) & (n > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(np.isnan(numbers["value"]), np.where(counted, x / n * per, np.nan), numbers["value"])
    proportion, rate = kinds == Kind.PROPORTION, kinds == Kind.COUNT_RATE
    skewed = (kinds == Kind.RATIO) | (kinds == Kind.MEDIAN_DAYS)
    family = np.zeros(len(kinds), dtype=np.int8)
    first, second = np.zeros(len(kinds)), np.zeros(len(kinds))

    def assign(chosen: BoolArray, which: Family, one: FloatArray, two: FloatArray) -> None:
        free = chosen & sampled & (family == Family.NONE) & np.isfinite(value)
        family[free], first[free], second[free] = which, one[free], two[free]

    zero = np.zeros(len(kinds))
    with np.errstate(divide="ignore", invalid="ignore"):
        log_width = _width(_log(value), _log(numbers["lower"]), _log(numbers["upper"]))
        width = _width(value, numbers["lower"], numbers["upper"])
        assign(has_quantiles, Family.QUANTILES, zero, zero)
        assign(proportion & counted, Family.BETA, x + 0.5, n - x + 0.5)
        assign(rate & counted, Family.GAMMA, x + 0.5, per / n)
        assign(skewed & (log_width > 0), Family.LOG_NORMAL, _log(value), log_width)
        assign(width > 0, Family.NORMAL, value, width)
    return Fitted(value, family, first, second, _fault(value, numbers, counted & proportion, counted & rate))


def draw_into(row: FloatArray, family: int, first: float, second: float, generator: Generator) -> None:
    """Fill `row`, shape (draws,) and contiguous, with draws of a parametric `family`; not NONE, not QUANTILES."""
    if family == Family.BETA:
        row[:] = generator.beta(first, second, len(row))
    elif family == Family.GAMMA:
        generator.standard_gamma(first, out=row)
        row *= second
    else:
        generator.standard_normal(out=row)
        row *= second
        row += first
        if family == Family.LOG_NORMAL:
            np.exp(row, out=row)


def _log(values: FloatArray) -> FloatArray:
    return np.log(np.where(values > 0, values, np.nan))


def _width(middle: FloatArray, lower: FloatArray, upper: FloatArray) -> FloatArray:
    """Standard deviation that a 95 % interval implies; from one end where the other is open or unknown."""
    z = normal_quantile(0.95)
    both, below, above = (upper - lower) / (2 * z), (middle - lower) / z, (upper - middle) / z
    return np.where(np.isfinite(both), both, np.where(np.isfinite(above), above, np.nan_to_num(below, posinf=0.0)))


def _fault(
    value: FloatArray, numbers: Mapping[str, FloatArray], share: BoolArray, rate: BoolArray
) -> tuple[int, str] | None:
    x, n = numbers["numerator"], numbers["denominator"]
    faults = (
        (np.isnan(value), "is delivered but has neither a value nor a numerator and denominator"),
        (share & ((x < 0) | (x > n)), "is a proportion whose numerator is not between 0 and its denominator"),
        (rate & (x < 0), "is a rate with a negative count"),
        (numbers["lower"] > numbers["upper"], "has an interval whose lower limit lies above its upper"),
        (numbers["per"] <= 0, "has a multiplier `per` that is not above 0"),
    )
    for wrong, reason in faults:
        if wrong.any():
            return int(np.flatnonzero(wrong)[0]), reason
    return None
