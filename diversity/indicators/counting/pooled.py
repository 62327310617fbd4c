"""Two shares pooled over years and places, and their ratio with its interval.

A calendar year is counted in its fourth quarter; its other quarters are not due. So merged corps, areas, coverage and
windows are made as for delivered figures, and a window of 36 months holds three years: those that ended last.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from legitimacy.indicators.definitions import Indicator, State
from legitimacy.indicators.intervals import risk_ratio, risk_ratio_interval
from legitimacy.indicators.periods import Period
from legitimacy.scorecards.deliveries import not_delivered
from legitimacy.scorecards.deliveries.geography import Geography
from legitimacy.scorecards.deliveries.places import earlier_places, places_figures
from legitimacy.scorecards.deliveries.windows import windows_pooled
from legitimacy.scorecards.reach import base_periods

PLACE = ["subject_id", "back_cast", "coverage", "origin", "source", "window", "state", "usable"]


def quarters_not_due(counts: pd.DataFrame, period: Period, passport: Indicator) -> pd.DataFrame:
    """`counts` (one row per corps and 31 December), with the quarters in which nothing of a year is due."""
    ends = [each.end for each in base_periods(period, passport.window) if each.quarter != 4]
    keys = counts[["subject_id", "indicator"]].drop_duplicates()
    origin = counts.groupby("subject_id")["origin"].last()
    idle = keys.merge(pd.DataFrame({"on": ends}), how="cross")
    idle = idle.assign(
        numerator=np.nan, denominator=np.nan, state=State.NOT_DUE.value, origin=idle["subject_id"].map(origin)
    )
    return pd.concat([counts.assign(state=State.OK.value), idle], ignore_index=True)


def places_pooled(
    figures: pd.DataFrame, earlier: Iterable[tuple[int, str]], geography: Geography
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Pooled shares of every place and indicator, and the places before pooling."""
    before = pd.DataFrame(list(earlier), columns=["subject_id", "indicator"]).astype({"subject_id": "int64"})
    places = places_figures(figures, geography)
    pooled = windows_pooled(places, earlier_places(before, geography), geography.period)
    silent = pooled["state"].isin((State.NOT_DUE.value, State.OK.value)) & ~pooled["usable"].astype(bool)
    return pooled.assign(state=pooled["state"].where(~silent, State.NOT_DELIVERED.value)), places


def ratios(pooled: pd.DataFrame, passport: Indicator, first: str, second: pd.DataFrame) -> pd.DataFrame:
    """Rows of values: the share `first` over the share in `second` (numerator, denominator, by subject id).

    The interval is that of a ratio of two shares; the numbers kept are the counts of the first share, and `n` the
    smaller of the two groups that people were counted in (`sizes` of `second`, where given).
    """
    rows = pooled[pooled["indicator"] == first].set_index("subject_id", drop=False)
    other = second.reindex(rows.index)
    a, n1 = rows["numerator"].astype(float), rows["denominator"].astype(float)
    b, n0 = other["numerator"].astype(float), other["denominator"].astype(float)
    usable = rows["usable"].astype(bool)
    known = usable & (n1 > 0) & (n0 > 0) & (b > 0)
    a, n1, b, n0 = (numbers.where(known) for numbers in (a, n1, b, n0))
    limits = risk_ratio_interval(a, n1, b, n0)
    # The point stays the plain ratio of the two shares: no promotion of women is a ratio of zero, not of a half.
    value = pd.Series(np.asarray(risk_ratio(a, n1, b, n0)), index=rows.index).where(a > 0, (a / n1) / (b / n0))
    empty = usable & ~known
    lacking = usable & other["numerator"].isna()
    state = rows["state"].where(~empty, State.TOO_FEW.value).where(~lacking, State.NOT_DELIVERED.value)
    sizes = other["sizes"].astype(float).where(known) if "sizes" in other else n1
    return rows[PLACE].assign(
        indicator=passport.code,
        state=state,
        value=value,
        lower=np.minimum(np.asarray(limits.lower), value),
        upper=np.asarray(limits.upper),
        numerator=a,
        denominator=n1,
        n=np.minimum(n1, sizes),
    ).drop(columns="usable").reset_index(drop=True)  # fmt: skip


def silent_places(
    figures: pd.DataFrame, places: pd.DataFrame, passport: Indicator, geography: Geography
) -> pd.DataFrame:
    """Those who owe the indicator and gave nothing, when somebody of their register did."""
    parts = figures["indicator"].str.startswith(passport.code)
    absent = not_delivered(figures[parts], places, geography)
    return absent.assign(indicator=passport.code).drop_duplicates("subject_id").drop(columns=["register", "rank"])
