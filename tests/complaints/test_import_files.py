"""Records of complaints from any file: joined, checked row by row, told apart, repeated without harm."""

import tracemalloc
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from json import loads
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.utils import timezone

from complaints.models import Allegation, Complaint, Event, Finding
from complaints.services.history import history_append
from complaints.services.intake import Intake, complaint_register
from legitimacy.imports.errors import FileRefusedError
from legitimacy.imports.record_files import records_import
from legitimacy.imports.record_mappings import record_mapping_read
from legitimacy.models import Corps, StaleMark, User
from tests.complaints.importing import FIRST, HEAD, MAPPING, SECOND, THIRD, Import, bring, mapping, write

__all__ = ["bring", "mapping", "write"]
Write = Callable[..., Path]


def test_rows_with_the_same_number_make_one_file(bring: Import) -> None:
    summary = bring(HEAD, FIRST, SECOND, FIRST, THIRD).summary
    assert (summary.read, summary.added, summary.merged, summary.rejected) == (4, 2, 2, 0)
    file = Complaint.objects.get(external_reference="2024-001")
    assert (file.status, file.outcome, file.decided_on) == ("closed", "founded", date(2024, 3, 1))
    assert list(file.allegations.values_list("category", "text")) == [
        ("H3", "Aan het loket"),
        ("T4", "Bij de aanhouding"),
    ]
    assert set(Finding.objects.values_list("finding", "found_on", "authority")) == {
        ("founded", date(2024, 3, 1), "corps"),
        ("unfounded", date(2024, 3, 1), "corps"),
    }
    assert Complaint.objects.get(external_reference="2024-002").status == "inquiry"


@pytest.mark.parametrize("given", [{"encoding": "cp1252"}, {"encoding": "utf-8-sig"}, {"end": "\r\n"}])
def test_files_of_spreadsheets_are_read_as_they_come(bring: Import, given: dict[str, str]) -> None:
    bring(HEAD, FIRST.replace("Aan het loket", "Café, één"), **given)
    assert Allegation.objects.get().text == "Café, één"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.csv", b"", "is empty"),
        ("binary.csv", b"\x00\x01\x02", "binary"),
        ("zip.csv", b"PK\x03\x04....", "zip"),
        ("columns.csv", b"Dossier;Aard\n1;geweld\n", "missing column"),
        ("quote.csv", (HEAD + '\n"2024-001;;;;;\n').encode(), "quotation mark"),
    ],
)
def test_a_file_that_cannot_be_read_changes_nothing(
    mapping: Path, tmp_path: Path, db: None, name: str, content: bytes, sentence: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FileRefusedError, match=sentence):
        records_import(path=path, mapping=record_mapping_read(mapping, "complaints"))
    assert not Complaint.objects.exists()
    assert not Corps.objects.filter(code="TEST").exists()


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        (";2/1/2024;;onbeleefd;;", "Dossier", "empty"),
        ("1;;;onbeleefd;;", "Ontvangen", "empty"),
        ("1;1900/1/1;;onbeleefd;;", "Ontvangen", "empty"),
        ("1;31/2/2024;;onbeleefd;;", "Ontvangen", "no date"),
        ("1;2/1/2091;;onbeleefd;;", "Ontvangen", "cannot be"),
        ("1;2/1/2024;2/1/2091;onbeleefd;;", "Beslist", "not come yet"),
        ("1;2/1/2024;;muziek;;", "Aard", "not in the mapping"),
        ("1;2/1/2024;;;;", "Aard", "empty"),
        ("1;2/1/2024;;geweld;misschien;", "Besluit", "not in the mapping"),
        ("1;2/1/2024;;geweld;;" + "x" * 401, "Omschrijving", "too long"),
        ("x" * 61 + ";2/1/2024;;geweld;;", "Dossier", "too long"),
        ("1;2/1/2024;;geweld;;;extra", "", "shifts"),
    ],
)
def test_a_wrong_row_is_named_and_the_others_come_in(bring: Import, row: str, column: str, sentence: str) -> None:
    summary = bring(HEAD, row, FIRST).summary
    assert (summary.read, summary.added, summary.rejected) == (2, 1, 1)
    (reject,) = summary.rejects
    assert (reject.row, reject.column) == (2, column)
    assert sentence in reject.reason


def test_rows_of_one_file_that_contradict_each_other_are_rejected_whole(bring: Import) -> None:
    other = SECOND.replace("2/1/2024", "3/1/2024")
    summary = bring(HEAD, FIRST, other, THIRD).summary
    assert (summary.added, summary.rejected) == (1, 2)
    assert {(reject.row, reject.column) for reject in summary.rejects} == {(2, "Ontvangen"), (3, "Ontvangen")}


