"""Who may open schools, training and selection. Part of the table of access.

An editor of the walk keeps school VBL-S1 of the example register; records of a corps are those of the address.
"""

from collections.abc import Callable
from typing import Any

from legitimacy.models import Register, Role, School, SubjectKind
from professionalism.models import (
    Attendance,
    EducationLink,
    Module,
    Programme,
    ProgrammeYear,
    SelectionProcedure,
    TrainingCount,
)
from tests.access.entry import Access

READERS = frozenset({Role.HR_OFFICER, Role.SCHOOL_EDITOR, Role.CHIEF_OF_CORPS})
ENTERING = frozenset({Role.HR_OFFICER, Role.SCHOOL_EDITOR})
EDITORS = frozenset({Role.SCHOOL_EDITOR})
HR = frozenset({Role.HR_OFFICER})
STEWARD = frozenset({Role.DATA_STEWARD})


def school_of(world: Any) -> School:
    """The school of the register of an address."""
    code = "VBL-S1" if world.corps.register == Register.EXAMPLE else "BE-S1"
    given = {"name": code, "register": world.corps.register, "kind": SubjectKind.SCHOOL}
    return School.objects.get_or_create(code=code, defaults=given)[0]


def _programme(world: Any) -> Programme:
    given = {"name": "P", "kind": "basic", "ects": 60}
    return Programme.objects.get_or_create(school=school_of(world), code="P", defaults=given)[0]


def _year(world: Any) -> ProgrammeYear:
    given = {"classes": 1, "credits": 60}
    return ProgrammeYear.objects.get_or_create(programme=_programme(world), year=2024, defaults=given)[0]


def _link(world: Any) -> EducationLink:
    given = {"partner": "P", "kind": "chair", "begins_on": "2024-01-01"}
    return EducationLink.objects.get_or_create(school=school_of(world), title="L", defaults=given)[0]


def _module(provider: Any) -> Module:
    return Module.objects.get_or_create(provider=provider, code="M", defaults={"name": "M", "hours": 4})[0]


def _attendance(world: Any) -> Attendance:
    given = {"attended": 10, "origin": "simulated"}
    place = {"corps": world.corps, "grade": "inspector", "period": "2025-Q4"}
    return Attendance.objects.get_or_create(module=_module(school_of(world)), **place, defaults=given)[0]


def _count(world: Any) -> TrainingCount:
    place = {"subject": world.corps, "grade": "inspector", "on": "2025-12-31"}
    return TrainingCount.objects.get_or_create(**place, defaults={"staff": 40, "origin": "simulated"})[0]


def _selection(world: Any) -> SelectionProcedure:
    place = {"subject": world.corps, "code": "R", "period": "2025-Q4"}
    given = {"grade": "inspector", "origin": "simulated"}
    return SelectionProcedure.objects.get_or_create(**place, defaults=given)[0]


def row(find: Callable[[Any], Any]) -> Callable[[Any], dict[str, Any]]:
    return lambda world: {"pk": find(world).pk}


def school(world: Any) -> dict[str, Any]:
    return {"code": school_of(world).code}


def changed(who: frozenset[str], find: Callable[[Any], Any]) -> Access:
    return Access(get=who, post=who, own=True, place=row(find))


TABLE: dict[str, Access] = {
    "schools_list": Access(),
    "school_page": Access(place=school),
    "school_figures_csv": Access(place=school),
    "training_home": Access(get=READERS),
    "selection_home": Access(get=READERS | STEWARD),
    "training_template": Access(get=ENTERING, place=lambda _: {"name": "counts"}),
    "training_table": Access(get=ENTERING, post=ENTERING, place=lambda _: {"name": "counts"}),
    **{f"{name}_new": Access(get=EDITORS, post=EDITORS) for name in ("programme", "programme_year", "education_link")},
    **{f"{name}_new": Access(get=ENTERING, post=ENTERING) for name in ("module", "attendance", "count")},
    # The walk has no country: without one a data steward enters nothing.
    "selection_new": Access(get=ENTERING, post=ENTERING),
    "programme_change": changed(EDITORS, _programme),
    "programme_year_change": changed(EDITORS, _year),
    "education_link_change": changed(EDITORS, _link),
    "module_change": changed(HR, lambda world: _module(world.corps)),
    "attendance_change": changed(ENTERING, _attendance),
    "count_change": changed(HR, _count),
    "selection_change": changed(HR, _selection),
}
