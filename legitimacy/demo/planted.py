"""What goes missing in the example, and the cases planted in it so that every page has something to show.

V038 Tannenried: delivers nothing. V042 Bois-aux-Merles: 4,310 residents, so that most figures are too few and others
suppressed, and the response gap (DRV-15) does not apply. V064 Meeuwenduin: merged from V081 and V082 on 1 July 2023.

Cases among the complaints are planted in their records: complaints/demo/planted.py; those among samples and assessments
in audit/demo/standards/, those among plans in evaluation/demo/policy/.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from legitimacy.demo.world import QUARTERS, World, generator
from legitimacy.indicators.definitions import State, Subject
from legitimacy.indicators.registry import indicators

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


def figures_go_missing(figures: pd.DataFrame, world: World) -> pd.DataFrame:
    """The figures that are delivered: some corps never deliver some of them, and one delivers nothing."""
    rng = generator("missing")
    codes = [row.code for row in world.rows]
    # Drawn for all indicators of corps, so that what goes missing stays the same when one is counted from records.
    never = _pairs(codes, sorted(each.code for each in indicators if each.subject is Subject.CORPS), rng, NEVER)
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
    alone = _of(figures, "V042", "DRV-15")
    figures.loc[alone, ["value", "lower", "upper", "n"]] = np.nan
    figures.loc[alone, "state"] = State.NOT_APPLICABLE.value
    return figures


def _of(figures: pd.DataFrame, code: str, indicator: str) -> "pd.Series[bool]":
    return (figures["code"] == code) & (figures["indicator"] == indicator)
