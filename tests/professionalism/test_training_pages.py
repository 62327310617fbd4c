"""Pages of schools, training and selection: who reads what, what is protected, and how few queries they take."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, Register, Role, School, User
from professionalism.models import Attendance, Module, SelectionProcedure, TrainingCount
from professionalism.selectors.selection import Reading, ratio_of, selection_lines
from professionalism.selectors.training import is_small, missing_of
from professionalism.views.training.selection import ratio_sentences
from tests.people import person_make
from tests.professionalism.training import (
    attended,
    counted,
    counted_all,
    delivered,
    module_make,
    procedure_make,
    programme_make,
    school_make,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(date(2026, 2, 1), tick=False):
        yield


@pytest.fixture
def school(db: None) -> School:
    return school_make()


@pytest.fixture
def petra(demervallei: Corps) -> User:
    """HR of Demervallei."""
    return person_make("Petra", (Role.HR_OFFICER, demervallei))


@pytest.fixture
def sam(school: School) -> User:
    """Editor of VBL-S1."""
    return person_make("Sam", (Role.SCHOOL_EDITOR, Register.EXAMPLE), body="VBL-S1")


def page_of(client: Client, person: User | None, address: str) -> str:
    if person:
        client.force_login(person)
    answer = client.get(f"/en/{address}")
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_visitors_read_schools_and_find_an_empty_belgian_register(client: Client, school: School) -> None:
    assert "No police school of this register is entered yet" in page_of(client, None, "schools/?register=belgium")
    assert "De Vuurtoren" in page_of(client, None, "schools/?register=example")
    assert client.get("/en/schools/NONE/").status_code == 404


def test_the_page_of_a_school_tells_what_it_entered_and_nothing_of_corps(
    client: Client, school: School, demervallei: Corps
) -> None:
    programme = programme_make(
        school, "P", 60, qualification="Q7", awarding_body="NVAO", recognised_from=date(2024, 9, 1)
    )
    delivered(programme, 2025, 3)
    module = module_make(school, "M1", 8, assessed=True, mediation=4, language=2)
    attended(module, demervallei, "2025-Q4", 37, 31)
    text = page_of(client, None, "schools/VBL-S1/")
    for words in ("Q7, NVAO", "2025: 180 credits", "mediation 50%", "languages 25%", "not delivered"):
        assert words in text
    assert "What your staff followed here" not in text
    header, *rows = page_of(client, None, "schools/VBL-S1/figures.csv").splitlines()
    assert header.startswith("school,register,indicator")
    assert rows == []


def test_chief_and_hr_read_what_their_own_staff_followed_protected(
    client: Client, school: School, demervallei: Corps, heidekant: Corps, katrien: User, tom: User
) -> None:
    big, small, nearly = (module_make(school, code, 8, assessed=True) for code in ("M1", "M2", "M3"))
    attended(big, demervallei, "2025-Q4", 37, 20)
    attended(small, demervallei, "2025-Q4", 4, 4)
    attended(nearly, demervallei, "2025-Q4", 33, 31)
    text = page_of(client, katrien, "schools/VBL-S1/")
    assert '<td class="num">37</td>' in text
    assert '<td class="num">20</td>' in text
    assert "too small to show" in text
    assert '<td class="num">33</td>' in text
    assert '<td class="num">31</td>' not in text, "two who did not pass could be pointed at"
    assert "Nobody of your corps followed a module here" in page_of(client, tom, "schools/VBL-S1/")


@pytest.mark.parametrize(
    ("part", "whole", "small"),
    [(0, 10, False), (4, None, True), (5, None, False), (5, 9, True), (5, 10, False), (10, 10, False), (0, 3, True)],
)
def test_small_counts_and_small_rests(part: int, whole: int | None, small: bool) -> None:
    assert is_small(part, whole) is small


def test_hr_sees_compliance_by_module_and_the_chief_protected(
    client: Client, demervallei: Corps, petra: User, katrien: User
) -> None:
    counted_all(
        demervallei, "2025-12-31", staff=50, with_five_sessions=39, gpi48_psychosocial=47, gpi48_physical=30,
        gpi48_firearm=50,
    )  # fmt: skip
    text = page_of(client, petra, "professionalism/training/")
    assert "78.0%" in text
    assert "65\u201387" in text
    assert "47 / 50" in text
    assert "not delivered" in text, "tactics was not counted"
    told = page_of(client, katrien, "professionalism/training/")
    assert "39 / 50" in told
    assert "47 / 50" not in told
    assert "Enter a count" not in told


def test_what_is_missing_is_named_by_grade_and_number(demervallei: Corps, school: School) -> None:
    numbers = dict.fromkeys(("staff", "with_five_sessions", "gpi48_psychosocial", "gpi48_physical"), 5)
    rest = dict.fromkeys(("gpi48_firearm", "gpi48_tactics", "passed_all_three", "passed_multicultural"), 5)
    counted_all(demervallei, "2025-12-31", **numbers, **rest, front_line=5, with_language=5)
    counted(demervallei, "2025-09-30", staff=5, passed_all_three=1, passed_multicultural=1)
    attended(module_make(school, "M1", 8), demervallei, "2025-Q4", 5)
    found = {one.quarter.quarter: one for one in missing_of(demervallei, date(2026, 2, 1))}
    assert set(found) == {1, 2, 3}, "the last quarter is complete"
    assert found[3].grades == ("agent", "chief_inspector", "commissioner", "calog")
    assert found[3].empty == ("front_line", "with_language")
    assert found[3].no_attendance


def test_an_editor_of_another_school_changes_nothing(client: Client, school: School, sam: User) -> None:
    other = school_make("VBL-S2", "Le Tilleul")
    theirs, mine = module_make(other, "M1", 8), module_make(school, "M1", 8)
    programme = programme_make(other, "P", 60)
    client.force_login(sam)
    assert client.get(f"/en/professionalism/training/module/{mine.pk}/").status_code == 200
    assert client.get(f"/en/professionalism/training/module/{theirs.pk}/").status_code == 403
    assert client.post(f"/en/professionalism/training/module/{theirs.pk}/", {"remove": "1"}).status_code == 403
    assert client.get("/en/professionalism/training/module/new/?of=VBL-S2").status_code == 403
    given = {"code": "X", "name": "X", "hours": "2", "programme": programme.pk}
    answer = client.post("/en/professionalism/training/module/new/", given)
    assert answer.status_code == 422, "a programme of another school cannot be chosen"
    assert Module.objects.count() == 2


def test_an_editor_without_a_school_and_a_wrong_register_get_an_explanation(client: Client, school: School) -> None:
    lost = person_make("Lost", (Role.SCHOOL_EDITOR, Register.BELGIUM), body="VBL-S1")
    assert "Your role names no corps or school" in page_of(client, lost, "professionalism/training/")
    assert client.get("/en/professionalism/training/module/new/").status_code == 403


def test_attendance_of_200_percent_is_refused_on_the_page(
    client: Client, demervallei: Corps, school: School, petra: User
) -> None:
    counted(demervallei, "2025-12-31", staff=40)
    module = module_make(school, "M1", 8)
    given = {"module": module.pk, "period": "2025-Q4", "grade": "inspector", "attended": "80"}
    client.force_login(petra)
    answer = client.post("/en/professionalism/training/attendance/new/", given)
    assert answer.status_code == 422
    assert "80 is more than the 40 of “staff of this grade”." in answer.content.decode()
    assert client.post("/en/professionalism/training/attendance/new/", given | {"attended": "abc"}).status_code == 422
    saved = client.post("/en/professionalism/training/attendance/new/", given | {"attended": "20"})
    assert saved.status_code == 302
    row = Attendance.objects.get()
    address = f"/en/professionalism/training/attendance/{row.pk}/"
    assert client.post(address, given | {"attended": "30", "version": "1"}).status_code == 302
    late = client.post(address, given | {"attended": "25", "version": "1"})
    assert "Somebody else changed this in the meantime" in late.content.decode()
    assert Attendance.objects.get().attended == 30
    assert client.post(address, {"remove": "1", "version": "2"}).status_code == 302
    assert not Attendance.objects.exists()
    assert client.get(address).status_code == 404


def test_counts_and_procedures_are_saved_from_the_forms(
    client: Client, demervallei: Corps, petra: User, sam: User
) -> None:
    client.force_login(petra)
    given = {
        "on": "2025-12-31", "grade": "inspector", "staff": "40", "front_line": "20", "with_language": "5",
        "language_0": "fr", "level_0": "B1", "people_0": "5", "language_1": "de",
    }  # fmt: skip
    answer = client.post("/en/professionalism/training/count/new/", given)
    assert "Fill in language, level and people, or none of them." in answer.content.decode()
    assert client.post("/en/professionalism/training/count/new/", given | {"language_1": ""}).status_code == 302
    count = TrainingCount.objects.get()
    assert (count.with_five_sessions, count.languages.get().people) == (None, 5)
    again = client.get(f"/en/professionalism/training/count/{count.pk}/").content.decode()
    assert 'name="people_0" value="5"' in again
    procedure = {
        "code": "R1", "period": "2025-Q4", "grade": "inspector", "instrument_0": "Interview",
        "competences_0": ["communication", "social_skills"], "tested_f": "9", "passed_f": "4", "decisions_f": "3",
        "decisions_on_four_f": "3",
    }  # fmt: skip
    answer = client.post("/en/professionalism/selection/new/", procedure)
    assert "No instrument tests this: empathy, multicultural competence." in answer.content.decode()
    assert client.post("/en/professionalism/selection/new/", procedure | {"decisions_on_four_f": ""}).status_code == 302
    assert SelectionProcedure.objects.get().subject_id == demervallei.pk
    client.force_login(sam)
    assert client.post("/en/professionalism/selection/new/", procedure | {"decisions_on_four_f": ""}).status_code == 302
    assert SelectionProcedure.objects.filter(phase="training", subject__code="VBL-S1").exists()


def test_the_four_fifths_reading_by_hand() -> None:
    """30 of 60 women and 40 of 60 men: 0.75, and with one more woman 31 / 60 over 40 / 60 = 0.775.

    Interval: exp(ln 0.75 +- 1.96 sqrt(1/30 - 1/60 + 1/40 - 1/60)) = 0.5501 to 1.0225.
    """
    ratio = ratio_of((30, 60), (40, 60), protect=True)
    assert ratio.reading == Reading.BELOW
    assert [ratio.ratio, ratio.one_more] == pytest.approx([0.75, 0.775])
    assert [ratio.lower, ratio.upper] == pytest.approx([0.5501, 1.0225], abs=5e-5)
    assert (ratio.hangs_on_one, ratio.is_unsure) == (False, True)
    few = ratio_of((7, 10), (9, 10), protect=False)
    assert (few.reading, few.one_more_reading) == (Reading.BELOW, Reading.INSIDE)
    assert any("0,89" in sentence for sentence in ratio_sentences(few))
    assert ratio_of((7, 10), (9, 10), protect=True).reading == Reading.HIDDEN
    assert ratio_of((0, 10), (0, 10), protect=False).reading == Reading.UNKNOWN
    assert ratio_of((9, 9), (10, 20), protect=False).reading == Reading.ABOVE


def test_the_selection_page_protects_small_counts_for_the_chief(
    client: Client, demervallei: Corps, petra: User, katrien: User
) -> None:
    procedure_make(demervallei, "2025-Q4", ("f", 10, 7, 5, 5), ("m", 20, 10, 8, 6))
    assert "7 / 10" in page_of(client, petra, "professionalism/selection/")
    told = page_of(client, katrien, "professionalism/selection/")
    assert "7 / 10" not in told
    assert "So few people are behind it" in told


def test_who_followed_which_module_is_narrowed_by_module_and_corps(
    client: Client, demervallei: Corps, school: School, sam: User
) -> None:
    talking, driving = (module_make(school, code, 8, assessed=True, mediation=2) for code in ("TALK", "DRIVE"))
    rows = {
        row.module.code: row for row in (attended(each, demervallei, "2025-Q4", 20, 10) for each in (talking, driving))
    }

    def shown(query: str) -> set[str]:
        page = page_of(client, sam, f"professionalism/training/?{query}")
        return {code for code, row in rows.items() if f"/professionalism/training/attendance/{row.pk}/" in page}

    assert shown("") == {"TALK", "DRIVE"}
    assert shown("year=2025&module=TALK") == {"TALK"}
    assert shown(f"module=DRIVE&corps={demervallei.code}") == {"DRIVE"}
    assert shown("corps=NOWHERE") == set()
    assert "Nothing matches." in page_of(client, sam, "professionalism/training/?corps=NOWHERE")


def test_an_export_of_simulated_figures_says_so_in_its_name(client: Client, school: School) -> None:
    answer = client.get("/en/schools/VBL-S1/figures.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="VBL-S1-simulated.csv"'


def test_pages_stay_flat(client: Client, demervallei: Corps, school: School, petra: User, sam: User) -> None:
    addresses = ("schools/", "schools/VBL-S1/", "professionalism/training/", "professionalism/selection/")

    def queries() -> list[int]:
        found = []
        for person in (petra, sam):
            client.force_login(person)
            for address in addresses:
                with CaptureQueriesContext(connection) as seen:
                    assert client.get(f"/en/{address}").status_code == 200
                found.append(len(seen))
        return found

    def more(number: int) -> None:
        module = module_make(school, f"M{number}", 8, assessed=True, mediation=2)
        delivered(programme_make(school, f"P{number}", 60), 2025)
        attended(module, demervallei, "2025-Q4", 20, 10)
        procedure_make(demervallei, "2025-Q4", ("f", 10, 7, 5, 5), code=f"R{number}")
        procedure_make(school, "2025-Q4", ("f", 10, 7, 5, 5), code=f"R{number}", phase="training")

    counted_all(demervallei, "2025-12-31", staff=50)
    more(0)
    few = queries()
    for number in range(1, 6):
        more(number)
    assert queries() == few
    assert max(few) < 40


def test_a_hidden_share_of_one_grade_cannot_be_taken_from_the_published_whole(demervallei: Corps) -> None:
    quarter = str(Period.containing(timezone.localdate()).previous)
    for code, grade, on_four in (("P1", "inspector", 10), ("P2", "chief_inspector", 19)):
        procedure_make(demervallei, quarter, ("f", 20, 10, 20, on_four), code=code)
        demervallei.selection_procedures.filter(code=code).update(grade=grade)
    protected = selection_lines(demervallei, timezone.localdate(), protect=True)
    assert [line.on_four.hidden for line in protected] == [True, True]
    open_lines = selection_lines(demervallei, timezone.localdate(), protect=False)
    assert {line.on_four.part for line in open_lines} == {10, 19}
