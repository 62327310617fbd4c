"""Schools, modules, counts and procedures for tests, in one line each. All numbers are made up."""

from datetime import date
from typing import Any

from legitimacy.models import Corps, Register, School, Subject, SubjectKind
from professionalism.models import Attendance, Module, Programme, ProgrammeYear, SelectionProcedure, TrainingCount
from professionalism.workflow import training as codes


def school_make(code: str = "VBL-S1", name: str = "De Vuurtoren", register: str = Register.EXAMPLE) -> School:
    return School.objects.create(code=code, name=name, register=register, kind=SubjectKind.SCHOOL)


def module_make(provider: Subject, code: str, hours: float, *, assessed: bool = False, **themes: float) -> Module:
    module = Module.objects.create(
        provider=provider, code=code, name=f"Module {code}", hours=hours, is_assessed=assessed
    )
    for theme, part in themes.items():
        module.themes.create(theme=theme, hours=part)
    return module


def attended(
    module: Module, corps: Corps, period: str, people: int, passed: int = 0, grade: str = "inspector"
) -> Attendance:
    return Attendance.objects.create(
        module=module, corps=corps, period=period, attended=people, passed=passed, grade=grade, origin="simulated"
    )


def counted(subject: Subject, on: str, grade: str = "inspector", **numbers: Any) -> TrainingCount:
    day = date.fromisoformat(on)
    return TrainingCount.objects.create(subject=subject, on=day, grade=grade, origin="simulated", **numbers)


def counted_all(corps: Corps, on: str, **numbers: Any) -> None:
    """The inspectors have these numbers, all other grades nobody."""
    counted(corps, on, **numbers)
    for grade in codes.codes_of("grade"):
        if grade != "inspector":
            counted(corps, on, grade, **dict.fromkeys(numbers, 0))


def programme_make(school: School, code: str, ects: int, *, kind: str = "basic", **columns: Any) -> Programme:
    return Programme.objects.create(school=school, code=code, name=f"Programme {code}", ects=ects, kind=kind, **columns)


def delivered(programme: Programme, year: int, classes: int = 1) -> ProgrammeYear:
    return ProgrammeYear.objects.create(
        programme=programme, year=year, classes=classes, credits=classes * programme.ects
    )


def procedure_make(
    subject: Subject, period: str, *outcomes: tuple[str, int, int, int, int], code: str = "P1", **columns: Any
) -> SelectionProcedure:
    """Each outcome is sex, tested, passed, decisions, decisions on four."""
    procedure = SelectionProcedure.objects.create(
        subject=subject, code=code, period=period, grade="inspector", origin="simulated", **columns
    )
    for sex, tested, passed, decisions, on_four in outcomes:
        procedure.outcomes.create(sex=sex, tested=tested, passed=passed, decisions=decisions, decisions_on_four=on_four)
    return procedure
