"""Median time to an end while some files are still open (methods, part 4; EFF-06)."""

import warnings
from dataclasses import dataclass
from math import inf, nan
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from legitimacy.indicators.intervals import BoolArray, FloatArray, confidence_level, counts

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class TimeToEnd:
    """Kaplan-Meier quantiles in days: infinity where not reached, NaN where nothing is known."""

    median: float
    lower: float
    upper: float
    p90: float
    ended: int
    still_open: int


def kaplan_meier_median(durations_days: ArrayLike, ended: ArrayLike, level: float = 0.95) -> TimeToEnd:
    """Median and 90th percentile of the time to an end, with open files censored.

    `durations_days`: days from start to end, or to the reference date for a file still open; one dimension.
    `ended`: True where the file ended, same length. A file censored on the day of another's end still counts at
    risk there. A quantile on a flat stretch of the curve is the middle of that stretch (its start where it never
    ends), so that without open files the median is the ordinary one, as in R. The interval is Brookmeyer and
    Crowley's: all times at which a survival of one half is not rejected, on the log-log scale, which holds its level
    better in small registers than the plain one.
    Range: lower <= median <= upper, from 0 to infinity. Edges: "not reached" is an answer, infinity; without any end
    the lower limit is unknown, NaN; without files all is NaN.
    Errors: ValueError for negative or missing durations, unequal lengths, a level outside (0, 1).
    Source: Kaplan and Meier (1958), JASA 53, 457-481; Brookmeyer and Crowley (1982), Biometrics 38, 29-41; Kalbfleisch
    and Prentice (2002), The Statistical Analysis of Failure Time Data, 2nd edition, section 1.4.
    """
    days, closed = _files(durations_days, ended)
    confidence_level(level)
    if days.size == 0:
        return TimeToEnd(nan, nan, nan, nan, 0, 0)
    if not closed.any():
        return TimeToEnd(inf, nan, inf, inf, 0, days.size)
    times, survival, low, high = _curve(days, closed, level)
    median = _quantile(times, survival, 0.5)
    return TimeToEnd(
        median=median,
        # A middle of a flat stretch can fall outside limits that are themselves times of an end.
        lower=min(_first(times, low <= 0.5), median),
        upper=max(_first(times, high <= 0.5), median),
        p90=_quantile(times, survival, 0.1),
        ended=int(closed.sum()),
        still_open=int((~closed).sum()),
    )


def _files(durations_days: ArrayLike, ended: ArrayLike) -> tuple[FloatArray, BoolArray]:
    days = counts(durations_days, "duration").ravel()
    closed = np.asarray(ended, dtype=np.bool_).ravel()
    if days.size != closed.size:
        raise ValueError(f"Every duration needs its end: got {days.size} durations and {closed.size} ends.")
    if np.any(np.isnan(days)):
        raise ValueError("A duration is missing; leave files without a start date out, and report how many.")
    return days, closed


def _curve(days: FloatArray, closed: BoolArray, level: float) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    from scipy.stats import CensoredData, ecdf

    curve = ecdf(CensoredData.right_censored(days, ~closed)).sf
    with warnings.catch_warnings():
        # The band is undefined where the curve is 0 or 1: a limit there is "not reached".
        warnings.simplefilter("ignore", RuntimeWarning)
        band: Any = curve.confidence_interval(level, method="log-log")
    return curve.quantiles, curve.probabilities, band.low.probabilities, band.high.probabilities


def _quantile(times: FloatArray, survival: FloatArray, left: float) -> float:
    reached = _first(times, survival <= left + _ROUNDING)
    passed = _first(times, survival < left - _ROUNDING)
    return (reached + passed) / 2 if passed < inf else reached


def _first(times: FloatArray, where: BoolArray) -> float:
    return float(times[where.argmax()]) if where.any() else inf
