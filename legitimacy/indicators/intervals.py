"""Confidence intervals for shares, counts, rates, ratios and survey means (methods, part 4).

Every function takes scalars or arrays of one shape (missing is NaN and stays NaN) and returns an `Interval` of floats
or of arrays. Zero trials or zero exposure do not raise: no information has NaN limits, never the limits of a zero.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

BoolArray = NDArray[np.bool_]
FloatArray = NDArray[np.float64]
Numbers = float | FloatArray
"""A float where the input was scalar, an array where it was an array."""

UNKNOWN_DESIGN_EFFECT = 1.5
"""Design effect assumed for a survey that does not publish one."""
EXACT_BELOW = 10
"""Counts under this get exact limits, others Byar's."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Lower and upper limit; unpacks as `lower, upper = interval`."""

    lower: Numbers
    upper: Numbers

    def __iter__(self) -> Iterator[Numbers]:
        yield self.lower
        yield self.upper


def wilson_interval(successes: ArrayLike, trials: ArrayLike, level: float = 0.95) -> Interval:
    """Wilson's score interval of a proportion, without continuity correction.

    `successes` out of `trials`; neither need be whole, so that an effective sample size fits.
    Range: inside [0, 1] and around successes / trials; exactly 0 below at no successes, exactly 1 above at all.
    Edges: 0 trials gives NaN limits. Errors: ValueError for negative counts, successes above trials, a level
    outside (0, 1). Source: Wilson (1927), JASA 22, 209-212; Newcombe (1998), Statistics in Medicine 17, 857-872.
    """
    x, n = _successes(successes, trials)
    z = normal_quantile(level)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = x / n
        centre = (x + z * z / 2) / (n + z * z)
        half = z / (n + z * z) * np.sqrt(share * (n - x) + z * z / 4)
        # The limits touch 0 and 1 exactly; rounding would leave 1e-17 there.
        lower = np.where((x == 0) & (n > 0), 0.0, np.clip(centre - half, 0.0, share))
        upper = np.where((x == n) & (n > 0), 1.0, np.clip(centre + half, share, 1.0))
    return Interval(plain(lower), plain(upper))


def poisson_exact_interval(count: ArrayLike, exposure: ArrayLike = 1.0, level: float = 0.95) -> Interval:
    """Exact (chi-square) interval of a Poisson count, divided by `exposure`.

    chi2(alpha/2; 2x)/2 and chi2(1 - alpha/2; 2x + 2)/2, as quantiles of the gamma distribution.
    Range: from 0 (exactly, at count 0) upwards. Edges: exposure 0 gives NaN limits.
    Errors: ValueError for a negative count or exposure, a level outside (0, 1).
    Source: Garwood (1936), Biometrika 28, 437-442; Ulm (1990), American Journal of Epidemiology 131, 373-375.
    """
    from scipy.special import gammainccinv, gammaincinv

    x, exposed = counts(count, "count"), _exposure(exposure)
    tail = (1 - confidence_level(level)) / 2
    lower = np.where(x == 0, 0.0, gammaincinv(np.where(x == 0, 1.0, x), tail))
    return Interval(plain(lower / exposed), plain(gammainccinv(x + 1, tail) / exposed))


def byar_interval(count: ArrayLike, exposure: ArrayLike = 1.0, level: float = 0.95) -> Interval:
    """Byar's approximation to the exact Poisson limits, divided by `exposure`.

    x (1 - 1/9x - z/3 sqrt x)^3 and (x+1) (1 - 1/9(x+1) + z/3 sqrt(x+1))^3.
    Range, edges and errors as `poisson_exact_interval`. Source: Breslow and Day (1987), Statistical Methods in
    Cancer Research, volume II, IARC, p. 69.
    """
    x, exposed = counts(count, "count"), _exposure(exposure)
    z = normal_quantile(level)
    base, above = np.where(x == 0, 1.0, x), x + 1
    root = 1 - 1 / (9 * base) - z / (3 * np.sqrt(base))
    lower = np.where(x == 0, 0.0, base * np.maximum(root, 0.0) ** 3)
    upper = above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
    return Interval(plain(lower / exposed), plain(upper / exposed))


