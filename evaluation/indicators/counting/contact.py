"""The value source `evaluation_contact`: PRV-02, the treatment index of the survey after a contact.

A half-year gives a value at its end, pooled with the half-year before where that was held with the same questions: the
mean of both by their respondents. The quarter in between says nothing of its own, so the last value stays in force.
"""

from math import sqrt

import numpy as np
import pandas as pd

from evaluation.models import ContactRound
from evaluation.services.voice.contact import CODE, SOURCE
from evaluation.workflow.contact import ContactState
from evaluation.workflow.contact_scoring import DRAWN_AT_RANDOM
from legitimacy.indicators.definitions import State
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators as passports
from legitimacy.scorecards.deliveries import figures_valued, values_finished
from legitimacy.scorecards.deliveries.figures import KEYS, passports_table, with_derived
from legitimacy.scorecards.deliveries.geography import Geography
from legitimacy.scorecards.sources import ValueSource, values_frame

CREDIT = "Contact survey of the corps"
NUMBERS = ("numerator", "denominator", "value", "lower", "upper", "n", "deviation", "design_effect")
EARLIER = pd.DataFrame({"subject_id": pd.Series(dtype="int64"), "indicator": pd.Series(dtype="object")})
"""A half-year stands for the window that it ends; what was before makes nothing due."""


def contact_compute(
    period: Period, subject_ids: frozenset[int] | None = None, indicators: frozenset[str] | None = None
) -> pd.DataFrame:
    """Values of a quarter that ends a half-year, as a frame of values (see `sources.COLUMNS`); else nothing."""
    if period.is_year or period.quarter not in (2, 4) or (indicators is not None and CODE not in indicators):
        return values_frame()
    rows = _rows(period)
    if not rows:
        return values_frame()
    frame = pd.DataFrame(rows, columns=["subject_id", "n", "value", "deviation", "state", "origin"])
    empty = {name: np.nan for name in NUMBERS if name not in frame}
    frame = frame.assign(
        indicator=CODE, period=str(period), source=CREDIT, **empty | {"design_effect": DRAWN_AT_RANDOM}
    )
    frame = frame[[*KEYS, *NUMBERS, "state", "origin", "source"]].astype(dict.fromkeys(NUMBERS, "float64"))
    figures = with_derived(frame.join(passports_table([passports.get(CODE)]), on="indicator"))
    return values_finished(figures_valued(figures, EARLIER, Geography.read(period), subject_ids), period)


def _rows(period: Period) -> list[tuple[object, ...]]:
    """Corps, respondents, mean, deviation, state and origin of the half-year that ends with `period`."""
    halves = [f"{each.year}-H{1 if each.quarter <= 2 else 2}" for each in (period, period.shift(-2))]
    rounds = ContactRound.objects.filter(state=ContactState.CLOSED, half__in=halves).order_by("corps_id", "-half")
    by_corps: dict[int, list[ContactRound]] = {}
    for one in rounds:
        by_corps.setdefault(one.corps_id, []).append(one)
    found: list[tuple[object, ...]] = []
    for corps_id, (newest, *before) in by_corps.items():
        if newest.half != halves[0]:
            continue
        usable = [one for one in (newest, *before) if one.score is not None and one.wording == newest.wording]
        if newest.score is None:
            found.append((corps_id, np.nan, np.nan, np.nan, State.TOO_FEW.value, newest.origin))
        else:
            found.append((corps_id, *_pooled(usable), State.OK.value, newest.origin))
    return found


def _pooled(rounds: list[ContactRound]) -> tuple[float, float, float]:
    """Respondents, mean and standard deviation of half-years together."""
    parts = [(one.scored or 0, one.score or 0.0, one.deviation or 0.0) for one in rounds]
    n = sum(size for size, _mean, _spread in parts)
    mean = sum(size * each for size, each, _spread in parts) / n
    squares = sum((size - 1) * spread**2 + size * (each - mean) ** 2 for size, each, spread in parts)
    return float(n), mean, sqrt(squares / (n - 1))


CONTACT = ValueSource(name=SOURCE, indicators=(CODE,), compute=contact_compute)
