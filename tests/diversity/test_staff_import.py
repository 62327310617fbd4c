"""`records_import staff`: registers with a row per officer, counts, and official counts of origin."""

from io import StringIO
from pathlib import Path

import orjson
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from diversity.models import StaffCell, StaffReturn
from diversity.workflow.staffing import State
from legitimacy.imports.mappings import MAPPINGS
from legitimacy.models import AreaStatistic, Corps, Municipality, Register, SubjectKind, User
from tests.diversity.staff import LAST, cells, stood
from tests.people import corps_make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]

OWN = '[organisation]\nregister = "foreign_test"\ncode = "F001"\nname = "Elsewhere"\n'
HEADER = "reference_date,service_number,name,ethnicity,grade,statute,birth_date,sex,fte"
OFFICERS = (
    "2025-12-31,100234,Jan Janssens,blue,officer,statutory,1980-05-01,m,1",
    "2025-12-31,100235,Piet Peeters,green,basic,statutory,1995-12-31,m,0.8",
    "2025-12-31,100236,Fatima Maes,green,basic,contractual,1996-01-01,f,\"0,5\"",
)  # fmt: skip


def imported(tmp_path: Path, rows: tuple[str, ...], *options: str, header: str = HEADER, shape: str = "register",
             more: str = OWN, swap: tuple[str, str] = ("", "")) -> dict[str, object]:  # fmt: skip
    mapping, table = tmp_path / "map.toml", tmp_path / "staff.csv"
    text = (MAPPINGS / f"staff_{shape}.toml").read_text(encoding="utf-8").replace(*swap)
    mapping.write_text(f"{text}\n{more}", encoding="utf-8")
    table.write_text("\n".join((header, *rows)), encoding="utf-8")
    out = StringIO()
    call_command("records_import", "staff", table, "--mapping", mapping, "--json", *options, stdout=out)
    summary: dict[str, object] = orjson.loads(out.getvalue())
    return summary


def counts(**wanted: str) -> dict[tuple[str, str], tuple[int, float]]:
    rows = StaffCell.objects.filter(**wanted).values_list("part", "key", "heads", "fte")
    return {(part, key): (heads, float(fte)) for part, key, heads, fte in rows}


def test_a_register_is_added_up_and_no_person_is_left_anywhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def staged(*_given: object) -> None:
        raise AssertionError("a row was staged")

    monkeypatch.setattr("legitimacy.imports.staging.Stage.add", staged)
    summary = imported(tmp_path, OFFICERS, "--dry-run")
    assert (summary["read"], summary["added"], summary["merged"]) == (3, 1, 2)
    assert not StaffReturn.objects.exists()
    summary = imported(tmp_path, (*OFFICERS, OFFICERS[0]))
    assert (summary["read"], summary["added"], summary["merged"]) == (4, 1, 3)
    assert "“name”, “ethnicity”" in str(summary["notes"])
    assert counts(group="m") == {
        ("grade", "officer"): (1, 1.0), ("grade", "basic"): (1, 0.8), ("statute", "statutory"): (2, 1.8),
        ("age", "45_54"): (1, 1.0), ("age", "25_34"): (1, 0.8),
    }  # fmt: skip
    assert counts(group="f", part="age") == {("age", "25_34"): (1, 0.5)}
    made = StaffReturn.objects.get()
    assert (made.state, made.version, made.origin) == (State.SUBMITTED, 1, "test")
    again = imported(tmp_path, OFFICERS)
    assert (again["unchanged"], again["merged"], StaffReturn.objects.count()) == (1, 2, 1)
    corrected = imported(tmp_path, OFFICERS[:2])
    assert corrected["updated"] == 1
    assert list(StaffReturn.objects.values_list("version", "state")) == [(2, "submitted"), (1, "replaced")]
    shown = capsys.readouterr()
    assert "Janssens" not in f"{shown.out}{shown.err}"


