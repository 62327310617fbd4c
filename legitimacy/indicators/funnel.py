"""Funnel plots: who differs from the whole by more than chance (methods, part 9).

Flag on `z_adjusted`, not on the drawn line. A flag opens questions, about data quality first.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from legitimacy.indicators.intervals import (
    BoolArray,
    FloatArray,
    Interval,
    confidence_level,
    counts,
    normal_quantile,
    plain,
    poisson_exact_interval,
)

MINIMUM_CORPS = 10


class TooFewCorpsError(ValueError):
    """A funnel over fewer corps than can show what is ordinary."""

    def __init__(self, corps: int) -> None:
        self.corps = corps
        super().__init__(f"A funnel needs at least {MINIMUM_CORPS} corps with a value; there are {corps}.")


@dataclass(frozen=True, slots=True)
class Funnel(ABC):
    """`theta0` is the centre on the original scale, `phi` the overdispersion of the winsorised z-scores, `tau2` the
    variance between corps on the transformed scale. `z` and `z_adjusted` have one element per corps, NaN where it has
    no value.
    """

    theta0: float
    phi: float
    tau2: float
    z: FloatArray
    z_adjusted: FloatArray

    @abstractmethod
    def limits(self, n_or_expected: ArrayLike, level: float = 0.95, adjusted: bool = True) -> Interval:
        """Control limits on the original scale at each denominator or expected count; 0 of those gives NaN."""

    @property
    def p_values(self) -> FloatArray:
        """Two-sided p-values of `z_adjusted`."""
        from scipy.special import ndtr

        return np.asarray(2 * ndtr(-np.abs(self.z_adjusted)))

    def flags(self, level: float = 0.998) -> BoolArray:
        """True where |z_adjusted| passes the two-sided `level`; a corps without a value is never flagged."""
        return np.abs(self.z_adjusted) > normal_quantile(level)


class ProportionFunnel(Funnel):
    """Funnel of shares, on the arcsine scale."""

    __slots__ = ()

    def limits(self, n_or_expected: ArrayLike, level: float = 0.95, adjusted: bool = True) -> Interval:
        """sin^2(arcsin sqrt(theta0) +- z sqrt(1/4n + tau2)), clipped to [0, 1]; `adjusted=False` leaves tau2 out."""
        n = _positive(n_or_expected)
        half = normal_quantile(level) * np.sqrt(1 / (4 * n) + (self.tau2 if adjusted else 0.0))
        angle = np.arcsin(np.sqrt(self.theta0))
        lower, upper = np.clip(angle - half, 0.0, np.pi / 2), np.clip(angle + half, 0.0, np.pi / 2)
        return Interval(plain(np.sin(lower) ** 2), plain(np.sin(upper) ** 2))


class RatioFunnel(Funnel):
    """Funnel of standardised ratios, on the log scale."""

    __slots__ = ()

    def limits(self, n_or_expected: ArrayLike, level: float = 0.95, adjusted: bool = True) -> Interval:
        """theta0 exp(+- z sqrt(1/E + tau2)).

        Without overdispersion (tau2 is 0, or `adjusted=False`) the exact Poisson limits of theta0 E, divided by E: with
        nothing to adjust for there is no need of a normal approximation. FunnelPlotR too draws exact limits then.
        """
        expected = _positive(n_or_expected)
        if not adjusted or self.tau2 == 0:
            return poisson_exact_interval(self.theta0 * expected, expected, level)
        factor = np.exp(normal_quantile(level) * np.sqrt(1 / expected + self.tau2))
        return Interval(plain(self.theta0 / factor), plain(self.theta0 * factor))


def proportion_funnel(numerators: ArrayLike, denominators: ArrayLike, winsorise: float = 0.1) -> ProportionFunnel:
    """Funnel of proportions x_i / n_i around sum x / sum n.

    y = arcsin sqrt(p), s = 1 / (2 sqrt n). One-dimensional arrays of counts, one element per corps; `winsorise` is
    the share of z-scores drawn in at each end before the dispersion is measured.
    Range: theta0 0-1, phi and tau2 from 0. Edges: a corps with a missing count or a denominator of 0 gets z NaN and is
    left out. Errors: TooFewCorpsError under 10 corps; ValueError for negative counts, numerators above denominators,
    unequal lengths, `winsorise` outside [0, 0.5).
    Source: Spiegelhalter (2005), Statistics in Medicine 24, 1185-1202; Spiegelhalter et al. (2012), JRSS A 175, 1-47.
    """
    x, n, used = _pairs(numerators, denominators)
    if np.any(x[used] > n[used]):
        raise ValueError("A numerator cannot exceed its denominator in a funnel of proportions.")
    theta0 = float(x[used].sum() / n[used].sum())
    shares = np.divide(x, n, out=np.full(x.shape, np.nan), where=used)
    spread = np.divide(1.0, 2 * np.sqrt(n), out=np.full(x.shape, np.nan), where=used)
    z, phi, tau2, adjusted = _scores(np.arcsin(np.sqrt(shares)) - np.arcsin(np.sqrt(theta0)), spread, winsorise)
    return ProportionFunnel(theta0, phi, tau2, z, adjusted)


def ratio_funnel(observed: ArrayLike, expected: ArrayLike, winsorise: float = 0.1) -> RatioFunnel:
    """Funnel of standardised ratios O_i / E_i around sum O / sum E.

    y = ln(O / E), s = 1 / sqrt E. One-dimensional arrays, one element per corps. No event at all counts as 1/2 in y, as
    the logarithm of 0 has no place on the scale; theta0 keeps the observed 0.
    Range: theta0 above 0, phi and tau2 from 0. Edges: a corps with a missing count or 0 expected gets z NaN and is left
    out. Errors: TooFewCorpsError under 10 corps; ValueError for negative counts, no event in any corps, unequal
    lengths, `winsorise` outside [0, 0.5). Source: as `proportion_funnel`.
    """
    events, e, used = _pairs(observed, expected)
    if not events[used].sum() > 0:
        raise ValueError("No corps has an event, so there is no ratio to compare.")
    theta0 = float(events[used].sum() / e[used].sum())
    ratios = np.divide(np.where(events == 0, 0.5, events), e, out=np.full(e.shape, np.nan), where=used)
    spread = np.divide(1.0, np.sqrt(e), out=np.full(e.shape, np.nan), where=used)
    z, phi, tau2, adjusted = _scores(np.log(ratios) - np.log(theta0), spread, winsorise)
    return RatioFunnel(theta0, phi, tau2, z, adjusted)


def benjamini_hochberg(p_values: ArrayLike, rate: float = 0.05) -> BoolArray:
    """True for the p-values that stay significant while at most `rate` of those flagged is expected to be false.

    One-dimensional. Edges: a missing p-value is not flagged and not counted as a test; none in, none out.
    Errors: ValueError for p-values outside [0, 1] or a rate outside (0, 1).
    Source: Benjamini and Hochberg (1995), JRSS B 57, 289-300.
    """
    p = np.asarray(p_values, dtype=np.float64)
    if np.any((p < 0) | (p > 1)) or not 0 < rate < 1:
        raise ValueError("P-values lie between 0 and 1, and so does the rate of false discoveries.")
    ordered = np.sort(p[~np.isnan(p)])
    passed = ordered[ordered <= rate * np.arange(1, ordered.size + 1) / max(ordered.size, 1)]
    return p <= (passed[-1] if passed.size else -1.0)


def expected_false_alarms(n: int, level: float) -> float:
    """Flags that chance alone gives in `n` comparisons at a two-sided `level`: n (1 - level).

    185 corps x 30 indicators give 277.5 at 0.95 and 11.1 at 0.998. Errors: ValueError for a negative n or a level
    outside (0, 1). Source: methods, part 9.
    """
    return float(counts(n, "number of comparisons")) * (1 - confidence_level(level))


def _pairs(numerators: ArrayLike, denominators: ArrayLike) -> tuple[FloatArray, FloatArray, BoolArray]:
    x, n = counts(numerators, "numerator"), counts(denominators, "denominator")
    if x.shape != n.shape or x.ndim != 1:
        raise ValueError("A funnel needs one numerator and one denominator per corps.")
    used = ~np.isnan(x) & (n > 0)
    if used.sum() < MINIMUM_CORPS:
        raise TooFewCorpsError(int(used.sum()))
    return x, n, used


def _scores(distance: FloatArray, spread: FloatArray, winsorise: float) -> tuple[FloatArray, float, float, FloatArray]:
    if not 0 <= winsorise < 0.5:
        raise ValueError(f"The winsorised share lies from 0 to under 0.5; got {winsorise}.")
    z = distance / spread
    known = z[~np.isnan(z)]
    clipped = np.clip(known, *np.quantile(known, [winsorise, 1 - winsorise]))
    phi = float(np.mean(clipped**2))
    precision = spread[~np.isnan(z)] ** -2
    scale = float(precision.sum() - (precision**2).sum() / precision.sum())
    tau2 = max(0.0, (known.size * phi - (known.size - 1)) / scale)
    return z, phi, tau2, distance / np.sqrt(spread**2 + tau2)


def _positive(n_or_expected: ArrayLike) -> FloatArray:
    array = counts(n_or_expected, "denominator")
    return np.where(array > 0, array, np.nan)