def rate_interval(count: ArrayLike, exposure: ArrayLike = 1.0, level: float = 0.95) -> Interval:
    """Interval of a count or rate: exact under 10 events, Byar's from 10.

    Range, edges and errors as `poisson_exact_interval`. Source: methods, part 4; Public Health England, Technical
    guide: confidence intervals (2018).
    """
    few = counts(count, "count") < EXACT_BELOW
    exact, byar = poisson_exact_interval(count, exposure, level), byar_interval(count, exposure, level)
    return Interval(plain(np.where(few, exact.lower, byar.lower)), plain(np.where(few, exact.upper, byar.upper)))


def risk_ratio(a: ArrayLike, n1: ArrayLike, b: ArrayLike, n0: ArrayLike) -> Numbers:
    """(a/n1) / (b/n0), after the correction for zero cells that `risk_ratio_interval` describes.

    Counts of events a, b out of n1, n0. Range: above 0. Edges: n1 or n0 of 0 gives NaN. Errors and source as there.
    """
    x1, m1, x0, m0 = _without_zero_cells(a, n1, b, n0)
    return plain((x1 / m1) / (x0 / m0))


def risk_ratio_interval(a: ArrayLike, n1: ArrayLike, b: ArrayLike, n0: ArrayLike, level: float = 0.95) -> Interval:
    """Log (Katz) interval of the ratio of two proportions a/n1 and b/n0.

    exp(ln RR +- z sqrt(1/a - 1/n1 + 1/b - 1/n0)). Range: above 0, around `risk_ratio`.
    Edges: where a or b is 0, or a = n1 and b = n0 together (no variance), 1/2 is added to all four cells of the
    table, so a + 1/2 of n1 + 1 against b + 1/2 of n0 + 1, and the interval lies around that corrected ratio. n1 or
    n0 of 0 gives NaN limits. Errors: ValueError for negative counts, events above the total, a level outside (0, 1).
    Source: Katz et al. (1978), Biometrics 34, 469-474; the 1/2: Haldane (1956) and Anscombe (1956).
    """
    x1, m1, x0, m0 = _without_zero_cells(a, n1, b, n0)
    half = normal_quantile(level) * np.sqrt(1 / x1 - 1 / m1 + 1 / x0 - 1 / m0)
    log_ratio = np.log((x1 / m1) / (x0 / m0))
    return Interval(plain(np.exp(log_ratio - half)), plain(np.exp(log_ratio + half)))


def survey_share_interval(
    share: ArrayLike, n: ArrayLike, deff: ArrayLike = UNKNOWN_DESIGN_EFFECT, level: float = 0.95
) -> Interval:
    """Wilson's interval of a survey share with the effective sample size n / deff.

    `share` 0-1, `n` respondents, `deff` the design effect. Range and edges as `wilson_interval`.
    Errors: ValueError for a share outside [0, 1], a negative n, a design effect of 0 or less.
    Source: Kish (1965), Survey Sampling; Dean and Pagano (2015), Journal of Survey Statistics and Methodology 3.
    """
    part = np.asarray(share, dtype=np.float64)
    if np.any((part < 0) | (part > 1)):
        raise ValueError("A share must lie between 0 and 1; write 45 % as 0.45.")
    effective = _effective(n, deff)
    return wilson_interval(part * effective, effective, level)


def mean_interval(
    mean: ArrayLike,
    sd: ArrayLike,
    n: ArrayLike,
    deff: ArrayLike = UNKNOWN_DESIGN_EFFECT,
    level: float = 0.95,
) -> Interval:
    """Normal interval of a survey mean: mean +- z sd sqrt(deff / n).

    `mean` and `sd` in the unit of the scale, `n` respondents. Range: not clipped to the scale.
    Edges: n 0 gives NaN limits, sd 0 an interval of no width. Errors: ValueError for a negative sd or n, a design
    effect of 0 or less. Source: Kish (1965), Survey Sampling.
    """
    centre, effective = np.asarray(mean, dtype=np.float64), _effective(n, deff)
    spread = counts(sd, "standard deviation")
    half = normal_quantile(level) * spread / np.sqrt(np.where(effective > 0, effective, np.nan))
    return Interval(plain(centre - half), plain(centre + half))


