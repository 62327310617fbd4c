"""What schools and HR enter: each wrong number gets a sentence at its cell, and nothing is half-written."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, School, StaleMark, TrailEvent
from professionalism.models import Attendance, Module, Programme, ProgrammeYear, SelectionProcedure, TrainingCount
from professionalism.services.training import (
    FaultError,
    attendance_save,
    count_save,
    module_save,
    programme_save,
    programme_year_save,
    record_remove,
    selection_save,
)
from professionalism.services.training.selection import Instrument, Outcome
from professionalism.services.training.stale import quarters_reached
from tests.professionalism.training import attended, counted, delivered, module_make, programme_make, school_make

pytestmark = pytest.mark.django_db
ALL_FOUR = ["communication", "social_skills", "empathy", "multicultural"]


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(date(2026, 2, 1), tick=False):
        yield


@pytest.fixture
def school(db: None) -> School:
    return school_make()


def marks() -> set[tuple[str, str, str]]:
    return set(StaleMark.objects.values_list("subject__code", "indicator", "period"))


def refused(call: Any) -> tuple[str, str]:
    with pytest.raises(FaultError) as fault:
        call()
    return fault.value.field, fault.value.reason


def module_values(**changed: Any) -> dict[str, Any]:
    return {"code": "M1", "name": "Module", "hours": Decimal(8), "ects": Decimal(0), "is_assessed": False} | changed


def test_shares_over_the_whole_are_refused_in_a_sentence(school: School) -> None:
    themes = {"mediation": Decimal(6), "language": Decimal(6)}
    field, reason = refused(lambda: module_save(module=Module(provider=school), values=module_values(), themes=themes))
    assert field == "hours"
    assert "150" in reason
    assert not Module.objects.exists()
    saved = module_save(
        module=Module(provider=school), values=module_values(), themes={"mediation": Decimal(6), "language": Decimal(2)}
    )
    assert set(saved.themes.values_list("theme", "hours")) == {("mediation", Decimal(6)), ("language", Decimal(2))}
    assert TrailEvent.objects.filter(verb="module.added").count() == 1


@pytest.mark.parametrize(
    ("changed", "themes", "field"),
    [
        ({"hours": Decimal(0)}, {}, "hours"),
        ({"hours": Decimal(9999)}, {}, "hours"),
        ({"ects": Decimal(500)}, {}, "ects"),
        ({"name": "  "}, {}, "name"),
        ({}, {"yoga": Decimal(1)}, "theme_yoga"),
        ({}, {"language": Decimal(-1)}, "theme_language"),
    ],
)
def test_a_wrong_module_is_refused_at_its_cell(
    school: School, changed: dict[str, Any], themes: dict[str, Decimal], field: str
) -> None:
    found, _reason = refused(
        lambda: module_save(module=Module(provider=school), values=module_values(**changed), themes=themes)
    )
    assert found == field


def test_the_same_code_twice_and_an_older_version_are_refused(school: School) -> None:
    first = module_save(module=Module(provider=school), values=module_values(), themes={})
    again = refused(lambda: module_save(module=Module(provider=school), values=module_values(), themes={}))
    assert again[0] == ""
    mine, theirs = Module.objects.get(), Module.objects.get()
    module_save(module=mine, values=module_values(name="Mine"), themes={}, version=first.version)
    stale = refused(lambda: module_save(module=theirs, values=module_values(name="Theirs"), themes={}, version=1))
    assert stale[0] == ""
    assert Module.objects.get().name == "Mine"


def attendance_values(module: Module, corps: Corps, **changed: Any) -> dict[str, Any]:
    usual = {"module": module, "corps": corps, "period": "2025-Q4", "grade": "inspector", "attended": 20, "passed": 10}
    return usual | changed


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"attended": 80}, "attended"),  # 200 % of 40
        ({"passed": 21}, "passed"),
        ({"attended": -1, "passed": 0}, "attended"),
        ({"attended": 10**7, "passed": 0}, "attended"),
        ({"grade": "sheriff"}, "grade"),
        ({"period": "2026-Q2"}, "period"),
        ({"period": "2025"}, "period"),
        ({"period": "1999-Q1"}, "period"),
        ({"period": "soon"}, "period"),
    ],
)
def test_impossible_attendance_is_refused_at_its_cell(
    demervallei: Corps, school: School, changed: dict[str, Any], field: str
) -> None:
    counted(demervallei, "2025-12-31", staff=40)
    module = module_make(school, "M1", 8, assessed=True)
    values = attendance_values(module, demervallei, **changed)
    assert refused(lambda: attendance_save(attendance=Attendance(), values=values))[0] == field
    assert not Attendance.objects.exists()
    assert not StaleMark.objects.exists()


def test_attendance_marks_the_corps_and_the_school_of_its_quarter(demervallei: Corps, school: School) -> None:
    module = module_make(school, "M1", 8, assessed=True)
    saved = attendance_save(attendance=Attendance(), values=attendance_values(module, demervallei))
    assert marks() == {("V017", "EFF-21", "2025-Q4"), ("VBL-S1", "EFF-21", "2025-Q4")}
    StaleMark.objects.all().delete()
    moved = attendance_values(module, demervallei, period="2025-Q3")
    attendance_save(attendance=saved, values=moved, version=1)
    assert {period for _code, _indicator, period in marks()} == {"2025-Q3", "2025-Q4"}
    StaleMark.objects.all().delete()
    module_save(
        module=module, values=module_values(is_assessed=True), themes={"mediation": Decimal(8)}, version=module.version
    )
    assert marks() == {("V017", "EFF-21", "2025-Q3"), ("VBL-S1", "EFF-21", "2025-Q3")}


def test_nobody_passes_a_module_without_assessment(demervallei: Corps, school: School) -> None:
    module = module_make(school, "M1", 8)
    values = attendance_values(module, demervallei)
    assert refused(lambda: attendance_save(attendance=Attendance(), values=values))[0] == "passed"
    assessed = module_make(school, "M2", 8, assessed=True)
    attended(assessed, demervallei, "2025-Q4", 10, 5)
    plain = module_values(code="M2", is_assessed=False)
    assert refused(lambda: module_save(module=assessed, values=plain, themes={}, version=1))[0] == "is_assessed"


def test_a_module_of_another_corps_or_register_is_refused(
    demervallei: Corps, heidekant: Corps, belgian_corps: Corps, school: School
) -> None:
    theirs = module_make(heidekant, "OWN", 2)
    for module, corps in ((theirs, demervallei), (module_make(school, "M1", 2), belgian_corps)):
        values = attendance_values(module, corps, passed=0)
        assert refused(lambda values=values: attendance_save(attendance=Attendance(), values=values))[0] == "module"


def test_records_outside_the_life_of_a_corps_are_refused(demervallei: Corps, school: School) -> None:
    demervallei.valid_from, demervallei.valid_to = date(2025, 7, 1), date(2025, 12, 30)
    demervallei.save()
    module = module_make(school, "M1", 8, assessed=True)
    early = attendance_values(module, demervallei, period="2025-Q2")
    assert refused(lambda: attendance_save(attendance=Attendance(), values=early))[0] == "period"
    late = {"on": date(2025, 12, 31), "grade": "inspector", "staff": 4}
    assert refused(lambda: count_save(count=TrainingCount(subject=demervallei), values=late))[0] == "on"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"with_five_sessions": 41}, "with_five_sessions"),
        ({"passed_all_three": -1}, "passed_all_three"),
        ({"front_line": 20, "with_language": 21}, "with_language"),
        ({"with_language": 1}, "with_language"),
        ({"staff": 10**9}, "staff"),
        ({"grade": "sheriff"}, "grade"),
        ({"on": date(2026, 3, 31)}, "on"),
        ({"on": date(2025, 12, 30)}, "on"),
        ({"on": date(2025, 9, 30), "with_five_sessions": 1}, "with_five_sessions"),
        ({"staff": 19}, "staff"),  # 20 of them followed one module in this quarter
    ],
)
def test_impossible_counts_are_refused_at_their_cell(
    demervallei: Corps, school: School, changed: dict[str, Any], field: str
) -> None:
    attended(module_make(school, "M1", 8), demervallei, "2025-Q4", 20)
    values = {"on": date(2025, 12, 31), "grade": "inspector", "staff": 40} | changed
    assert refused(lambda: count_save(count=TrainingCount(subject=demervallei), values=values))[0] == field
    assert not TrainingCount.objects.exists()


def test_certificates_fit_the_front_line(demervallei: Corps) -> None:
    values = {"on": date(2025, 12, 31), "grade": "inspector", "staff": 40, "front_line": 20, "with_language": 5}

    def saved(*languages: tuple[str, str, int]) -> Any:
        return count_save(count=TrainingCount(subject=demervallei), values=values, languages=languages)

    assert refused(lambda: saved(("fr", "B1", 4), ("fr", "B2", 2)))[0] == "with_language"
    assert refused(lambda: saved(("xx", "B1", 1)))[0] == "language_0"
    assert refused(lambda: saved(("fr", "B1", 1), ("fr", "B1", 1)))[0] == "language_1"
    assert refused(lambda: saved(("fr", "A2", 21)))[0] == "people_0"
    count = saved(("fr", "B1", 5), ("de", "B1", 2), ("fr", "A2", 12))
    assert count.languages.count() == 3
    assert {indicator for _code, indicator, _period in marks()} == {"LEG-10", "PRV-11", "PRV-17", "DRV-12"}
    assert ("V017", "LEG-10", "2025") in marks()


def test_a_school_counts_only_what_it_can_know(school: School) -> None:
    values = {"on": date(2025, 12, 31), "grade": "inspector", "staff": 40, "with_five_sessions": 3}
    assert refused(lambda: count_save(count=TrainingCount(subject=school), values=values))[0] == "with_five_sessions"


def test_recognition_needs_a_qualification_a_body_and_a_day(school: School) -> None:
    plain = {"code": "P", "name": "Programme", "kind": "basic", "ects": 60}
    whole = plain | {"qualification": "Q1", "awarding_body": "NVAO", "recognised_from": date(2024, 1, 1)}

    def field_of(**changed: Any) -> str:
        return refused(lambda: programme_save(programme=Programme(school=school), values=whole | changed))[0]

    assert field_of(qualification="") == "qualification"
    assert field_of(recognised_from=None) == "recognised_from"
    assert field_of(awarding_body="XYZ") == "awarding_body"
    assert field_of(recognised_to=date(2023, 1, 1)) == "recognised_to"
    assert field_of(ects=301) == "ects"
    programme = programme_save(programme=Programme(school=school), values=whole)
    year = programme_year_save(year=ProgrammeYear(), values={"programme": programme, "year": 2025, "classes": 3})
    assert year.credits == 180
    assert marks() == {("VBL-S1", "PRV-16", "2025")}
    future = {"programme": programme, "year": 2027, "classes": 3}
    assert refused(lambda: programme_year_save(year=ProgrammeYear(), values=future))[0] == "year"


def selected(corps: Any, *, on_four: int = 2, competences: list[str] = ALL_FOUR, **changed: Any) -> SelectionProcedure:
    values = {"code": "R1", "period": "2025-Q4", "grade": "inspector", "phase": "selection"} | changed
    return selection_save(
        procedure=SelectionProcedure(subject=corps),
        values=values,
        instruments=[Instrument(name="Interview", competences=competences)],
        outcomes=[Outcome(sex="f", tested=9, passed=4, decisions=3, decisions_on_four=on_four)],
    )


def test_decisions_on_four_need_instruments_for_all_four(demervallei: Corps) -> None:
    field, reason = refused(lambda: selected(demervallei, competences=["communication", "empathy"]))
    assert field == "decisions_on_four_f"
    assert "sociale vaardigheid, multiculturele competentie" in reason
    assert not SelectionProcedure.objects.exists()
    assert refused(lambda: selected(demervallei, on_four=4))[0] == "decisions_on_four_f"
    assert refused(lambda: selected(demervallei, phase="training"))[0] == "phase"
    assert refused(lambda: selected(demervallei, competences=["juggling"]))[0] == "competences_0"
    assert refused(lambda: selected(demervallei, competences=[]))[0] == "competences_0"
    selected(demervallei)
    assert marks() == {("V017", "PRV-12", "2025-Q4")}
    selected(demervallei, period="2025-Q2")
    assert {period for _code, _indicator, period in marks()} == {"2025-Q2", "2025-Q3", "2025-Q4"}


def test_quarters_between_the_ends_become_zeros() -> None:
    q = [Period(2025, quarter) for quarter in (1, 2, 3, 4)]
    assert quarters_reached(q[1], []) == [q[1]]
    assert quarters_reached(q[3], [q[0]]) == [q[1], q[2], q[3]]
    assert quarters_reached(q[0], [q[2], q[3]]) == [q[0], q[1]]
    assert quarters_reached(q[1], [q[0], q[3]]) == [q[1]]


def test_what_others_rest_on_is_not_removed(demervallei: Corps, school: School) -> None:
    module = module_make(school, "M1", 8)
    row = attended(module, demervallei, "2025-Q4", 10)
    assert refused(lambda: record_remove(record=module, version=1))[0] == ""
    record_remove(record=row, version=1)
    record_remove(record=module, version=1)
    assert ("V017", "EFF-21", "2025-Q4") in marks()
    programme = programme_make(school, "P", 60)
    year = delivered(programme, 2025)
    assert refused(lambda: record_remove(record=programme, version=1))[0] == ""
    assert refused(lambda: record_remove(record=year, version=2))[0] == ""
    record_remove(record=year, version=1)
    record_remove(record=programme, version=1)
    assert TrailEvent.objects.filter(verb__endswith=".removed").count() == 4
