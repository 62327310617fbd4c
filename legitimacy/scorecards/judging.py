"""Each value against the goalposts of its indicator (methods, part 5)."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from legitimacy.indicators.composite import band_score, goalpost_score
from legitimacy.indicators.definitions import Direction, State
from legitimacy.indicators.frameworks import FrameworkItem
from legitimacy.indicators.intervals import FloatArray
from legitimacy.scorecards.standing import Basis

COLUMNS = ["subject_id", "indicator", "value_id", "score", "unclipped", "lower", "upper", "effective_weight"]


def items_judged(basis: Basis) -> pd.DataFrame:
    """One row per value that stands on a scorecard and says something: the columns of IndicatorScore.

    Context indicators, and values that are not ok, have no score. `lower` and `upper` are the scores at the ends of the
    value's interval, lowest first; NaN without an interval.
    """
    said = basis.values[basis.values["state"] != State.NOT_DELIVERED]
    judged = [_judged(basis.items[str(code)], rows) for code, rows in said.groupby("indicator")]
    rows = pd.concat([said.iloc[:0].reindex(columns=COLUMNS), *judged], ignore_index=True)
    return rows.assign(effective_weight=rows["indicator"].map(basis.spec.effective_weights))[COLUMNS]


def _judged(item: FrameworkItem, rows: pd.DataFrame) -> pd.DataFrame:
    nothing = np.full(len(rows), np.nan)
    if not _has_goalposts(item):
        return rows.assign(score=nothing, unclipped=nothing, lower=nothing, upper=nothing)
    ok = rows["state"] == State.OK
    value, low, high = (rows[name].where(ok).to_numpy() for name in ("value", "lower", "upper"))
    ends = np.array([_score(item, low), _score(item, high)])
    best = ends.max(axis=0)
    if item.direction is Direction.BAND:
        # An interval that reaches over the band holds its best score inside, not at an end.
        best = np.where((low <= _given(item.band_high)) & (high >= _given(item.band_low)), 100.0, best)
    return rows.assign(score=_score(item, value), unclipped=_unclipped(item, value), lower=ends.min(axis=0), upper=best)


def _has_goalposts(item: FrameworkItem) -> bool:
    if item.direction is Direction.BAND:
        return None not in (item.band_low, item.band_high, item.outer_low, item.outer_high)
    return item.direction is not Direction.CONTEXT and item.floor is not None and item.target is not None


def _score(item: FrameworkItem, values: ArrayLike) -> FloatArray:
    if item.direction is Direction.BAND:
        limits = (item.band_low, item.band_high, item.outer_low, item.outer_high)
        return np.asarray(band_score(values, *(_given(limit) for limit in limits)))
    return np.asarray(goalpost_score(values, _given(item.floor), _given(item.target)))


def _unclipped(item: FrameworkItem, values: FloatArray) -> FloatArray:
    """The score without its ends at 0 and 100, so that a trend goes on beyond the goalposts."""
    if item.direction is Direction.BAND:
        rising = _between(values, _given(item.outer_low), _given(item.band_low))
        return np.minimum(rising, _between(values, _given(item.outer_high), _given(item.band_high)))
    return _between(values, _given(item.floor), _given(item.target))


def _between(values: FloatArray, zero: float, hundred: float) -> FloatArray:
    return 100 * (values - zero) / (hundred - zero)


def _given(limit: float | None) -> float:
    return np.nan if limit is None else limit
