"""Force reports from any file: packed or row by row, whatever the year called its columns, and bad input."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import timezone, translation

from legitimacy.imports.errors import FileRefusedError
from legitimacy.imports.record_files import RecordImport, records_import
from legitimacy.imports.record_mappings import record_mapping_read
from legitimacy.models import Corps, Register, StaleMark
from professionalism.models import ForceApplication, ForceCitizen, ForceEvent, ForceIncident, ForceOfficer
from tests.people import corps_make
from tests.professionalism.counted import forced, value_row

pytestmark = pytest.mark.django_db
PLAIN = settings.BASE_DIR / "data" / "mappings" / "force_plain.toml"
HEAD = (
    "reference,happened_on,happened_hour,means,level,worked,sex,age_band,officer_harm,registered_on,reviewed_on,finding"
)
PACKED = (
    "2025-1,2025-03-01,22,hands | spray | baton,4 | 5 | 6,no | False | ja,m,23,none,2025-03-02,2025-03-05,justified"
)

Import = Callable[..., RecordImport]


@pytest.fixture(autouse=True)
def _english() -> object:
    with translation.override("en"):
        yield


@pytest.fixture
def bring(tmp_path: Path) -> Import:
    def bring(*lines: str, corps: str = "OWN", change: tuple[str, str] = ("", ""), name: str = "f.csv") -> RecordImport:
        mapping = tmp_path / "map.toml"
        text = PLAIN.read_text(encoding="utf-8").replace('code = "OWN"', f'code = "{corps}"').replace(*change)
        mapping.write_text(text, encoding="utf-8")
        path = tmp_path / name
        path.write_bytes("\n".join(lines).encode())
        return records_import(path=path, mapping=record_mapping_read(mapping, "force"))

    return bring


def reject_of(done: RecordImport) -> tuple[int, str, str]:
    (reject,) = done.summary.rejects
    return reject.row, reject.column, reject.reason


def test_packed_cells_are_read_in_parallel(bring: Import) -> None:
    done = bring(HEAD, PACKED).summary
    assert (done.read, done.added, done.rejected) == (1, 1, 0)
    incident = ForceIncident.objects.get()
    assert (incident.highest_level, incident.status, incident.happened_hour) == (6, "reviewed", 22)
    used = ForceApplication.objects.values_list("level", "means", "worked", "citizen__age_band", "officer__harm")
    assert list(used) == [
        (4, "hands", "no", "18_29", "none"), (5, "spray", "no", "18_29", "none"), (6, "baton", "yes", "18_29", "none")
    ]  # fmt: skip
    assert ForceCitizen.objects.count() == ForceOfficer.objects.count() == 1


def test_people_that_are_listed_by_themselves_are_counted_and_tied_to_nothing(bring: Import) -> None:
    bring(HEAD, "1,2025-03-01,,spray,5,,m | f | m,20 | 35 | 50,,,,")
    assert list(ForceCitizen.objects.values_list("sex", "age_band")) == [
        ("m", "18_29"), ("f", "30_44"), ("m", "45_64"),
    ]  # fmt: skip
    assert ForceApplication.objects.get().citizen is None


def test_columns_packed_in_parallel_must_hold_as_many_entries(bring: Import) -> None:
    row, column, reason = reject_of(bring(HEAD, "1,2025-03-01,,hands | spray,4 | 5 | 6,,,,,,,"))
    assert (row, column, "as many entries" in reason) == (2, "means", True)


def test_a_column_may_have_another_title_in_another_year(bring: Import) -> None:
    bring(HEAD.replace("reference", "nummer").replace("happened_on", "datum"), PACKED)
    bring(HEAD.replace("reference", "number"), PACKED.replace("2025-1", "2025-2"))
    assert ForceIncident.objects.count() == 2
    both = HEAD.replace("reference", "number,nummer")
    bring(both, f"2024-9,,{PACKED[7:]}", f",{PACKED}".replace("2025-1", "2025-3"))
    assert set(ForceIncident.objects.values_list("source_reference", flat=True)) == {
        "2024-9", "2025-1", "2025-2", "2025-3",
    }  # fmt: skip
    with pytest.raises(FileRefusedError, match="none of these columns is there: reference, number, nummer"):
        bring(HEAD.replace("reference", "id"), PACKED)


def test_without_a_level_it_is_the_highest_of_the_means(bring: Import) -> None:
    bring("reference,happened_on,means", "1,2025-03-01,hands|firearm")
    assert ForceIncident.objects.get().highest_level == 10


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        ("1,2091-03-01,,hands,4,,,,,,,", "happened_on", "not come yet"),
        ("1,2025-03-01,,hands,4,,,,,2091-01-01,,", "registered_on", "not come yet"),
        ("1,1949-03-01,,hands,4,,,,,,,", "happened_on", "too long ago"),
        ("1,31/2/2025,,hands,4,,,,,,,", "happened_on", "no date"),
        ("1,2025-03-01,,hands,4,,,,,2025-02-28,,", "registered_on", "before the day of the incident"),
        ("1,2025-03-01,25,hands,4,,,,,,,", "happened_hour", "no hour"),
        ("1,2025-03-01,,teeth,4,,,,,,,", "means", "no code"),
        ("1,2025-03-01,,hands,11,,,,,,,", "level", "no code"),
        ("1,2025-03-01,,spray,10,,,,,,,", "level", "never reaches level 10"),
        ("1,2025-03-01,,firearm,3,,,,,,,", "level", "does not go with level 3"),
        ("1,2025-03-01,,,,,,,,,,", "means", "no use of force"),
        ("1,2025-03-01,,hands,4,perhaps,,,,,,", "worked", "neither yes nor no"),
        ("1,2025-03-01,,hands,4,,,old,,,,", "age_band", "no age"),
        ("1,2025-03-01,,hands,4,,,,,,2025-03-02,", "finding", "without a finding"),
        (f"{'9' * 61},2025-03-01,,hands,4,,,,,,,", "reference", "too long"),
        (",2025-03-01,,hands,4,,,,,,,", "reference", "empty"),
    ],
)
def test_a_wrong_row_is_named_and_the_others_are_stored(bring: Import, row: str, column: str, sentence: str) -> None:
    done = bring(HEAD, row, PACKED)
    number, title, reason = reject_of(done)
    assert (number, title, done.summary.added) == (2, column, 1)
    assert sentence in reason


def test_a_day_before_the_corps_existed_is_refused(bring: Import) -> None:
    corps = corps_make("YOUNG", "Young corps", Register.FOREIGN_TEST)
    Corps.objects.filter(pk=corps.pk).update(valid_from=date(2025, 4, 1))
    assert "did not exist yet" in reject_of(bring(HEAD, PACKED, corps="YOUNG"))[2]


@pytest.mark.parametrize(
    ("content", "sentence"), [(b"", "is empty"), (b"\x00\x01\x02", "binary"), (b"PK\x03\x04....", "zip")]
)
def test_a_file_that_cannot_be_read_changes_nothing(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    with pytest.raises(FileRefusedError, match=sentence):
        records_import(path=path, mapping=record_mapping_read(PLAIN, "force"))
    assert not Corps.objects.filter(code="OWN").exists()


def test_a_huge_cell_is_refused_in_a_sentence(bring: Import) -> None:
    with pytest.raises(FileRefusedError, match="longer than a million"):
        bring(HEAD, PACKED.replace("2025-1", "9" * 2_000_000))
    assert not ForceIncident.objects.exists()
    bring("reference,happened_on,means,why_lawful", f"1,2025-03-01,hands,{'a' * 4_001}")
    assert not ForceIncident.objects.exists()


def test_a_report_made_here_or_worked_on_since_is_not_overwritten(bring: Import) -> None:
    bring(HEAD, PACKED)
    corps, imported = Corps.objects.get(code="OWN"), ForceIncident.objects.get()
    made = forced(corps, "2025-03-01")
    assert "was made here" in reject_of(bring(HEAD, PACKED.replace("2025-1", made.number)))[2]
    changed = PACKED.replace("justified", "not")
    assert bring(HEAD, changed).summary.updated == 1
    ForceEvent.objects.create(incident=imported, at=timezone.now(), kind="join")
    assert "worked on here" in reject_of(bring(HEAD, PACKED))[2]
    imported.refresh_from_db()
    assert imported.finding == "not"


def test_what_comes_again_adds_nothing_and_what_changed_is_marked(bring: Import) -> None:
    bring(HEAD, PACKED)
    StaleMark.objects.all().delete()
    again = bring(HEAD, PACKED).summary
    assert (again.added, again.updated, again.unchanged) == (0, 0, 1)
    assert not StaleMark.objects.exists()
    bring(HEAD, PACKED.replace("2025-03-01", "2024-12-31"))
    assert {"2024-Q4", "2025-Q1"} <= set(StaleMark.objects.values_list("period", flat=True))


def test_a_review_of_which_nobody_says_who_gave_it_counts_as_none(bring: Import) -> None:
    bring(HEAD, PACKED)
    assert value_row(Corps.objects.get(code="OWN"), "LEG-07")["numerator"] == 0
    bring(f"{HEAD},reviewer_took_part", f"{PACKED},false", corps="OWN2")
    assert value_row(Corps.objects.get(code="OWN2"), "LEG-07")["numerator"] == 1


@override_settings(DEMO=True)
def test_terms_run_for_reports_that_await_a_review_here(bring: Import) -> None:
    corps_make("V999", "Example corps")
    yesterday = timezone.localdate() - timedelta(days=1)
    row = f"1,{yesterday},,hands,4,,,,,{yesterday},,"
    bring(HEAD, row, corps="V999", change=('register = "foreign_test"', 'register = "example"'))
    incident = ForceIncident.objects.get()
    assert (incident.status, incident.review_due_on) == ("submitted", yesterday + timedelta(days=14))
    assert incident.reviews.get().due_on == incident.review_due_on