def test_the_first_row_counts_where_the_mapping_says_so(bring: Import) -> None:
    other = SECOND.replace("2/1/2024", "3/1/2024")
    result = bring(HEAD, FIRST, other, also='contradictions = "first_row"\n')
    assert (result.summary.added, result.summary.merged) == (1, 1)
    assert Complaint.objects.get().received_on == date(2024, 1, 2)
    assert "contradict" in result.summary.notes[0]


def test_a_decision_before_receipt_is_set_aside_and_said(bring: Import) -> None:
    notes = bring(HEAD, FIRST.replace("1/3/2024", "1/3/2023")).summary.notes
    file = Complaint.objects.get()
    assert (file.decided_on, file.status) == (None, "closed")
    assert "before it was received" in notes[0]


def test_a_changed_row_updates_its_file_and_the_history_keeps_that(bring: Import) -> None:
    bring(HEAD, FIRST, THIRD)
    changed = bring(HEAD, FIRST.replace("gegrond", "ongegrond"), THIRD).summary
    assert (changed.added, changed.updated, changed.unchanged) == (0, 1, 1)
    file = Complaint.objects.get(external_reference="2024-001")
    assert (file.outcome, file.version, file.allegations.count()) == ("unfounded", 2, 1)
    assert list(file.events.values_list("kind", flat=True)) == ["imported", "imported"]


def test_a_file_that_was_worked_on_here_is_not_overwritten(bring: Import, bart: User) -> None:
    bring(HEAD, FIRST)
    history_append(Complaint.objects.get(), kind="changed", actor=bart)
    summary = bring(HEAD, FIRST.replace("gegrond", "ongegrond"), SECOND).summary
    assert (summary.updated, summary.rejected) == (0, 2)
    assert "worked on here" in summary.rejects[0].reason
    assert Complaint.objects.get().outcome == "founded"


def test_texts_of_any_script_and_formulas_are_kept_as_they_are(bring: Import, tmp_path: Path) -> None:
    bring(HEAD, FIRST.replace("Aan het loket", "=HYPERLINK(1) 👮‍♀️ שלום <script>"))
    assert Allegation.objects.get().text == "=HYPERLINK(1) 👮‍♀️ שלום <script>"


def test_no_cell_of_the_rejects_can_run_as_a_formula(bring: Import, tmp_path: Path) -> None:
    text = MAPPING.replace('category = "Aard"', 'category = "=1+1"')
    (tmp_path / "map.toml").write_text(text, encoding="utf-8")
    bring(HEAD.replace("Aard", "=1+1"), FIRST.replace("onbeleefd", "@SUM(A1)"))
    assert (tmp_path / "register.rejects.csv").read_text(encoding="utf-8").splitlines()[1].startswith("2,'=1+1,")


def test_what_changed_is_marked_to_be_counted_again(bring: Import) -> None:
    bring(HEAD, FIRST)
    corps = Corps.objects.get(code="TEST")
    marked = StaleMark.objects.filter(subject=corps, source="complaints", indicator="EFF-06")
    assert "2024-Q1" in set(marked.values_list("period", flat=True))
    StaleMark.objects.all().delete()
    bring(HEAD, FIRST)
    assert not StaleMark.objects.exists()


def own(code: str, register: str = "example") -> str:
    return MAPPING.replace('"foreign_test"', f'"{register}"').replace('code = "TEST"', f'code = "{code}"')


def test_a_file_under_way_that_an_external_body_must_hold_does_not_come_in(
    bring: Import, mapping: Path, demervallei: Corps, settings: LazySettings
) -> None:
    settings.DEMO = True
    mapping.write_text(own(demervallei.code), encoding="utf-8")
    summary = bring(
        HEAD, THIRD, "2024-003;5/2/2024;;diefstal;;", "2024-004;5/2/2024;6/2/2024;diefstal;gegrond;"
    ).summary
    assert (summary.added, summary.rejected) == (2, 1)
    assert "external body" in summary.rejects[0].reason
    file = Complaint.objects.get(external_reference="2024-002")
    assert (file.origin, file.corps, file.holder) == ("simulated", demervallei, "corps")
    assert file.due_on is not None
    assert file.next_due_on is not None
    assert Event.objects.filter(complaint=file, kind="received", on=date(2024, 2, 5)).exists()


def test_two_corps_may_use_the_same_number(
    bring: Import, mapping: Path, demervallei: Corps, heidekant: Corps, settings: LazySettings
) -> None:
    settings.DEMO = True
    for corps in (demervallei, heidekant):
        mapping.write_text(own(corps.code), encoding="utf-8")
        assert bring(HEAD, FIRST).summary.added == 1
    assert Complaint.objects.filter(external_reference="2024-001").count() == 2


