"""The value source `diversity_survey`: response and inclusion climate, from the frozen results of closed rounds.

One query. Merged corps, areas and intervals are made as for delivered figures. A round in which too few gave enough
valid answers has a response and, of the climate, the state too_few. Definitions in words: docs/methods/inclusion.md.
"""

import numpy as np
import pandas as pd

from diversity.models import SurveyRound
from diversity.services.surveys.closing import CLIMATE, CODES, RESPONSE, SOURCE
from diversity.workflow.survey_scoring import EVERYBODY_ASKED
from legitimacy.indicators.definitions import Indicator, State
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators as passports
from legitimacy.scorecards.deliveries import figures_valued, values_finished
from legitimacy.scorecards.deliveries.figures import KEYS, passports_table, with_derived
from legitimacy.scorecards.deliveries.geography import Geography
from legitimacy.scorecards.sources import ValueSource, values_frame

CREDIT = "Inclusion survey of the corps"
NUMBERS = ("numerator", "denominator", "value", "lower", "upper", "n", "deviation", "design_effect")
EARLIER = pd.DataFrame({"subject_id": pd.Series(dtype="int64"), "indicator": pd.Series(dtype="object")})
"""Waves are not pooled, so nobody delivered before a window."""


def survey_compute(
    period: Period, subject_ids: frozenset[int] | None = None, indicators: frozenset[str] | None = None
) -> pd.DataFrame:
    """Values of the wave of a year, as a frame of values (see `sources.COLUMNS`); nothing for a quarter."""
    counted = [passports.get(code) for code in CODES if indicators is None or code in indicators]
    if not period.is_year or not counted:
        return values_frame()
    figures = wave_figures(period, counted)
    if figures.empty:
        return values_frame()
    rows = figures_valued(figures, EARLIER, Geography.read(period), subject_ids)
    return values_finished(rows, period)


def wave_figures(period: Period, counted: list[Indicator]) -> pd.DataFrame:
    """Base figures of the round of each corps that closed last in the wave, as `figures_read` gives them."""
    columns = ("corps_id", "invited", "answered", "scored", "score", "deviation", "origin")
    rounds = SurveyRound.objects.counted(period.year).order_by("closes_on", "pk").values_list(*columns)
    last = pd.DataFrame(list(rounds), columns=list(columns)).drop_duplicates("corps_id", keep="last")
    if last.empty:
        return last
    common = pd.DataFrame(
        {
            "subject_id": last["corps_id"], "period": str(period), "origin": last["origin"], "source": CREDIT,
            **dict.fromkeys(NUMBERS, np.nan), "design_effect": EVERYBODY_ASKED, "state": State.OK.value,
        }
    )  # fmt: skip
    score = last["score"].astype("float64")
    made = {
        RESPONSE: common.assign(numerator=last["answered"], denominator=last["invited"]),
        CLIMATE: common.assign(
            value=score, n=last["scored"], deviation=last["deviation"],
            state=score.notna().map({True: State.OK.value, False: State.TOO_FEW.value}),
        ),
    }  # fmt: skip
    frame = pd.concat([made[each.code].assign(indicator=each.code) for each in counted], ignore_index=True)
    frame = frame[[*KEYS, *NUMBERS, "state", "origin", "source"]].astype(dict.fromkeys(NUMBERS, "float64"))
    return with_derived(frame.join(passports_table(counted), on="indicator"))


SURVEYS = ValueSource(name=SOURCE, indicators=CODES, compute=survey_compute)
