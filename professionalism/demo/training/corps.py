"""Simulated counts and attendance of every corps: what they tell lies around the level of the corps."""

from collections.abc import Iterator, Mapping

import numpy as np

from legitimacy.indicators.definitions import Origin
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps
from legitimacy.models.inserting import objects_insert, objects_insert_keyed
from legitimacy.simulations import Example, Floats
from professionalism.demo.training.drawing import (
    CIVILIANS,
    COMPLETE,
    FRONT_LINE,
    GRADES,
    NEVER,
    Ints,
    delivers,
    divided,
    grade_sizes,
    quarters_of,
    share_of,
    staff_of,
)
from professionalism.models import Attendance, LanguageCount, Module, TrainingCount

FIRST = Period(2020, 2)
"""Twelve months before the first scorecard."""
OF_STAFF = {"passed_all_three": "PRV-11", "passed_multicultural": "PRV-17"}
LANGUAGES = {"fr": 0.45, "en": 0.35, "de": 0.12, "ar": 0.08}
"""How certificates divide over the second languages of Dutch-speaking corps; elsewhere Dutch stands for French."""
MODULE_SHARE = {"gpi48_psychosocial": 0.82, "gpi48_physical": 0.95, "gpi48_firearm": 1.05, "gpi48_tactics": 0.9}
"""Of those with five sessions, roughly who followed each module: too often less talking than shooting."""
HOURS = 11
"""Hours of training per member of staff and quarter."""
OTHERS = {"VERB": 0.18, "MOTIV": 0.08, "MULTI": 0.12, "GPI-A": 0.2, "GPI-B": 0.42}
"""How the hours that are not on the counted themes divide over modules."""


def corps_write(example: Example, corps: Mapping[str, Corps], modules: Mapping[str, Mapping[str, Module]]) -> int:
    """All counts and attendance; number of rows."""
    staff = staff_of(example)
    counts = list(_counts(example, corps, staff))
    objects_insert_keyed(counts)
    languages = [row for count in counts for row in _languages(count, corps)]
    objects_insert(languages)
    followed = list(_attendance(example, corps, modules, staff))
    objects_insert(followed)
    return len(counts) + len(languages) + len(followed)


def _counts(example: Example, corps: Mapping[str, Corps], staff: Ints) -> Iterator[TrainingCount]:
    shares = {name: share_of(example, code) for name, code in OF_STAFF.items()}
    sessions, languages = share_of(example, "LEG-10"), share_of(example, "DRV-12")
    rng = example.generator("training", "counts")
    rounding = rng.uniform(0, 1, (len(example.codes), 4))
    never = rng.random((len(example.codes), 4)) < NEVER
    yearly = rng.binomial(staff, sessions)
    for column, quarter in quarters_of(example, FIRST):
        for row, code in enumerate(example.codes):
            if not delivers(example, row, column):
                continue
            people = int(staff[row, column])
            civilians = int(np.rint(people * CIVILIANS))
            front = int(np.rint(people * FRONT_LINE))
            told = {
                "passed_all_three": _part(people, shares["passed_all_three"], row, column, rounding[row, 0]),
                "passed_multicultural": _part(
                    people + civilians, shares["passed_multicultural"], row, column, rounding[row, 1]
                ),
                "with_language": _part(front, languages, row, column, rounding[row, 2]),
                "with_five_sessions": int(yearly[row, column]),
            }
            missing = () if code in COMPLETE else tuple(np.array(list(told))[never[row]])
            yield from _of_grades(corps[code], quarter, people, civilians, front, told, missing)


def _part(whole: int, share: Floats, row: int, column: int, rounding: float) -> int:
    """The same rounding every quarter, so that a stock moves only when its level does."""
    return int(min(whole, np.floor(whole * share[row, column] + rounding)))


def _of_grades(
    corps: Corps,
    quarter: Period,
    people: int,
    civilians: int,
    front: int,
    told: dict[str, int],
    missing: tuple[str, ...],
) -> Iterator[TrainingCount]:
    sizes = grade_sizes(people)
    fronts = divided(front, sizes)
    everybody = [*sizes, civilians]
    columns: dict[str, list[int]] = {
        "passed_multicultural": divided(told["passed_multicultural"], everybody),
        "passed_all_three": [*divided(told["passed_all_three"], sizes), 0],
        "front_line": [*fronts, 0],
        "with_language": [*divided(told["with_language"], fronts), 0],
    }
    if quarter.quarter == 4:
        five = divided(told["with_five_sessions"], sizes)
        columns["with_five_sessions"] = [*five, 0]
        for name, share in MODULE_SHARE.items():
            columns[name] = [*(min(size, int(part * share)) for part, size in zip(five, sizes, strict=True)), 0]
    for place, grade in enumerate((*GRADES, "calog")):
        given = {name: numbers[place] for name, numbers in columns.items() if name not in missing}
        yield TrainingCount(
            subject=corps, grade=grade, on=quarter.end, staff=everybody[place], origin=Origin.SIMULATED, **given
        )


def _languages(count: TrainingCount, corps: Mapping[str, Corps]) -> Iterator[LanguageCount]:
    """The certificates behind the newest counts, one language each."""
    if count.on.year < 2025 or not count.with_language:
        return
    home = next(each for each in corps.values() if each.pk == count.subject_id).languages.split()[0]
    parts = divided(count.with_language, [round(100 * share) for share in LANGUAGES.values()])
    for (language, _share), people in zip(LANGUAGES.items(), parts, strict=True):
        if people:
            second = "nl" if language == home else language
            yield LanguageCount(count=count, language=second, level="B1" if language != "en" else "B2", people=people)


def _attendance(
    example: Example, corps: Mapping[str, Corps], modules: Mapping[str, Mapping[str, Module]], staff: Ints
) -> Iterator[Attendance]:
    share = share_of(example, "EFF-21")
    rng = example.generator("training", "attendance")
    themed = rng.binomial(staff * HOURS, share)
    for column, quarter in quarters_of(example, FIRST):
        for row, code in enumerate(example.codes):
            if delivers(example, row, column):
                school = modules["VBL-S1" if corps[code].languages.startswith("nl") else "VBL-S2"]
                people, spent = int(staff[row, column]), int(themed[row, column])
                hours = {"SAM": spent} | {
                    name: (people * HOURS - spent) * part for name, part in OTHERS.items()
                }  # fmt: skip
                yield from _quarter(corps[code], school, str(quarter), grade_sizes(people), hours)


def _quarter(
    corps: Corps, modules: Mapping[str, Module], period: str, sizes: list[int], hours: Mapping[str, float]
) -> Iterator[Attendance]:
    """Inspectors and their chiefs follow the modules."""
    chosen = dict(zip(GRADES, sizes, strict=True))
    grades = ("inspector", "chief_inspector")
    able = sum(chosen[grade] for grade in grades)
    for code, spent in hours.items():
        module = modules[code]
        people = min(able, round(spent / float(module.hours)))
        for grade, attended in zip(grades, divided(people, [chosen[grade] for grade in grades]), strict=True):
            passed = int(attended * 0.92) if module.is_assessed else 0
            if attended or grade == "inspector":
                yield Attendance(
                    module=module, corps=corps, grade=grade, period=period, attended=attended, passed=passed,
                    origin=Origin.SIMULATED,
                )  # fmt: skip
