"""Simulated selection: of every corps, of the country, and tests of the schools during training."""

from collections.abc import Iterator, Mapping

import numpy as np

from legitimacy.indicators.definitions import Origin
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, School, Subject
from legitimacy.models.inserting import objects_insert, objects_insert_keyed
from legitimacy.simulations import Example
from professionalism.demo.training.drawing import delivers, quarters_of, share_of, staff_of
from professionalism.models import SelectionInstrument, SelectionOutcome, SelectionProcedure
from professionalism.workflow.training import Phase, note_competences

FIRST = Period(2018, 2)
"""36 months before the first scorecard."""
RECRUITED, TESTED = 0.05 / 4, 3
"""Part of the staff that is recruited in a quarter; candidates for each decision."""
WOMEN = 0.34
NATIONAL = 400
Draft = tuple[SelectionProcedure, tuple[int, int, int]]
"""A procedure with candidates, decisions, and decisions on all four competences."""


def selection_write(
    example: Example, corps: Mapping[str, Corps], schools: Mapping[str, School], nation: Subject | None
) -> int:
    """All procedures with their instruments and outcomes; number of procedures."""
    drafts = [
        *_of_corps(example, corps),
        *(_of_country(example, nation) if nation else ()),
        *(draft for school in schools.values() for draft in _of_school(example, school)),
    ]
    objects_insert_keyed([procedure for procedure, _numbers in drafts])
    objects_insert([row for procedure, numbers in drafts for row in _instruments(procedure, numbers)])
    rng = example.generator("selection", "outcomes")
    objects_insert([row for procedure, numbers in drafts for row in _outcomes(procedure, numbers, rng)])
    return len(drafts)


def _procedure(subject: Subject, quarter: Period, phase: Phase = Phase.SELECTION) -> SelectionProcedure:
    return SelectionProcedure(
        subject=subject, code=f"R{quarter.year}-{quarter.quarter}", grade="inspector", period=str(quarter),
        phase=phase, origin=Origin.SIMULATED,
    )  # fmt: skip


def _of_corps(example: Example, corps: Mapping[str, Corps]) -> Iterator[Draft]:
    """A quarter without a recruit has no procedure; the first and the last one of all have one in any case."""
    staff, share = staff_of(example), share_of(example, "PRV-12")
    rng = example.generator("selection", "corps")
    recruits = rng.poisson(staff * RECRUITED)
    on_four = rng.binomial(recruits, share)
    for column, quarter in quarters_of(example, FIRST):
        for row, code in enumerate(example.codes):
            ends = column == len(example.quarters) - 1 or not example.alive[row, min(column + 1, staff.shape[1] - 1)]
            if delivers(example, row, column) and (recruits[row, column] or ends or quarter == FIRST):
                number = int(recruits[row, column])
                yield _procedure(corps[code], quarter), (number * TESTED, number, int(on_four[row, column]))


def _of_country(example: Example, nation: Subject) -> Iterator[Draft]:
    rng = example.generator("selection", "country")
    for column, quarter in quarters_of(example, FIRST):
        decisions = int(rng.poisson(NATIONAL))
        on_four = int(rng.binomial(decisions, 0.1 + 0.01 * column))
        yield _procedure(nation, quarter), (decisions * TESTED, decisions, on_four)


def _of_school(example: Example, school: School) -> Iterator[Draft]:
    rng = example.generator("selection", school.code)
    for column, quarter in quarters_of(example, FIRST):
        decisions = int(rng.poisson(60))
        on_four = int(rng.binomial(decisions, min(0.95, 0.3 + 0.015 * column)))
        yield _procedure(school, quarter, Phase.TRAINING), (decisions, decisions, on_four)


def _instruments(procedure: SelectionProcedure, numbers: tuple[int, int, int]) -> Iterator[SelectionInstrument]:
    yield SelectionInstrument(
        procedure=procedure, name="Gestructureerd interview", competences=["communication", "social_skills", "coping"]
    )
    if numbers[2]:
        yield SelectionInstrument(
            procedure=procedure, name="Assessment met rollenspel", competences=list(note_competences()),
            is_validated=True, norm_group="Kandidaat-inspecteurs 2018-2020",
        )  # fmt: skip


def _outcomes(
    procedure: SelectionProcedure, numbers: tuple[int, int, int], rng: np.random.Generator
) -> Iterator[SelectionOutcome]:
    tested, decisions, on_four = numbers
    women = int(rng.binomial(tested, WOMEN))
    decided = int(rng.hypergeometric(women, tested - women, decisions)) if tested else 0
    four = int(rng.hypergeometric(on_four, decisions - on_four, decided)) if decisions else 0
    for sex, people, part, with_four in (
        ("f", women, decided, four),
        ("m", tested - women, decisions - decided, on_four - four),
    ):
        passed = part + int(rng.binomial(people - part, 0.2))
        yield SelectionOutcome(
            procedure=procedure, sex=sex, tested=people, passed=passed, decisions=part, decisions_on_four=with_four
        )
