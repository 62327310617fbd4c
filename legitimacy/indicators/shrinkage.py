"""Empirical Bayes shrinkage and the reliability badge (methods, part 8).

Shrunken values order lists and colour maps. The reported fact, targets and funding always use the observed value.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import isnan

import numpy as np
from numpy.typing import ArrayLike

from legitimacy.indicators.intervals import FloatArray, counts


class Reliability(StrEnum):
    """How far a corps's value stands on its own records."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


RELIABILITY_FLOORS = {Reliability.HIGH: 0.7, Reliability.MEDIUM: 0.4, Reliability.LOW: 0.0}


@dataclass(frozen=True, slots=True)
class Shrinkage:
    """`values` drawn towards `mean`; `weights` 0-1 is what each observation keeps; `variance` lies between corps."""

    values: FloatArray
    weights: FloatArray
    mean: float
    variance: float


def marshall_shrinkage(numerators: ArrayLike, denominators: ArrayLike) -> Shrinkage:
    """Marshall's global empirical Bayes estimate of rates or proportions x_i / n_i.

    P = sum x / sum n; b = sum n_i (p_i - P)^2 / sum n; A = max(0, b - P / mean n); w_i = A / (A + P / n_i);
    value_i = P + w_i (p_i - P). One-dimensional arrays of counts, one element per corps, NaN for missing.
    Range: values between P and the observed p_i, weights 0-1. Edges: a corps with denominator 0 gets P with weight
    0; a missing one stays NaN and leaves the sums; nothing observed gives P 0 and weights 0; no denominators at all
    gives NaN; empty in, empty out. Errors: ValueError for negative counts or unequal lengths.
    Source: Marshall (1991), Applied Statistics 40, 283-294.
    """
    x, n = counts(numerators, "numerator"), counts(denominators, "denominator")
    if x.shape != n.shape:
        raise ValueError(f"Every numerator needs its denominator: got {x.size} and {n.size}.")
    missing = np.isnan(x) | np.isnan(n)
    used = ~missing & (n > 0)
    total = n[used].sum()
    if total == 0:
        return Shrinkage(np.full(x.shape, np.nan), np.where(missing, np.nan, 0.0), np.nan, np.nan)
    mean = float(x[used].sum() / total)
    observed = np.divide(x, n, out=np.full(x.shape, mean), where=used)
    spread = float((n[used] * (observed[used] - mean) ** 2).sum() / total)
    variance = max(0.0, spread - mean / float(n[used].mean()))
    # A / (A + P/n) with both sides times n, so that a denominator of 0 needs no special case.
    weights = np.divide(variance * n, variance * n + mean, out=np.zeros(x.shape), where=used & (mean > 0))
    weights[missing] = np.nan
    return Shrinkage(mean + weights * (observed - mean), weights, mean, variance)


def moments_shrinkage(estimates: ArrayLike, standard_errors: ArrayLike) -> Shrinkage:
    """Shrinkage of any estimates towards their random-effects mean, by the method of moments.

    tau2 of DerSimonian and Laird, m = the mean weighted by 1 / (s_i^2 + tau2), w_i = tau2 / (tau2 + s_i^2),
    value_i = w_i y_i + (1 - w_i) m. One-dimensional arrays in the unit of the indicator, NaN for missing.
    Range: values between m and the estimate, weights 0-1. Edges: a missing estimate stays NaN; fewer than two
    estimates gives tau2 0 and hence their own mean; none gives NaN. Errors: ValueError for a standard error of 0 or
    less (a complete count needs no shrinkage) or unequal lengths.
    Source: DerSimonian and Laird (1986), Controlled Clinical Trials 7, 177-188; Morris (1983), JASA 78, 47-55.
    """
    y, s = np.asarray(estimates, dtype=np.float64), counts(standard_errors, "standard error")
    if y.shape != s.shape:
        raise ValueError(f"Every estimate needs its standard error: got {y.size} and {s.size}.")
    if np.any(s == 0):
        raise ValueError("A standard error must be above 0; a complete count needs no shrinkage.")
    used = ~(np.isnan(y) | np.isnan(s))
    if not used.any():
        return Shrinkage(np.full(y.shape, np.nan), np.full(y.shape, np.nan), np.nan, np.nan)
    variance = _between_variance(y[used], s[used])
    precision = 1 / (s[used] ** 2 + variance)
    mean = float((precision * y[used]).sum() / precision.sum())
    weights = np.where(used, variance / (variance + s**2), np.nan)
    return Shrinkage(mean + weights * (y - mean), weights, mean, variance)


def reliability_badge(weight: float) -> Reliability | None:
    """Badge of a shrinkage weight: high from 0.7, medium from 0.4, low under it; None for a missing weight.

    Errors: ValueError for a weight outside [0, 1]. Source: methods, part 8.
    """
    if isnan(weight):
        return None
    if not 0 <= weight <= 1:
        raise ValueError(f"A shrinkage weight lies between 0 and 1; got {weight:g}.")
    return next(badge for badge, floor in RELIABILITY_FLOORS.items() if weight >= floor)


def _between_variance(y: FloatArray, s: FloatArray) -> float:
    weights = s**-2
    fixed = (weights * y).sum() / weights.sum()
    surplus = (weights * (y - fixed) ** 2).sum() - (y.size - 1)
    scale = weights.sum() - (weights**2).sum() / weights.sum()
    return max(0.0, float(surplus / scale)) if y.size > 1 else 0.0
