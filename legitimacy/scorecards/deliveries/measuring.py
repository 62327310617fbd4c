"""The value of each place and its 95 % interval, by kind (methods, part 4)."""

import numpy as np
import pandas as pd

from legitimacy.indicators.definitions import Kind, State
from legitimacy.indicators.intervals import FloatArray, mean_interval, rate_interval, wilson_interval


def measured(pooled: pd.DataFrame) -> pd.DataFrame:
    """`pooled` with its final value, interval, sample size and state.

    A share without a sample size, a complete count, a boolean and a checklist have no interval. Delivered limits go
    before computed ones for figures without counts. A share of nothing (denominator 0) is too few, never zero.
    """
    usable = pooled["usable"].astype(bool)
    said = pooled["state"].where(pooled["state"] != State.OK, State.NOT_DELIVERED.value)
    known = pooled["value"].notna().map({True: State.OK.value, False: State.TOO_FEW.value})
    state = said.where(~usable, known)
    lower, upper = _limits(pooled.where(usable))
    people = pooled["kind"].isin((Kind.PROPORTION, Kind.MEAN_SCORE, Kind.RATIO, Kind.MEDIAN_DAYS))
    numbers = pooled[["numerator", "denominator", "value"]].where(usable)
    return pooled.assign(**numbers, state=state, lower=lower, upper=upper, n=pooled["n"].where(usable & people))


def _limits(rows: pd.DataFrame) -> tuple[FloatArray, FloatArray]:
    """Lower and upper limit of each row, NaN where there is none."""
    numbers = ("numerator", "denominator", "value", "per", "n_effective", "deviation", "lower_bound", "upper_bound")
    column = {name: rows[name].to_numpy(dtype=np.float64, na_value=np.nan) for name in numbers}
    given = rows["counted"].ne(True) & rows["lower"].notna() & rows["upper"].notna()
    lower = rows["lower"].where(given).to_numpy(dtype=np.float64, na_value=np.nan, copy=True)
    upper = rows["upper"].where(given).to_numpy(dtype=np.float64, na_value=np.nan, copy=True)
    sampled = rows["sampled"].eq(True) & ~given & ~np.isnan(column["value"])
    for kind, limits in (
        (Kind.PROPORTION, _share_limits),
        (Kind.COUNT_RATE, _rate_limits),
        (Kind.MEAN_SCORE, _mean_limits),
    ):
        chosen = np.flatnonzero(sampled & (rows["kind"] == kind))
        lower[chosen], upper[chosen] = limits({name: values[chosen] for name, values in column.items()})
    return lower, upper


def _share_limits(column: dict[str, FloatArray]) -> tuple[FloatArray, FloatArray]:
    share, trials = column["value"] / column["per"], column["n_effective"]
    successes = np.minimum(share * trials, trials)
    interval = wilson_interval(successes, trials)
    return np.asarray(interval.lower) * column["per"], np.asarray(interval.upper) * column["per"]


def _rate_limits(column: dict[str, FloatArray]) -> tuple[FloatArray, FloatArray]:
    interval = rate_interval(column["numerator"], column["denominator"])
    return np.asarray(interval.lower) * column["per"], np.asarray(interval.upper) * column["per"]


def _mean_limits(column: dict[str, FloatArray]) -> tuple[FloatArray, FloatArray]:
    """The normal interval, kept inside the scale."""
    interval = mean_interval(column["value"], column["deviation"], column["n_effective"], deff=1.0)
    bounds = column["lower_bound"], column["upper_bound"]
    return np.clip(interval.lower, *bounds), np.clip(interval.upper, *bounds)