def test_wrong_rows_hold_back_all_and_repeat_nothing_of_a_person(tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    wrong = (
        "2025-12-31,100237,An Claes,blue,Claes,statutory,1980-05-01,f,1",
        "2025-12-31,100238,An Claes,blue,basic,statutory,Claes,f,1",
        "2025-12-31,100239,An Claes,blue,basic,,1980-05-01,f,1",
        "2025-12-31,100240,An Claes,blue,basic,statutory,1880-05-01,f,1",
        "2025-12-31,100241,An Claes,blue,basic,statutory,1980-05-01,f,Claes",
        "2025-12-31,100234,An Claes,blue,basic,statutory,1980-05-01,f,1",
    )
    summary = imported(tmp_path, (*OFFICERS, *wrong), "--rejects", str(rejects))
    assert (summary["read"], summary["rejected"], StaffReturn.objects.count()) == (9, 9, 0)
    text = rejects.read_text(encoding="utf-8") + str(summary)
    assert not any(word in text for word in ("Claes", "Janssens", "1002", "1880", "blue", "1980"))
    assert [line.split(",")[1] for line in rejects.read_text(encoding="utf-8").splitlines()[4:]] == [
        "grade", "birth_date", "statute", "birth_date", "fte", "service_number",
    ]  # fmt: skip


def test_a_register_without_titles_is_refused_without_repeating_its_first_person(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refused:
        imported(tmp_path, OFFICERS[1:], header=OFFICERS[0])
    assert "Janssens" not in str(refused.value)
    assert "100234" not in str(refused.value)


def test_counts_in_the_columns_of_the_template_for_several_corps(
    tmp_path: Path, demervallei: Corps, petra: User, settings: object
) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    corps_make("V018", "Heide  Kant")
    header = "reference_date,corps,framework,grade,statute,age,sex,heads"
    rows = tuple(
        f"2025-12-31,{name},operational,basic,statutory,35_44,f,4"
        for name in (" DEMERVALLEI ", "heide kant", "Nowhere")
    )
    summary = imported(tmp_path, rows, header=header, shape="counts", more="")
    assert (summary["added"], summary["rejected"]) == (2, 1)
    assert set(StaffReturn.objects.values_list("corps__code", "state")) == {
        ("V017", "submitted"),
        ("V018", "submitted"),
    }
    with pytest.raises(CommandError, match="Voornaam"):
        imported(tmp_path, rows, header=f"{header},Voornaam", shape="counts", more="")
    StaffReturn.objects.all().delete()
    stood(demervallei, cells(), state=State.DRAFT)
    summary = imported(tmp_path, rows, header=header, shape="counts", more="")
    assert (summary["added"], summary["rejected"]) == (1, 2), "HR works on it here: nothing is overwritten"


def test_origin_comes_with_its_legal_basis_or_not_at_all(tmp_path: Path, demervallei: Corps, settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    Municipality.objects.create(
        code="99001", name="Dorp", register=Register.EXAMPLE, kind=SubjectKind.MUNICIPALITY, corps=demervallei
    )
    rows = ("2025-12-31,99001,Belg met Belgische achtergrond,80", "2025-12-31,V017,Niet-Belg,6")
    given = {"header": "date,corps,Herkomst,count", "shape": "origin", "more": ""}
    swap = ('group = "group"', 'group = "Herkomst"')
    summary = imported(tmp_path, rows, swap=swap, **given)
    assert (summary["rejected"], StaffReturn.objects.count()) == (2, 0)
    basis = ('supplier = ""\nlegal_basis = ""', 'supplier = "Statbel"\nlegal_basis = "Deliberation 1/2025"')
    summary = imported(tmp_path, rows, swap=basis, **given | {"header": "date,corps,group,count"})
    assert summary["added"] == 1
    made = StaffReturn.objects.get()
    assert (made.kind, made.state, made.source, made.legal_basis) == (
        "origin",
        "validated",
        "official",
        "Deliberation 1/2025",
    )
    assert made.reference_date == LAST
    person = ('one_row_per = "count"', 'one_row_per = "person"')
    with pytest.raises(CommandError):
        imported(tmp_path, rows, swap=person, **given | {"header": "date,corps,group,count"})


def test_reference_populations_are_whole_people(tmp_path: Path, demervallei: Corps) -> None:
    table = tmp_path / "areas.csv"
    table.write_text(
        "code,kind,date,value\nV017,working_women,2025-01-01,1.234\nV017,young_non_belgian,2025-01-01,40\n"
        "V017,working_men,2025-01-01,-1\nV017,working_dogs,2025-01-01,1\n",
        encoding="utf-8",
    )
    out = StringIO()
    call_command("areas_import", table, "--register", "example", "--json", stdout=out)
    summary = orjson.loads(out.getvalue())
    assert (summary["added"], summary["rejected"]) == (2, 2)
    stored = dict(AreaStatistic.objects.values_list("kind", "value"))
    assert stored == {"working_women": 1234.0, "young_non_belgian": 40.0}