def newcombe_difference_interval(
    x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike, level: float = 0.95
) -> Interval:
    """Newcombe's hybrid score interval of the difference x1/n1 - x0/n0.

    Range: inside [-1, 1]. Edges: n1 or n0 of 0 gives NaN limits. Errors as `wilson_interval`.
    Source: Newcombe (1998), Statistics in Medicine 17, 873-890, method 10.
    """
    (a, m1), (b, m0) = _successes(x1, n1), _successes(x0, n0)
    low1, high1 = wilson_interval(a, m1, level)
    low0, high0 = wilson_interval(b, m0, level)
    with np.errstate(divide="ignore", invalid="ignore"):
        p1, p0 = a / m1, b / m0
    lower = p1 - p0 - np.hypot(p1 - low1, high0 - p0)
    upper = p1 - p0 + np.hypot(high1 - p1, p0 - low0)
    return Interval(plain(np.clip(lower, -1.0, 1.0)), plain(np.clip(upper, -1.0, 1.0)))


def normal_quantile(level: float) -> float:
    """z with `level` of the standard normal between -z and z: 1.959964 for 0.95, 3.090232 for 0.998."""
    return -NormalDist().inv_cdf((1 - confidence_level(level)) / 2)


def confidence_level(level: float) -> float:
    """`level` itself; ValueError outside (0, 1)."""
    if not 0 < level < 1:
        raise ValueError(f"A confidence level lies between 0 and 1, such as 0.95; got {level}.")
    return level


def counts(values: ArrayLike, name: str) -> FloatArray:
    """`values` as floats; ValueError where one is negative or infinite. NaN is missing and passes."""
    array = np.asarray(values, dtype=np.float64)
    if np.any(array < 0):
        raise ValueError(f"A {name} cannot be negative; got {array[array < 0].flat[0]:g}.")
    if np.any(np.isinf(array)):
        raise ValueError(f"A {name} cannot be infinite.")
    return array


def plain(array: FloatArray) -> Numbers:
    """A float for a 0-dimensional array, the array itself otherwise."""
    return float(array) if np.ndim(array) == 0 else array


def _successes(successes: ArrayLike, trials: ArrayLike) -> tuple[FloatArray, FloatArray]:
    x, n = np.broadcast_arrays(counts(successes, "number of successes"), counts(trials, "number of trials"))
    if np.any(x > n):
        where = x > n
        raise ValueError(f"Successes cannot exceed trials; got {x[where].flat[0]:g} of {n[where].flat[0]:g}.")
    return x, n


def _exposure(exposure: ArrayLike) -> FloatArray:
    array = counts(exposure, "exposure")
    return np.where(array > 0, array, np.nan)


def _effective(n: ArrayLike, deff: ArrayLike) -> FloatArray:
    effect = np.asarray(deff, dtype=np.float64)
    if np.any(effect <= 0):
        raise ValueError("A design effect must be above 0; it is 1 for a simple random sample.")
    return np.asarray(counts(n, "number of respondents") / effect)


def _without_zero_cells(
    a: ArrayLike, n1: ArrayLike, b: ArrayLike, n0: ArrayLike
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    (x1, m1), (x0, m0) = _successes(a, n1), _successes(b, n0)
    corrected = (x1 == 0) | (x0 == 0) | ((x1 == m1) & (x0 == m0))
    half = np.where(corrected, 0.5, 0.0)
    known = np.where((m1 > 0) & (m0 > 0), 1.0, np.nan)
    return (x1 + half) * known, m1 + 2 * half, (x0 + half) * known, m0 + 2 * half
