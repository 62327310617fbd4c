"""What goes missing in the example, and the cases planted in it so that every page has something to show.

V017 Demervallei: backlog (EFF-08) rises seven quarters in a row up to 2025-Q4; policy evaluation (EFF-01) was last
delivered in 2024-Q3. V019 Eikenstreek: database queries (LEG-13) of the last half of 2025 rejected by an audit.
V038 Tannenried: delivers nothing. V039 Fort-Sud: acknowledges few complaints in time (EFF-07), an outlier below.
V042 Bois-aux-Merles: 4,310 residents, so that most figures are too few and others suppressed, and the response gap
(DRV-15) does not apply. V062 Zilverstrand: acknowledges nearly all complaints in time (EFF-07), an outlier above.
V064 Meeuwenduin: merged from V081 and V082 on 1 July 2023.

A corps near a disciplinary limitation date needs files with dates; it comes with the records of that module.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from legitimacy.demo.world import QUARTERS, World, generator
from legitimacy.indicators.definitions import State

NOTHING = ("V038",)
# Corps whose cases are planted deliver all the rest.
COMPLETE = frozenset({"V017", "V019", "V039", "V042", "V062", "V064", "V081", "V082"})
FORCE_REGISTER = ("LEG-03", "LEG-04", "LEG-05", "LEG-06", "LEG-07", "LEG-08", "PRV-10", "PRV-18")
STAFF_SURVEY = ("DRV-10", "DRV-11")
SURVEYED = frozenset(
    {"EFF-15", "EFF-16", "EFF-17", "LEG-14", "DRV-01", "DRV-02", "PRV-01", "PRV-03", "EFF-18", "EFF-20"}
)
# Chance that a corps never delivers one indicator, one family of them, or the newest quarter of one.
NEVER, NO_FORCE_REGISTER, NO_STAFF_SURVEY, LATE = 0.05, 0.06, 0.25, 0.02
# Median days to a decision in V017, falling from the first to the last quarter.
HANDLING_DAYS = (81.0, 52.0)
BACKLOG = (  # open complaints of V017 older than 180 days, and all of them, from 2024-Q1
    (1, 26),
    (1, 24),
    (1, 22),
    (1, 19),
    (1, 17),
    (2, 28),
    (2, 22),
    (2, 18),
)


def figures_go_missing(figures: pd.DataFrame, world: World) -> pd.DataFrame:
    """The figures that are delivered: some corps never deliver some of them, and one delivers nothing."""
    rng = generator("missing")
    codes = [row.code for row in world.rows]
    never = _pairs(codes, sorted(set(figures["indicator"])), rng, NEVER)
    for corps in codes:
        if rng.random() < NO_FORCE_REGISTER:
            never |= {(corps, indicator) for indicator in FORCE_REGISTER}
        if rng.random() < NO_STAFF_SURVEY:
            never |= {(corps, indicator) for indicator in STAFF_SURVEY}
    pairs = pd.Series(list(zip(figures["code"], figures["indicator"], strict=True)), index=figures.index)
    late = (figures["period"] == str(QUARTERS[-1])) & (rng.random(len(figures)) < LATE)
    fixed = figures["code"].isin(COMPLETE) | figures["indicator"].isin(SURVEYED)
    gone = ((pairs.isin(never) | late) & ~fixed) | figures["code"].isin(NOTHING)
    return figures[~gone]


def _pairs(
    codes: Sequence[str], indicators: Sequence[str], rng: np.random.Generator, chance: float
) -> set[tuple[str, str]]:
    drawn = rng.random((len(codes), len(indicators))) < chance
    return {(codes[row], indicators[column]) for row, column in zip(*np.nonzero(drawn), strict=True)}


def cases_plant(figures: pd.DataFrame) -> pd.DataFrame:
    """The same figures with the cases of the table above."""
    figures = figures.copy()
    _share_set(figures, "V039", "EFF-07", share=0.44)
    _share_set(figures, "V062", "EFF-07", share=0.965)
    _share_set(figures, "V017", "EFF-07", share=0.93)
    _backlog_rise(figures)
    _handling_fall(figures)
    # Enough staff with a disability to be shown to the corps itself, so that its example page shows four pillars.
    figures.loc[_of(figures, "V017", "DRV-08"), "numerator"] = 6.0
    rejected = _of(figures, "V019", "LEG-13", ["2025-Q3", "2025-Q4"])
    figures.loc[rejected, ["numerator", "denominator"]] = np.nan
    figures.loc[rejected, "state"] = State.REJECTED.value
    alone = _of(figures, "V042", "DRV-15")
    figures.loc[alone, ["value", "lower", "upper", "n"]] = np.nan
    figures.loc[alone, "state"] = State.NOT_APPLICABLE.value
    stopped = _of(figures, "V017", "EFF-01", [str(quarter) for quarter in QUARTERS[-5:]])
    return figures[~stopped]


def _of(figures: pd.DataFrame, code: str, indicator: str, periods: Sequence[str] | None = None) -> "pd.Series[bool]":
    rows = (figures["code"] == code) & (figures["indicator"] == indicator)
    return rows if periods is None else rows & figures["period"].isin(periods)


def _backlog_rise(figures: pd.DataFrame) -> None:
    """One old file in V017 for years, then a share that grows every quarter."""
    before = _of(figures, "V017", "EFF-08")
    figures.loc[before, "numerator"] = 1.0
    figures.loc[before, "denominator"] = figures.loc[before, "denominator"].clip(lower=18)
    for (late, every), quarter in zip(BACKLOG, QUARTERS[-len(BACKLOG) :], strict=True):
        figures.loc[_of(figures, "V017", "EFF-08", [str(quarter)]), ["numerator", "denominator"]] = [late, every]


def _handling_fall(figures: pd.DataFrame) -> None:
    rows = _of(figures, "V017", "EFF-06")
    stray = generator("planted", "EFF-06").normal(0, 1.5, rows.sum())
    stray[-1] = 0.0
    days = (np.linspace(*HANDLING_DAYS, num=rows.sum()) + stray).round(1)
    factor = days / figures.loc[rows, "value"]
    for limit in ("lower", "upper"):
        figures.loc[rows, limit] = (figures.loc[rows, limit] * factor).round(1)
    figures.loc[rows, "value"] = days


def _share_set(figures: pd.DataFrame, code: str, indicator: str, *, share: float) -> None:
    """Give one corps this share from 2024 on; counts stay whole, so that they come as near as they can."""
    recent = [str(quarter) for quarter in QUARTERS if quarter.year >= 2024]
    rows = _of(figures, code, indicator, recent)
    running = (figures.loc[rows, "denominator"].cumsum() * share).round()
    figures.loc[rows, "numerator"] = running.diff().fillna(running)
