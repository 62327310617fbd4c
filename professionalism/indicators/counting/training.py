"""The value source `training`: indicators of training, schools and selection, counted from their records.

Counted in a fixed number of queries. Merged corps, areas, windows and intervals are made as for delivered figures.
Definitions in words, with a worked table: docs/methods/training.md.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd

from legitimacy.indicators.definitions import Indicator, State
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators as passports
from legitimacy.models import Register, SubjectKind
from legitimacy.scorecards.deliveries import figures_valued, values_finished
from legitimacy.scorecards.deliveries.figures import KEYS, passports_table, with_derived
from legitimacy.scorecards.deliveries.geography import Geography
from legitimacy.scorecards.reach import base_periods, is_quarterly
from legitimacy.scorecards.sources import NUMBERS, ValueSource, values_frame
from professionalism.indicators.counting import training_counts as counts
from professionalism.services.training.stale import (
    CODES,
    CREDITS,
    HOURS,
    LANGUAGES,
    MULTICULTURAL,
    OF_SCHOOLS,
    SELECTED,
    SESSIONS,
    SOURCE,
    THREE,
)

CREDIT = "Training and selection register"
NOTHING = ("value", "lower", "upper", "n", "deviation", "design_effect")
Maker = Callable[[list[Period], pd.DataFrame], pd.DataFrame]
MAKERS: dict[str, Maker] = {
    HOURS: counts.hours,
    SESSIONS: counts.sessions,
    THREE: counts.passed_three,
    MULTICULTURAL: counts.passed_multicultural,
    LANGUAGES: counts.languages,
    SELECTED: counts.decisions,
    CREDITS: counts.credits,
}
"""From base periods and the table of subjects to counts: columns subject_id, period, numerator, denominator."""


def training_compute(
    period: Period, subject_ids: frozenset[int] | None = None, indicators: frozenset[str] | None = None
) -> pd.DataFrame:
    """Values of `period` counted from training and selection, as a frame of values (see `sources.COLUMNS`)."""
    counted = _counted(period, indicators)
    if not counted:
        return values_frame()
    geography = Geography.read(period)
    figures = base_figures(period, counted, geography)
    if figures.empty:
        return values_frame()
    rows = figures_valued(figures, _earlier(period, counted), geography, subject_ids)
    rows = pd.concat([rows, _schools_absent(figures, geography)], ignore_index=True)
    return values_finished(rows, period)


def base_figures(period: Period, counted: list[Indicator], geography: Geography) -> pd.DataFrame:
    """Counts per subject and base period, as `figures_read` gives them."""
    parts = []
    for each in counted:
        rows = MAKERS[each.code](list(base_periods(period, each.window)), geography.subjects)
        if len(rows):
            parts.append(rows.assign(indicator=each.code))
    if not parts:
        return pd.DataFrame()
    rows = pd.concat(parts, ignore_index=True)
    origins = {register: Register(register).origin.value for register in Register.values}
    frame = rows.assign(
        **dict.fromkeys(NOTHING, np.nan),
        state=State.OK.value,
        origin=rows["subject_id"].map(geography.subjects["register"]).map(origins),
        source=CREDIT,
    )
    frame = frame[[*KEYS, "numerator", "denominator", *NOTHING, "state", "origin", "source"]]
    frame = frame.astype({"subject_id": "int64", "numerator": "float64", "denominator": "float64"})
    return with_derived(frame.join(passports_table(counted), on="indicator"))


def _counted(period: Period, codes: frozenset[str] | None) -> list[Indicator]:
    chosen = [passports.get(code) for code in CODES if codes is None or code in codes]
    return [each for each in chosen if is_quarterly(each.window) != period.is_year]


def _earlier(period: Period, counted: list[Indicator]) -> pd.DataFrame:
    """Who delivered before the window of a pooled indicator began."""
    rows: list[tuple[int, str]] = []
    for each in counted:
        first = str(base_periods(period, each.window)[0])
        if each.code == HOURS:
            rows += [(subject, HOURS) for subject in counts.attended_before(first)]
        elif each.code == SELECTED:
            rows += [(subject, SELECTED) for subject in counts.selected_before(first)]
    return pd.DataFrame(rows, columns=["subject_id", "indicator"]).astype({"subject_id": "int64"})


def _schools_absent(figures: pd.DataFrame, geography: Geography) -> pd.DataFrame:
    """Schools without a figure that another school of their register has: not delivered, never zero."""
    schools = geography.subjects[geography.subjects["kind"] == SubjectKind.SCHOOL]
    given = figures[figures["subject_id"].isin(schools.index) & figures["indicator"].isin(OF_SCHOOLS)]
    if given.empty:
        return pd.DataFrame()
    asked = given.assign(register=given["subject_id"].map(schools["register"]))
    asked = asked[["register", "indicator", "window", "origin"]].drop_duplicates(["register", "indicator"])
    owed = schools[["register"]].rename_axis("subject_id").reset_index().merge(asked, on="register")
    answered = pd.MultiIndex.from_frame(given[["subject_id", "indicator"]])
    absent = owed[~pd.MultiIndex.from_frame(owed[["subject_id", "indicator"]]).isin(answered)]
    return absent.assign(
        **dict.fromkeys(NUMBERS, np.nan), coverage=0.0, back_cast=False, state=State.NOT_DELIVERED.value, source=""
    )


TRAINING = ValueSource(name=SOURCE, indicators=CODES, compute=training_compute)