@pytest.mark.parametrize(("register", "demo"), [("belgium", True), ("example", False)])
def test_real_and_fictional_files_never_meet(
    bring: Import,
    mapping: Path,
    demervallei: Corps,
    belgian_corps: Corps,
    settings: LazySettings,
    register: str,
    demo: bool,
) -> None:
    settings.DEMO = demo
    code = belgian_corps.code if register == "belgium" else demervallei.code
    mapping.write_text(own(code, register), encoding="utf-8")
    with pytest.raises(FileRefusedError, match="demo"):
        bring(HEAD, FIRST)
    assert not Complaint.objects.exists()


def test_an_imported_real_file_is_real(bring: Import, mapping: Path, belgian_corps: Corps) -> None:
    mapping.write_text(own(belgian_corps.code, "belgium"), encoding="utf-8")
    bring(HEAD, FIRST)
    assert Complaint.objects.get().origin == "real"


@pytest.mark.usefixtures("ilse")
def test_a_number_that_came_in_another_way_is_not_taken_over(
    bring: Import, mapping: Path, intake_of: Callable[..., Intake], demervallei: Corps, settings: LazySettings
) -> None:
    settings.DEMO = True
    mine = complaint_register(intake_of(external_reference="2024-001")).complaint
    mapping.write_text(own(demervallei.code), encoding="utf-8")
    assert bring(HEAD, FIRST).summary.rejected == 1
    assert Complaint.objects.get() == mine


def test_an_import_does_not_tell_that_another_body_has_a_file_under_a_number(
    bring: Import, mapping: Path, intake_of: Callable[..., Intake], demervallei: Corps, settings: LazySettings
) -> None:
    settings.DEMO = True
    hidden = complaint_register(intake_of(external_reference="2024-001", about_chief=True)).complaint
    mapping.write_text(own(demervallei.code), encoding="utf-8")
    tried = bring(HEAD, FIRST, dry_run=True).summary
    done = bring(HEAD, FIRST).summary
    again = bring(HEAD, FIRST).summary
    assert [(one.added, one.rejected) for one in (tried, done)] == [(1, 0), (1, 0)]
    assert (again.unchanged, again.rejected) == (1, 0)
    hidden.refresh_from_db()
    assert hidden.story == "They would not listen to me at the desk."


def test_a_plain_register_takes_several_categories_in_one_cell(
    write: Write, demervallei: Corps, settings: LazySettings
) -> None:
    settings.DEMO = True
    plain = record_mapping_read(settings.BASE_DIR / "data" / "mappings" / "complaints_plain.toml", "complaints")
    path = write(
        "reference,received_on,decided_on,category,finding",
        "A1,2024-01-02,2024-02-02,H3;T1,founded;unfounded",
        "A2,2024-01-02,2024-02-02,H3;T1,founded;unfounded;founded",
        "A3,2024-01-02,2024-02-02,ZZ,",
    )
    summary = records_import(path=path, mapping=plain, corps=demervallei).summary
    assert (summary.added, summary.rejected) == (1, 2)
    assert set(Allegation.objects.values_list("category", "findings__finding")) == {
        ("H3", "founded"),
        ("T1", "unfounded"),
    }


def test_the_command_tells_what_happened_in_one_line(write: Write, mapping: Path, db: None) -> None:
    out = StringIO()
    path = write(HEAD, FIRST, SECOND)
    call_command("records_import", "complaints", path, mapping=mapping, dry_run=True, json=True, stdout=out)
    assert loads(out.getvalue().splitlines()[-1])["added"] == 1
    assert not Complaint.objects.exists()


def test_an_unknown_kind_says_which_there_are(write: Write, mapping: Path, db: None) -> None:
    with pytest.raises(CommandError, match="choose one of: complaints"):
        call_command("records_import", "parking", write(HEAD, FIRST), mapping=mapping)


def peak(path: Path, mapping: Path, rows: int) -> float:
    day = timezone.localdate() - timedelta(days=400)
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD + "\n")
        for number in range(rows):
            file.write(f"{path.stem}-{number // 3};{day:%d/%m/%Y};;onbeleefd;gegrond;{number}\n")
    tracemalloc.start()
    try:
        result = records_import(path=path, mapping=record_mapping_read(mapping, "complaints"))
        assert result.summary.read == rows
        return tracemalloc.get_traced_memory()[1] / 2**20
    finally:
        tracemalloc.stop()


@pytest.mark.slow
def test_a_larger_file_takes_no_more_memory(mapping: Path, tmp_path: Path, db: None) -> None:
    small, large = peak(tmp_path / "small.csv", mapping, 4_000), peak(tmp_path / "large.csv", mapping, 12_000)
    assert large < 1.2 * small + 2
