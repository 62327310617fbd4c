"""Quarters pooled into the window that ends with a value period.

Counts are summed over the quarters of the window. A window is complete when every quarter is there since the window
began, or since the place first delivered where that is later; otherwise the value is not delivered, so that leaving out
a bad quarter never improves a figure. Quarters in which nothing was due or applicable are not missed. A figure without
counts (a median, a mean, a share without its sample size) is taken to stand for the whole window that ends there.
"""

import pandas as pd

from legitimacy.indicators.definitions import State
from legitimacy.indicators.periods import Period
from legitimacy.scorecards.deliveries.combining import LEAST_REAL_LAST, PASSPORT

PLACE = ["subject_id", "indicator"]
EXCUSED = (State.NOT_DUE, State.NOT_APPLICABLE)
SUMMED = ["numerator", "denominator", "n", "n_effective"]


def windows_pooled(figures: pd.DataFrame, earlier: pd.DataFrame, period: Period) -> pd.DataFrame:
    """One row per place and indicator for the window ending with `period`.

    `figures` are base figures per place (see `places_figures`), `earlier` the places and indicators that delivered
    before the window began.
    """
    single = figures[figures["quarters"] == 1]
    several = figures[figures["quarters"] > 1]
    return pd.concat([single, _pooled(several, earlier, period)], ignore_index=True)


def _pooled(figures: pd.DataFrame, earlier: pd.DataFrame, period: Period) -> pd.DataFrame:
    if figures.empty:
        return figures
    age = figures["period"].map({str(period.shift(-step)): step for step in range(12)})
    rows = figures.assign(age=age, least_real=figures["origin"].map(LEAST_REAL_LAST.index)).sort_values([*PLACE, "age"])
    summed = rows[rows["usable"] & rows["counted"]]
    groups = rows.groupby(PLACE)
    table = groups[[*PASSPORT, "source"]].first()
    sums = summed.groupby(PLACE)[SUMMED].sum(skipna=False).reindex(table.index)
    newest = rows[rows["age"] == 0].set_index(PLACE).reindex(table.index)
    stands_alone = newest["usable"].eq(True) & newest["counted"].eq(False)
    complete = _complete(rows, summed, earlier, table.index)
    quotient = sums["numerator"] / sums["denominator"].where(sums["denominator"] > 0) * table["per"]
    pooled = table.assign(
        **{column: newest[column].where(stands_alone, sums[column]) for column in SUMMED},
        value=newest["value"].where(stands_alone, quotient),
        lower=newest["lower"].where(stands_alone),
        upper=newest["upper"].where(stands_alone),
        deviation=newest["deviation"].where(stands_alone),
        counted=~stands_alone & complete,
        usable=stands_alone | complete,
        coverage=groups["coverage"].min(),
        back_cast=groups["back_cast"].any(),
        origin=groups["least_real"].max().map(lambda place: LEAST_REAL_LAST[place].value),
        state=_states(rows, newest, stands_alone | complete),
    )
    return pooled.reset_index()


def _complete(rows: pd.DataFrame, summed: pd.DataFrame, earlier: pd.DataFrame, places: pd.Index) -> pd.Series:
    before = pd.Series(places.isin(pd.MultiIndex.from_frame(earlier[PLACE])), index=places)
    oldest = summed.groupby(PLACE)["age"].max().reindex(places)
    quarters = rows.groupby(PLACE)["quarters"].first()
    due = (oldest + 1).where(~before, quarters)
    due_here = due.reindex(pd.MultiIndex.from_frame(rows[PLACE])).to_numpy()
    excused = _count(rows[rows["state"].isin(EXCUSED) & (rows["age"] < due_here)], places)
    missed = due - excused - _count(summed, places)
    return (missed <= 0) & oldest.notna() & (_count(rows[rows["state"] == State.REJECTED], places) == 0)


def _count(rows: pd.DataFrame, places: pd.Index) -> pd.Series:
    return rows.groupby(PLACE).size().reindex(places, fill_value=0)


def _states(rows: pd.DataFrame, newest: pd.DataFrame, measured: pd.Series) -> pd.Series:
    """ok where measured; else the newest quarter's state when it says why; else rejected, or not delivered."""
    said = newest["state"].where(newest["state"].isin((*EXCUSED, State.TOO_FEW, State.REJECTED)), None)
    rejected = _count(rows[rows["state"] == State.REJECTED], newest.index) > 0
    unsaid = rejected.map({True: State.REJECTED.value, False: State.NOT_DELIVERED.value})
    return said.where(said.notna(), unsaid).where(~measured, State.OK.value)
