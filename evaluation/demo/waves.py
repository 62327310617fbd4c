"""Simulated waves of the example register: the surveys behind the survey figures that its corps deliver."""

from collections import defaultdict
from statistics import NormalDist
from typing import Any

from django.db import transaction

from evaluation.models import SurveyWave, WaveGap, WaveResult
from evaluation.workflow.waves import FAIR, Figure, Mode, Split, constructs
from legitimacy.indicators.definitions import Origin, State
from legitimacy.indicators.intervals import UNKNOWN_DESIGN_EFFECT
from legitimacy.models import DeliveredFigure, Register
from legitimacy.simulations import Example, Simulator

RESIDENTS, CITY = "Bewonersbevraging", "Stadsbevraging"
OF_CITY = ("PRV-03", "EFF-17")
GAP = "DRV-02"
RESPONSE = 0.31
"""Share of people asked who answered, in this simulation."""
FAVOURABLE_FROM = 62.0
BY_TELEPHONE = 2018
"""The first wave was held by telephone, so that a break can be seen."""


@transaction.atomic
def waves_simulate(example: Example) -> int:
    """One wave for each corps, survey and year of which figures were delivered; how many."""
    if SurveyWave.objects.filter(corps__register=Register.EXAMPLE).exists():
        return 0
    found: dict[tuple[int, str, str], list[DeliveredFigure]] = defaultdict(list)
    codes = [each.indicator for each in constructs().values() if each.indicator]
    figures = DeliveredFigure.objects.filter(
        subject__as_corps__isnull=False, subject__register=Register.EXAMPLE, state=State.OK, indicator__in=[*codes, GAP]
    )
    for figure in figures.order_by("pk"):
        survey = CITY if figure.indicator in OF_CITY else RESIDENTS
        found[figure.subject_id, survey, figure.period].append(figure)
    waves = {key: _wave(*key, rows) for key, rows in found.items()}
    SurveyWave.objects.bulk_create(waves.values())
    by_indicator = {each.indicator: each for each in constructs().values() if each.indicator}
    results, gaps = [], []
    for key, rows in found.items():
        for figure in rows:
            if figure.indicator == GAP:
                gaps.append(_gap(waves[key], figure))
            else:
                results.append(_result(waves[key], figure, by_indicator[figure.indicator]))
    WaveResult.objects.bulk_create(results)
    WaveGap.objects.bulk_create(gaps)
    return len(waves)


def _wave(corps_id: int, survey: str, year: str, rows: list[DeliveredFigure]) -> SurveyWave:
    answered = max((_n(row) for row in rows if row.indicator != GAP), default=_n(rows[0]) * 2)
    return SurveyWave(
        corps_id=corps_id, survey=survey, wave=year, mode=Mode.PHONE if int(year) <= BY_TELEPHONE else Mode.MIXED,
        wording="1", asked=int(answered / RESPONSE), answered=answered, is_weighted=True, origin=Origin.SIMULATED,
        delivery_id=rows[0].delivery_id, stored_on=f"{int(year) + 1}-02-01",
    )  # fmt: skip


def _result(wave: SurveyWave, figure: DeliveredFigure, construct: Any) -> WaveResult:
    value = figure.value
    if value is None:
        value = (figure.numerator or 0.0) / (figure.denominator or 1.0)
    is_mean = construct.figure == Figure.MEAN
    share = _favourable(value, figure.deviation or 20.0) if is_mean else value
    return WaveResult(
        wave=wave, construct=construct.code, n=_n(figure), mean=value if is_mean else None, deviation=figure.deviation,
        share=share, design_effect=figure.design_effect or UNKNOWN_DESIGN_EFFECT, fed=True,
    )  # fmt: skip


def _favourable(mean: float, deviation: float) -> float:
    """Share of a normal spread of scores that lies above the two best answers' lower end."""
    return 1 - NormalDist(mean, deviation).cdf(FAVOURABLE_FROM)


def _gap(wave: SurveyWave, figure: DeliveredFigure) -> WaveGap:
    return WaveGap(
        wave=wave, construct=FAIR, split=Split.AGE, high="35_up", low="15_34", difference=figure.value or 0.0,
        lower=figure.lower or 0.0, upper=figure.upper or 0.0, least=_n(figure),
    )  # fmt: skip


def _n(figure: DeliveredFigure) -> int:
    return int(figure.n or figure.denominator or 0)


WAVES = Simulator(key="survey_waves", simulate=waves_simulate, plant=lambda: 0)
