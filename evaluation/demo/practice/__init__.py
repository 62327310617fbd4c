"""Simulated practices, ratings and research of the example register, and the few that people of the demo find."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import numpy as np
from django.db import transaction

from evaluation.demo.practice.drawing import (
    BACK,
    alive_in,
    columns_of,
    published_in,
    results_wanted,
    sound_wanted,
    stretches,
)
from evaluation.demo.practice.research import research_write
from evaluation.demo.practice.words import COSTS, RESULTS, STUDIES, SUMMARY, THEORY, Plan, plans
from evaluation.models import EvidenceDimension, EvidenceRating, EvidenceSource, Practice, PracticeUse
from evaluation.workflow.practices import SOUND, Status, codes_of
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Register
from legitimacy.models.inserting import objects_insert, objects_insert_keyed
from legitimacy.simulations import Example, Simulator

HOME = "V017"
WAITING, DRAFT = "gesprek-na-klacht", "rondgang-met-winkeliers"
Use = tuple[str, int, date, date | None]
"""Corps, place of the practice in the list, first and last day."""


@transaction.atomic
def practice_simulate(example: Example) -> int:
    """Write the simulated records once; number of practices, uses, ratings and projects."""
    corps = {each.code: each for each in Corps.objects.filter(register=Register.EXAMPLE)}
    if not corps or Practice.objects.filter(register=Register.EXAMPLE).exists():
        return 0
    chosen = plans()
    uses = list(_uses(example, corps, chosen))
    practices = [_practice(plan, place, corps, uses) for place, plan in enumerate(chosen)]
    objects_insert_keyed(practices)
    objects_insert(
        [
            PracticeUse(practice=practices[place], corps=corps[code], since=since, until=until, origin=Origin.SIMULATED)
            for code, place, since, until in uses
        ]
    )
    rated = _ratings(example, practices, chosen)
    published = _published(example, corps)
    return len(practices) + len(uses) + rated + research_write(example, corps, practices, published)


def _uses(example: Example, corps: Mapping[str, Corps], chosen: list[Plan]) -> Iterator[Use]:
    used, sound = sound_wanted(example)
    groups = (
        [place for place, plan in enumerate(chosen) if plan.level >= SOUND],
        [place for place, plan in enumerate(chosen) if plan.level < SOUND],
    )
    for row, code in enumerate(example.codes):
        columns = alive_in(example, row)
        if not columns:
            continue
        rng = example.generator("practice", code)
        wanted = sound[row].clip(used[row] - len(groups[1]), len(groups[0]))
        for places, number in zip(groups, (wanted, used[row] - wanted), strict=True):
            for count, place in enumerate(rng.permutation(places)):
                for stretch in stretches(columns, number, count):
                    yield code, int(place), *_days(example, corps[code], columns, stretch, rng)


def _days(
    example: Example, corps: Corps, columns: list[int], stretch: tuple[int, int], rng: np.random.Generator
) -> tuple[date, date | None]:
    """A first day before the end of the first quarter, and a last one after the end of the last."""
    begun, ended = stretch
    since = example.quarters[begun].start + timedelta(days=int(rng.integers(0, 60)))
    if begun == columns[0]:
        since = date(int(rng.integers(2014, 2020)), int(rng.integers(1, 13)), 1)
    since = max(since, corps.valid_from or since)
    if ended == len(example.quarters) - 1:
        return since, None
    if ended == columns[-1]:
        return since, example.quarters[ended].end
    return since, example.quarters[ended].next.start + timedelta(days=int(rng.integers(0, 60)))


def _practice(plan: Plan, place: int, corps: Mapping[str, Corps], uses: list[Use]) -> Practice:
    """Described by the Dutch-speaking corps that has used it longest, as its texts are Dutch."""
    using = sorted(
        (since, code)
        for code, used, since, until in uses
        if used == place and until is None and corps[code].languages.startswith("nl")
    )
    owner = corps[using[0][1] if using else HOME]
    return Practice(
        register=Register.EXAMPLE,
        code=plan.code,
        title=plan.title,
        corps=owner,
        kind=plan.kind,
        functionality=plan.functionality,
        problem=plan.problem,
        done=plan.done,
        theory=THEORY[plan.kind],
        cost=COSTS[place % len(COSTS)],
        results=RESULTS[place % len(RESULTS)],
        status=Status.PUBLISHED,
        published_on=date(2016 + place % 4, 1 + place % 12, 15),
        origin=Origin.SIMULATED,
    )


def _ratings(example: Example, practices: list[Practice], chosen: list[Plan]) -> int:
    """All before the first scorecard; the newest rating of some stands above an older one."""
    rng = example.generator("practice", "ratings")
    ratings = []
    for practice, plan in zip(practices, chosen, strict=True):
        if plan.level == 5:
            ratings.append(_rating(practice, 2, date(2017, int(rng.integers(1, 13)), 10)))
        if plan.level:
            ratings.append(_rating(practice, plan.level, date(2020, int(rng.integers(1, 13)), 20)))
    objects_insert_keyed(ratings)
    objects_insert(
        [
            EvidenceDimension(
                rating=rating,
                dimension=code,
                score=int(np.clip(rating.level - 1 + rng.integers(-1, 1), 0, 4)),
                text="Verschilt per buurt." if code == "moderators" else "",
            )
            for rating in ratings
            for code in codes_of("emmie")
        ]
    )
    objects_insert(
        [
            EvidenceSource(
                rating=rating,
                title=f"{STUDIES[number % len(STUDIES)]} over “{rating.practice.title}” (fictief)",
                doi=f"10.99999/voorbeeld.{number + 1}",
            )
            for number, rating in enumerate(ratings)
            if rating.level >= SOUND
        ]
    )
    return len(ratings)


def _rating(practice: Practice, level: int, on: date) -> EvidenceRating:
    return EvidenceRating(practice=practice, rated_on=on, level=level, summary=SUMMARY[level])


def _published(example: Example, corps: Mapping[str, Corps]) -> list[tuple[str, date]]:
    """Corps and day of every published result."""
    wanted = results_wanted(example, _years(example, corps))
    found = []
    for row, code in enumerate(example.codes):
        columns = alive_in(example, row)
        rng = example.generator("practice", "published", code)
        for place in range(int(wanted[row].max()) if columns else 0):
            covered = -1
            for stretch in stretches(columns, wanted[row], place):
                if stretch[0] <= covered:
                    continue  # an earlier result counts still
                column = published_in(columns, stretch, float(rng.random()))
                covered = column + BACK - 1
                quarter = example.quarters[0].shift(column)
                day = quarter.start + timedelta(days=int(rng.integers(0, 80)))
                begun = corps[code].valid_from
                found.append((code, max(day, begun) if begun else day))
    return found


def _years(example: Example, corps: Mapping[str, Corps]) -> "np.typing.NDArray[np.float64]":
    """Years out of six in which each corps existed at the end of each quarter."""
    years = np.full(example.alive.shape, 6.0)
    for row, code in enumerate(example.codes):
        begun = corps[code].valid_from
        for column in columns_of(example) if begun else ():
            days = (example.quarters[column].end - begun).days if begun else 0
            years[row, column] = min(6.0, max(0.0, days / 365.25))
    return years


@transaction.atomic
def practice_plant() -> int:
    """One practice that waits for its first rating, and a draft; both of the corps of the demo's evaluation officer."""
    corps = Corps.objects.filter(code=HOME, register=Register.EXAMPLE).first()
    if corps is None or Practice.objects.filter(code__in=(WAITING, DRAFT)).exists():
        return 0
    usual = {
        "register": Register.EXAMPLE, "corps": corps, "origin": Origin.SIMULATED, "kind": "mediation",
        "theory": THEORY["mediation"],
    }  # fmt: skip
    Practice.objects.create(
        code=WAITING, title="Gesprek na een klacht", functionality="reception", status=Status.PUBLISHED,
        published_on=date(2025, 11, 3), problem="Wie klaagt, hoort maanden niets.",
        done="Een leidinggevende belt binnen de week en biedt een gesprek aan.", cost=COSTS[0], **usual,
    )  # fmt: skip
    Practice.objects.create(
        code=DRAFT, title="Rondgang met winkeliers", functionality="community",
        problem="Winkeldiefstal in de hoofdstraat.",
        done="Elke maand een rondgang met twee winkeliers en de wijkinspecteur.", **usual,
    )  # fmt: skip
    return 2


PRACTICE = Simulator(key="evaluation_practice", simulate=practice_simulate, plant=practice_plant)
