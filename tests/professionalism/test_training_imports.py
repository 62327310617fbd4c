"""`records_import training` and `selection`: counts only, every wrong cell named, and nothing added twice."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from legitimacy.imports.errors import FileRefusedError
from legitimacy.imports.mappings import MAPPINGS
from legitimacy.imports.record_files import records_import
from legitimacy.imports.record_mappings import record_mapping_read
from legitimacy.imports.sensitive import names_people
from legitimacy.imports.summary import Summary
from legitimacy.models import Corps, Role
from professionalism.imports.reading import number_read
from professionalism.models import Attendance, SelectionProcedure, TrainingCount
from professionalism.services.training import FaultError
from tests.people import person_make
from tests.professionalism.training import counted, module_make, school_make

pytestmark = pytest.mark.django_db
ATTENDANCE = "provider,module,period,grade,attended,passed\n"
SELECTION = (
    "procedure,period,grade,instrument,competences,validated,norm_group,sex,tested,passed,decisions,decisions_on_four\n"
)


@pytest.fixture(autouse=True)
def _demo(settings: Any) -> Any:
    settings.DEMO = True
    with time_machine.travel(date(2026, 2, 1), tick=False):
        yield


@pytest.fixture
def corps(demervallei: Corps) -> Corps:
    school = school_make()
    module_make(school, "M1", 8, assessed=True)
    counted(demervallei, "2025-12-31", staff=40)
    return demervallei


def imported(tmp_path: Path, corps: Corps, kind: str, mapping: str, text: str) -> Summary:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    return records_import(path=path, mapping=record_mapping_read(MAPPINGS / mapping, kind), corps=corps).summary


def test_attendance_comes_in_once_and_wrong_rows_say_why(tmp_path: Path, corps: Corps) -> None:
    rows = (
        "VBL-S1,M1,2025-Q4,inspector,20,10\n"
        "VBL-S1,M1,2025-Q3,inspector,80,10\n"  # 200 %
        "VBL-S1,M1,2025-Q2,inspector,10,11\n"
        "VBL-S1,M9,2025-Q2,inspector,10,1\n"
        "VBL-S1,M1,2025-Q2,sheriff,10,1\n"
        "VBL-S1,M1,2027-Q1,inspector,10,1\n"
        "VBL-S1,M1,2025-Q1,inspector,ten,1\n"
        "VBL-S1,M1,2025-Q1,agent,-3,1\n"
    )
    summary = imported(tmp_path, corps, "training", "training_attendance.toml", ATTENDANCE + rows)
    assert (summary.read, summary.added, summary.rejected) == (8, 1, 7)
    assert [reject.column for reject in sorted(summary.rejects, key=lambda one: one.row)] == [
        *("attended", "passed", "module", "grade", "period", "attended", "attended")
    ]
    again = imported(tmp_path, corps, "training", "training_attendance.toml", ATTENDANCE + rows.splitlines()[0] + "\n")
    assert (again.added, again.unchanged) == (0, 1)
    changed = imported(
        tmp_path, corps, "training", "training_attendance.toml", ATTENDANCE + "VBL-S1,M1,2025-Q4,inspector,21,10\n"
    )
    assert changed.updated == 1
    assert Attendance.objects.get().attended == 21


def test_counts_come_in_with_empty_cells_kept_empty(tmp_path: Path, corps: Corps) -> None:
    text = "on,grade,staff,with_five_sessions,passed_all_three\n2025-12-31,agent,10,,4\n2025-12-31,calog,5,6,\n"
    summary = imported(tmp_path, corps, "training", "training_counts.toml", text)
    assert (summary.added, summary.rejected) == (1, 1)
    count = TrainingCount.objects.get(grade="agent")
    assert (count.with_five_sessions, count.passed_all_three) == (None, 4)


@pytest.mark.parametrize(
    "title", ["Naam", "Voornaam", "rijksregisternummer", "Geburtsdatum", "matricule", "first name"]
)
def test_a_file_with_one_row_per_person_is_refused(tmp_path: Path, corps: Corps, title: str) -> None:
    text = f"on,grade,staff,{title}\n2025-12-31,agent,10,Jan Peeters\n"
    with pytest.raises(FileRefusedError) as refusal:
        imported(tmp_path, corps, "training", "training_counts.toml", text)
    assert title in str(refusal.value)
    assert "Jan Peeters" not in str(refusal.value)
    assert not TrainingCount.objects.filter(grade="agent").exists()


def test_titles_of_counts_name_nobody() -> None:
    assert not any(names_people(title) for title in ("module", "module name", "naam van de module", "staff", "grade"))


def test_selection_joins_the_rows_of_both_sexes(tmp_path: Path, corps: Corps) -> None:
    four = "communication;social_skills;empathy;multicultural"
    text = SELECTION + (
        f"R1,2025-Q4,inspector,Interview,{four},yes,Candidates 2020,f,9,4,3,3\n"
        f"R1,2025-Q4,inspector,Interview,{four},yes,Candidates 2020,m,12,6,5,4\n"
        "R2,2025-Q4,inspector,Interview,communication,no,,f,9,4,3,3\n"
    )
    summary = imported(tmp_path, corps, "selection", "selection_plain.toml", text)
    assert (summary.read, summary.added, summary.merged, summary.rejected) == (3, 1, 1, 1)
    assert summary.rejects[0].column == "decisions_on_four"
    procedure = SelectionProcedure.objects.get()
    assert sum(one.decisions_on_four for one in procedure.outcomes.all()) == 7
    assert procedure.instruments.get().is_validated
    assert imported(tmp_path, corps, "selection", "selection_plain.toml", text).unchanged == 1


def test_a_table_on_the_page_is_stored_whole_or_not_at_all(client: Client, corps: Corps) -> None:
    client.force_login(person_make("Petra", (Role.HR_OFFICER, corps)))
    address = "/en/professionalism/training/tables/attendance/"
    columns = client.get("/en/professionalism/training/templates/attendance.csv").content.decode()
    assert columns == "provider,module,period,grade,attended,passed\r\n"
    good, bad = "VBL-S1,M1,2025-Q4,inspector,20,10\n", "VBL-S1,M1,2025-Q3,inspector,80,10\n"

    def handed_in(text: str) -> Any:
        return client.post(address, {"table": SimpleUploadedFile("table.csv", text.encode())})

    answer = handed_in(ATTENDANCE + good + bad)
    assert answer.status_code == 422
    assert "Nothing was stored: 1 row is not right" in answer.content.decode()
    assert "80 is more than the 40" in answer.content.decode()
    assert not Attendance.objects.exists()
    assert "names people" in handed_in("naam," + ATTENDANCE + "Jan," + good).content.decode()
    assert handed_in("").status_code == 422
    assert handed_in(ATTENDANCE + good).status_code == 302
    assert Attendance.objects.count() == 1


@pytest.mark.parametrize("text", ["--5", "-", "5-", "1" * 10])
def test_what_is_no_whole_number_is_told(text: str) -> None:
    with pytest.raises(FaultError):
        number_read("staff", text)
