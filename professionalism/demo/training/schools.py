"""The two simulated schools: programmes, what was delivered of them, links, modules, and counts of who came."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from legitimacy.indicators.definitions import Origin
from legitimacy.indicators.periods import Period
from legitimacy.models import School
from legitimacy.models.inserting import objects_insert, objects_insert_keyed
from legitimacy.simulations import Example
from professionalism.demo.training.drawing import quarters_of
from professionalism.demo.training.words import BASIC, CONTINUED, DIPLOMA, MODULES, PROMOTION, Names
from professionalism.models import EducationLink, Module, ModuleTheme, Programme, ProgrammeYear, TrainingCount

FIRST_YEAR, LAST_YEAR = 2020, 2025


@dataclass(frozen=True, slots=True)
class Plan:
    """A programme: classes in the first year and more each year; `since` is when its qualification was recognised."""

    code: str
    names: Names
    kind: str
    ects: int
    classes: int
    growth: float = 0.0
    since: date | None = None


PLANS = {
    "VBL-S1": (
        Plan("BASIS", BASIC, "basic", 60, 6),
        Plan("HOOFD", PROMOTION, "promotion", 40, 2, 0.2),
        Plan("GRADUAAT", DIPLOMA, "basic", 90, 1, 0.4, date(2020, 9, 1)),
        Plan("VOORT", CONTINUED, "continued", 5, 10),
    ),
    "VBL-S2": (
        Plan("BASE", BASIC, "basic", 60, 5),
        Plan("BREVET", DIPLOMA, "basic", 90, 1, 0.2, date(2019, 9, 1)),
        Plan("CONTINUE", CONTINUED, "continued", 5, 8),
    ),
}
BODIES = {"VBL-S1": "NVAO", "VBL-S2": "AEQES"}
LINKS = {
    "VBL-S1": (
        ("qualification", "GRADUAAT", "Graduaat politie en samenleving", "Hogeschool Voorbeeldstad", date(2020, 9, 1)),
        ("credits", "HOOFD", "Vrijstelling van 20 studiepunten", "Universiteit Voorbeeldstad", date(2022, 9, 1)),
        ("chair", "", "Leerstoel politie en vertrouwen", "Universiteit Voorbeeldstad", date(2023, 1, 1)),
    ),
    "VBL-S2": (("qualification", "BREVET", "Brevet police et société", "Haute école Exemple", date(2019, 9, 1)),),
}


def schools_write(example: Example, schools: Mapping[str, School]) -> dict[str, dict[str, Module]]:
    """Everything of the two schools; their modules by code of the school and of the module."""
    found = {}
    for code, plans in PLANS.items():
        if code in schools:
            programmes = _programmes_write(schools[code], plans)
            _links_write(schools[code], programmes)
            found[code] = _modules_write(schools[code], programmes[plans[-1].code])
            _counts_write(example, schools[code])
    return found


def _programmes_write(school: School, plans: tuple[Plan, ...]) -> dict[str, Programme]:
    programmes = {}
    for plan in plans:
        recognised = {
            "qualification": f"VBL-{plan.code}",
            "awarding_body": BODIES[school.code],
            "recognised_from": plan.since,
        }
        programme = Programme.objects.create(
            school=school, code=plan.code, kind=plan.kind, ects=plan.ects, **_named(plan.names, school),
            **(recognised if plan.since else {}),
        )  # fmt: skip
        programmes[plan.code] = programme
        years = range(FIRST_YEAR, LAST_YEAR + 1)
        classes = [plan.classes + int(plan.growth * (year - FIRST_YEAR)) for year in years]
        objects_insert(
            [
                ProgrammeYear(programme=programme, year=year, classes=number, credits=number * plan.ects)
                for year, number in zip(years, classes, strict=True)
            ]
        )
    return programmes


def _named(names: Names, school: School) -> dict[str, str]:
    own = names[0] if school.code == "VBL-S1" else names[1]
    return {"name": own} | {
        f"name_{language}": name for language, name in zip(("nl", "fr", "de", "en"), names, strict=True)
    }


def _links_write(school: School, programmes: Mapping[str, Programme]) -> None:
    for kind, code, title, partner, begins_on in LINKS[school.code]:
        EducationLink.objects.create(
            school=school, kind=kind, programme=programmes.get(code), title=title, partner=partner, begins_on=begins_on
        )


def _modules_write(school: School, programme: Programme) -> dict[str, Module]:
    modules = {
        code: Module(
            provider=school, programme=programme, code=code, hours=hours, is_assessed=assessed, **_named(names, school)
        )
        for code, names, hours, assessed, _themes in MODULES
    }
    objects_insert_keyed(list(modules.values()))
    objects_insert(
        [
            ModuleTheme(module=modules[code], theme=theme, hours=part)
            for code, _names, _hours, _assessed, themes in MODULES
            for theme, part in themes.items()
        ]
    )
    return modules


def _counts_write(example: Example, school: School) -> None:
    """Of those who came in the 36 months before, slowly more passed."""
    rng = example.generator("school", school.code)
    people, three, culture = int(rng.integers(900, 1300)), rng.uniform(0.35, 0.5), rng.uniform(0.3, 0.45)
    counts = []
    for _column, quarter in quarters_of(example, Period(2021, 1)):
        people += int(rng.integers(-15, 20))
        three, culture = min(0.9, three + rng.uniform(0, 0.015)), min(0.9, culture + rng.uniform(0, 0.015))
        counts.append(
            TrainingCount(
                subject=school,
                grade="inspector",
                on=quarter.end,
                staff=people,
                passed_all_three=int(people * three),
                passed_multicultural=int(people * culture),
                origin=Origin.SIMULATED,
            )
        )
    objects_insert(counts)
