"""Measurements of one period, read from a tidy table into one array per property, shape (corps, items)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from legitimacy.indicators.definitions import Kind, State
from legitimacy.indicators.frameworks import FrameworkItem, FrameworkSpec
from legitimacy.indicators.intervals import BoolArray, FloatArray
from legitimacy.indicators.uncertainty.distributions import Family, fit

COLUMNS = (
    "corps", "indicator", "state", "kind", "numerator", "denominator", "value", "lower", "upper", "per", "sampled",
)  # fmt: skip
NUMBERS = ("numerator", "denominator", "value", "lower", "upper", "per")
DUE = {State.OK, State.NOT_DELIVERED, State.REJECTED}


@dataclass(frozen=True, slots=True)
class Measurements:
    """What was measured of the weighted items of a framework; all arrays have shape (corps, items).

    `present`: measured; `due`: present, or due and not there (not delivered, rejected). `value` in the indicator's
    unit, 0 where not present. `family`, `first`, `second`: the distribution of the value (see `Family`). `unsized`:
    present and sampled, but without the sample size or interval that a distribution needs. `quantiles`: per (corps,
    item) position, quantiles of the value at even steps from 0 to 1.
    """

    corps: tuple[str, ...]
    items: tuple[FrameworkItem, ...]
    present: BoolArray
    due: BoolArray
    value: FloatArray
    family: npt.NDArray[np.int8]
    first: FloatArray
    second: FloatArray
    unsized: BoolArray
    quantiles: dict[tuple[int, int], FloatArray]


def read_measurements(
    spec: FrameworkSpec, measurements: pd.DataFrame, corps: Sequence[str] | None = None
) -> Measurements:
    """The measurements of the weighted items of `spec`, for `corps` (default: all in the table, in order).

    Rows of other corps, of context items and of indicators outside the framework are left aside. A cell without a row
    counts as not delivered, so that leaving a row out never improves a score.

    Raises `ValueError` for an absent column, two rows for one cell, an unknown state or kind, and numbers that cannot
    be (see `fit`); the message names the corps and the indicator.
    """
    absent = [column for column in COLUMNS if column not in measurements]
    if absent:
        raise ValueError(f"The measurements lack the column{'s' * (len(absent) > 1)} {', '.join(absent)}.")
    listed = pd.Index(measurements["corps"].unique() if corps is None else corps, dtype=object)
    if listed.has_duplicates:
        raise ValueError(f"The corps {', '.join(listed[listed.duplicated()].unique())} is asked for more than once.")
    items = spec.weighted_items
    row = listed.get_indexer(pd.Index(measurements["corps"], dtype=object))
    codes = pd.Index([item.code for item in items], dtype=object)
    column = codes.get_indexer(pd.Index(measurements["indicator"], dtype=object))
    wanted = (row >= 0) & (column >= 0)
    rows, row, column = measurements.loc[wanted], row[wanted], column[wanted]
    _require_single(rows)
    state = _members(rows, "state", State)
    ok = state == State.OK
    shape = (len(listed), len(items))
    due, present = np.ones(shape, dtype=np.bool_), np.zeros(shape, dtype=np.bool_)
    due[row, column] = np.isin(state, list(DUE))
    rows, row, column = rows.loc[ok], row[ok], column[ok]
    present[row, column] = True
    quantiles = _quantiles(rows)
    kinds = _members(rows, "kind", Kind)
    numbers = {name: rows[name].to_numpy(dtype=np.float64, na_value=np.nan) for name in NUMBERS}
    sampled = rows["sampled"].to_numpy(dtype=np.bool_) & ~np.isin(kinds, [Kind.CHECKLIST, Kind.BOOLEAN])
    fitted = fit(kinds, numbers, sampled, np.array([place in quantiles for place in range(len(rows))], dtype=np.bool_))
    if fitted.fault is not None:
        place, reason = fitted.fault
        raise ValueError(f"{rows['indicator'].iloc[place]} of corps {rows['corps'].iloc[place]} {reason}.")

    def spread(values: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
        table = np.zeros(shape, dtype=values.dtype)
        table[row, column] = values
        return table

    return Measurements(
        corps=tuple(listed),
        items=items,
        present=present,
        due=due,
        value=spread(fitted.value).astype(np.float64),
        family=spread(fitted.family).astype(np.int8),
        first=spread(fitted.first).astype(np.float64),
        second=spread(fitted.second).astype(np.float64),
        unsized=spread(sampled & (fitted.family == Family.NONE)).astype(np.bool_),
        quantiles={(int(row[place]), int(column[place])): values for place, values in quantiles.items()},
    )


def _require_single(rows: pd.DataFrame) -> None:
    twice = rows.duplicated(["corps", "indicator"])
    if twice.any():
        first = rows.loc[twice].iloc[0]
        raise ValueError(f"{first['indicator']} of corps {first['corps']} is measured twice in one period.")


def _members(rows: pd.DataFrame, column: str, allowed: type[State] | type[Kind]) -> npt.NDArray[np.object_]:
    values = rows[column].to_numpy(dtype=object)
    unknown = sorted({str(value) for value in values} - {member.value for member in allowed})
    if unknown:
        raise ValueError(f"There is no {column} {', '.join(unknown)}.")
    return values


def _quantiles(rows: pd.DataFrame) -> dict[int, FloatArray]:
    if "quantiles" not in rows:
        return {}
    found: dict[int, FloatArray] = {}
    for place, given in enumerate(rows["quantiles"]):
        if not np.iterable(given):
            continue
        values = np.asarray(given, dtype=np.float64)
        if values.ndim != 1 or len(values) < 2 or not (np.diff(values) >= 0).all():
            corps, indicator = rows["corps"].iloc[place], rows["indicator"].iloc[place]
            raise ValueError(f"{indicator} of corps {corps} needs at least two quantiles in rising order.")
        found[place] = values
    return found
