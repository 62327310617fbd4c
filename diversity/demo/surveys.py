"""Simulated rounds of the inclusion survey: answers are drawn, counted as real ones are, and forgotten like them.

One corps never held a round, and one held none after 2024. Demervallei has a round that is open, to be tried.
"""

from datetime import date, timedelta
from typing import Any

import numpy as np
from django.db import transaction
from django.utils import timezone

from diversity.models import SurveyRound
from diversity.services.surveys.closing import result_freeze
from diversity.workflow.surveys import ABOUT_SELF, POINTS, RoundState, items_of, number, parameter
from legitimacy.indicators.definitions import Origin
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, Register
from legitimacy.simulations import Example, Floats, Simulator

WAVES = (2019, 2022, 2025)
NOTHING, STOPPED, STOPPED_AFTER = "V038", "V044", 2024
HOME = "V017"
STAFF_PER_RESIDENT, STAFF_SPREAD, ALL_STAFF = 0.0029, 0.12, 1.28
"""The stream of staff that other figures of the example use too."""
LEAST_SHARE, MOST_SHARE = 0.025, 0.95
BETWEEN_PEOPLE, BETWEEN_ITEMS = 18.0, 24.0
WOMEN_BELOW = 5.0
"""Score points by which women find the climate worse, in this simulation."""
SILENT = 0.04
GROUPS = {"sex": (0.33, 0.57, 0.01), "framework": (0.72, 0.21), "age": (0.30, 0.36, 0.24)}
"""Shares that tell each answer about themselves; the rest gives none."""
REFERENCE = "simulated"


@transaction.atomic
def surveys_simulate(example: Example) -> int:
    """Write closed rounds of all waves once; how many."""
    corps = {each.code: each for each in Corps.objects.filter(register=Register.EXAMPLE)}
    if not corps or SurveyRound.objects.filter(corps__in=corps.values(), state=RoundState.CLOSED).exists():
        return 0
    invited = _invited(example)
    response, climate = example.expected("DRV-10"), example.expected("DRV-11")
    rng = example.generator("surveys")
    rounds = []
    for year in WAVES:
        column = example.quarters.index(Period(year, 4))
        for row, code in enumerate(example.codes):
            if not example.alive[row, column] or code == NOTHING or (code == STOPPED and year > STOPPED_AFTER):
                continue
            if invited[row, column] < number("invited_least", date(year, 10, 1)):
                continue
            one = _round(corps[code], str(year), date(year, 10, 1), int(invited[row, column]))
            share = float(response[row, column].clip(LEAST_SHARE, MOST_SHARE))
            people = int(rng.binomial(one.invited, share))
            result_freeze(one, _answers(rng, people, float(climate[row, column]), one.wording))
            rounds.append(one)
    SurveyRound.objects.bulk_create(rounds)
    return len(rounds)


@transaction.atomic
def survey_plant() -> int:
    """One open round of Demervallei, for which HR can make the slips; another once that one has closed."""
    corps = Corps.objects.filter(register=Register.EXAMPLE, code=HOME).first()
    today = timezone.localdate()
    wave = str(Period.containing(today))
    taken = SurveyRound.objects.filter(corps=corps)
    if corps is None or taken.filter(state=RoundState.OPEN).exists() or taken.filter(wave=wave).exists():
        return 0
    last = taken.filter(state=RoundState.CLOSED).first()
    one = _round(corps, wave, today, last.invited if last else 200)
    one.closes_on, one.state = today + timedelta(weeks=6), RoundState.OPEN
    one.save()
    return 1


def _invited(example: Example) -> Floats:
    """All staff, one row per corps and one column per quarter."""
    rng = example.generator("stream", "staff")
    factor = np.exp(rng.normal(0, STAFF_SPREAD, (len(example.codes), 1)))
    staff = np.rint(example.residents * STAFF_PER_RESIDENT * factor)
    return np.asarray(np.rint(staff * ALL_STAFF), dtype=float)


def _round(corps: Corps, wave: str, opens_on: date, invited: int) -> SurveyRound:
    return SurveyRound(
        corps=corps,
        wave=wave,
        opens_on=opens_on,
        closes_on=opens_on + timedelta(weeks=6),
        invited=invited,
        wording=parameter("wording", opens_on),
        assessment=REFERENCE,
        assessed_on=opens_on - timedelta(days=60),
        advice=REFERENCE,
        advised_on=opens_on - timedelta(days=30),
        origin=Origin.SIMULATED,
    )


def _answers(rng: np.random.Generator, people: int, mean: float, wording: str) -> list[dict[str, Any]]:
    """Answers of as many people, whose scores lie around `mean`."""
    items = items_of(wording)
    about = {
        question.code: rng.choice(
            [*(code for code, _words in question.choices), ""],
            size=people,
            p=[*GROUPS[question.code], 1 - sum(GROUPS[question.code])],
        )
        for question in ABOUT_SELF
    }
    women = about["sex"] == "f"
    lower = WOMEN_BELOW * (women - GROUPS["sex"][0])
    own = rng.normal(mean, BETWEEN_PEOPLE, people) - lower
    scores = own[:, None] + rng.normal(0, BETWEEN_ITEMS, (people, len(items)))
    points = np.rint(scores / 100 * (POINTS - 1)).clip(0, POINTS - 1).astype(int) + 1
    points = np.where([item.is_reversed for item in items], POINTS + 1 - points, points)
    silent = rng.random(points.shape) < SILENT
    return [
        {item.code: str(points[row, place]) for place, item in enumerate(items) if not silent[row, place]}
        | {code: str(given[row]) for code, given in about.items() if given[row]}
        for row in range(people)
    ]


SURVEYS = Simulator(key="diversity_survey", simulate=surveys_simulate, plant=survey_plant)
