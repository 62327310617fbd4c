"""Simulated half-years of the survey after a contact: answers are drawn, counted as real ones are, and forgotten.

Some corps never hold it. Demervallei has a half-year that is open, to be tried.
"""

from typing import Any

import numpy as np
from django.db import transaction
from django.utils import timezone

from evaluation.models import ContactDraw, ContactRound
from evaluation.services.voice.contact import CODE, contact_open, result_freeze
from evaluation.workflow.contact import ABOUT_SELF, ContactKind, closes_on, half_days, half_of, parameter, sentences_of
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Register
from legitimacy.simulations import Example, Simulator

FIRST_YEAR = 2021
SILENT, HOME = "V038", "V017"
ALWAYS = frozenset({HOME, "V019", "V062", "V064"})
"""Corps with planted cases, which deliver all the rest."""
NEVER = 0.08
ANSWERS_PER_RESIDENT, LEAST_RESPONSE, MOST_RESPONSE = 0.0018, 0.24, 0.44
BETWEEN_PEOPLE, BETWEEN_ITEMS, LEFT_OUT = 17.0, 22.0, 0.05
YOUNG_BELOW = 6.0
"""Score points by which people under 35 feel less well treated, in this simulation."""
GROUPS = {"sex": (0.42, 0.44, 0.01), "age": (0.34, 0.58), "discrimination": (0.14, 0.68)}
"""Shares that tell each answer about themselves; the rest gives none."""


@transaction.atomic
def contacts_simulate(example: Example) -> int:
    """Write closed half-years once; how many."""
    corps = {each.code: each for each in Corps.objects.filter(register=Register.EXAMPLE)}
    if not corps or ContactRound.objects.filter(corps__in=corps.values()).exists():
        return 0
    rng, expected = example.generator("contact survey"), example.expected(CODE)
    never = {code for code in example.codes if rng.random() < NEVER and code not in ALWAYS} | {SILENT}
    rounds = []
    for column, quarter in enumerate(example.quarters):
        if quarter.year < FIRST_YEAR or quarter.quarter not in (2, 4):
            continue
        half = half_of(quarter.start)
        for row, code in enumerate(example.codes):
            if not example.alive[row, column] or code in never or code not in corps:
                continue
            people = int(rng.poisson(example.residents[row, column] * ANSWERS_PER_RESIDENT))
            one = _round(corps[code], half, int(people / rng.uniform(LEAST_RESPONSE, MOST_RESPONSE)) + 5)
            level = float(expected[row, column].clip(0, 100))
            result_freeze(one, _answers(rng, people, level, one.wording, corps[code]))
            rounds.append(one)
    ContactRound.objects.bulk_create(rounds)
    ContactDraw.objects.bulk_create(
        ContactDraw(
            contact_round=one, kind=ContactKind.INTERVENTION, listed=one.invited * 6, drawn=one.invited,
            made_on=half_days(one.half)[0],
        )
        for one in rounds
    )  # fmt: skip
    return len(rounds)


@transaction.atomic
def contact_plant() -> int:
    """The half-year of today is open in Demervallei, so that contacts can be drawn and questions answered."""
    corps = Corps.objects.filter(register=Register.EXAMPLE, code=HOME).first()
    half = half_of(timezone.localdate())
    if corps is None or ContactRound.objects.filter(corps=corps, half=half).exists():
        return 0
    contact_open(corps=corps)
    return 1


def _round(corps: Corps, half: str, invited: int) -> ContactRound:
    first, _last = half_days(half)
    return ContactRound(
        corps=corps, half=half, opens_on=first, closes_on=closes_on(half), invited=invited,
        wording=parameter("wording", first), origin=Origin.SIMULATED,
    )  # fmt: skip


def _answers(rng: np.random.Generator, people: int, mean: float, wording: str, corps: Corps) -> list[dict[str, Any]]:
    """Answers of as many people, whose scores lie around `mean`."""
    asked = sentences_of(wording)
    about = {
        question.code: rng.choice(
            [*(code for code, _words in question.choices), ""],
            size=people,
            p=[*GROUPS[question.code], 1 - sum(GROUPS[question.code])],
        )
        for question in ABOUT_SELF
    }
    young = YOUNG_BELOW * ((about["age"] == "15_34") - GROUPS["age"][0])
    own = rng.normal(mean, BETWEEN_PEOPLE, people) - young
    scores = own[:, None] + rng.normal(0, BETWEEN_ITEMS, (people, len(asked)))
    points = np.rint(scores / 25).clip(0, 4).astype(int) + 1
    left_out = rng.random(points.shape) < LEFT_OUT
    return [
        {one.code: str(points[row, place]) for place, one in enumerate(asked) if not left_out[row, place]}
        | {code: str(given[row]) for code, given in about.items() if given[row]}
        | {"language": corps.languages.partition(" ")[0][:2] or "nl"}
        for row in range(people)
    ]


CONTACT = Simulator(key="contact_survey", simulate=contacts_simulate, plant=contact_plant)
