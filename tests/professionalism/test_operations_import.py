"""Counts of operations from files: per corps, kind, category and month or quarter; replaced, never doubled."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone, translation

from legitimacy.imports.errors import FileRefusedError
from legitimacy.imports.record_files import RecordImport, records_import
from legitimacy.imports.record_mappings import record_mapping_read
from legitimacy.models import Corps, Delivery, OperationalCount, Register, StaleMark
from tests.people import corps_make

pytestmark = pytest.mark.django_db
PLAIN = settings.BASE_DIR / "data" / "mappings" / "operations_plain.toml"
HEAD = "corps,period,kind,category,count"
Import = Callable[..., RecordImport]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def corps(db: None) -> Corps:
    return corps_make("T001", "Test corps", Register.FOREIGN_TEST)


@pytest.fixture
def bring(tmp_path: Path, corps: Corps) -> Import:
    def bring(*rows: str, dry_run: bool = False) -> RecordImport:
        path = tmp_path / "counts.csv"
        path.write_text("\n".join((HEAD, *rows)), encoding="utf-8")
        return records_import(path=path, mapping=record_mapping_read(PLAIN, "operations"), dry_run=dry_run)

    return bring


def rejected(done: RecordImport) -> list[tuple[int, str, str]]:
    return [(reject.row, reject.column, reject.reason) for reject in done.summary.rejects]


def test_months_and_quarters_are_stored_under_their_first_day(bring: Import) -> None:
    done = bring(
        "T001,2025-03,interventions,,1 200",
        "T001,4/2025,interventions,,900",
        "T001,2024 T1,interventions,,4000",
        "T001,2025-03,conflicts,family,40",
    ).summary
    assert (done.read, done.added, done.rejected) == (4, 4, 0)
    assert set(OperationalCount.objects.values_list("kind", "category", "month", "months", "count", "origin")) == {
        ("interventions", "", date(2025, 3, 1), 1, 1_200, "test"),
        ("interventions", "", date(2025, 4, 1), 1, 900, "test"),
        ("interventions", "", date(2024, 1, 1), 3, 4_000, "test"),
        ("conflicts", "family", date(2025, 3, 1), 1, 40, "test"),
    }
    assert Delivery.objects.get().source == "Own register"


def test_a_second_file_replaces_and_says_how_many(bring: Import) -> None:
    bring("T001,2025-03,interventions,,1200", "T001,2025-04,interventions,,900")
    StaleMark.objects.all().delete()
    again = bring("T001,2025-03,interventions,,1200", "T001,2025-04,interventions,,901").summary
    assert (again.added, again.updated, again.unchanged) == (0, 1, 1)
    assert set(StaleMark.objects.values_list("source", "indicator", "period")) == {("force", "LEG-05", "2025-Q2")}
    same = bring("T001,2025-03,interventions,,1200").summary
    assert (same.unchanged, OperationalCount.objects.count(), Delivery.objects.count()) == (1, 2, 2)


def test_the_first_counts_make_every_later_quarter_due(bring: Import) -> None:
    bring("T001,2025-02,checks,,12")
    assert {"2025-Q1", "2025-Q2", "2025-Q4"} <= set(
        StaleMark.objects.filter(indicator="PRV-15").values_list("period", flat=True)
    )


def test_equal_rows_are_merged_and_those_that_contradict_each_other_rejected(bring: Import) -> None:
    done = bring(
        "T001,2025-03,checks,,12", "T001,2025-03,checks,,12", "T001,2025-04,checks,,5", "T001,2025-04,checks,,6"
    )
    assert (done.summary.added, done.summary.merged, done.summary.rejected) == (1, 1, 2)
    assert all("contradict" in reason for _row, _column, reason in rejected(done))


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        ("T001,2091-01,checks,,12", "period", "not over yet"),
        ("T001,1999-12,checks,,12", "period", "too long ago"),
        ("T001,2025-13,checks,,12", "period", "no month or quarter"),
        ("T001,2025-03,arrests,,12", "kind", "no code"),
        ("T001,2025-03,conflicts,,12", "category", "no code by which"),
        ("T001,2025-03,conflicts,martians,12", "category", "no code by which"),
        ("T001,2025-03,checks,,-1", "count", "no whole number"),
        ("T001,2025-03,checks,,12.5", "count", "no whole number"),
        ("T001,2025-03,checks,,999999999", "count", "no number of events"),
        ("V999,2025-03,checks,,12", "corps", "no corps with this code"),
    ],
)
def test_a_wrong_row_is_named_and_the_others_are_stored(bring: Import, row: str, column: str, sentence: str) -> None:
    done = bring(row, "T001,2025-06,checks,,7")
    ((number, title, reason),) = rejected(done)
    assert (number, title, done.summary.added) == (2, column, 1)
    assert sentence in reason


def test_a_month_before_the_corps_existed_is_refused(bring: Import, corps: Corps) -> None:
    Corps.objects.filter(pk=corps.pk).update(valid_from=date(2025, 4, 1))
    assert "did not exist yet" in rejected(bring("T001,2025-03,checks,,12"))[0][2]


def test_a_part_cannot_be_more_than_its_whole(bring: Import) -> None:
    done = bring("T001,2025-03,checks,,12", "T001,2025-03,checks_reasoned,,13")
    assert rejected(done) == [
        (3, "count", "“proactive checks with a factual ground and an explanation” (13) cannot be more than "
                     "“proactive checks” (12).")
    ]  # fmt: skip
    bring("T001,2025-03,checks_reasoned,,10")
    assert "cannot be more" in rejected(bring("T001,2025-03,checks,,9"))[0][2]
    together = bring(
        "T001,2025-03,interventions,,10", "T001,2025-03,conflicts,family,6", "T001,2025-03,conflicts,work,5"
    )
    assert len(rejected(together)) == 2
    assert OperationalCount.objects.get(kind="checks").count == 12


def test_whether_conflicts_came_back_is_known_after_90_days(bring: Import) -> None:
    month = (timezone.localdate().replace(day=1) - timedelta(days=1)).replace(day=1)
    reason = rejected(bring(f"T001,{month:%Y-%m},conflicts_settled,family,1"))[0][2]
    assert "within 90 days is known from" in reason


def test_a_quarter_and_its_months_do_not_mix(bring: Import) -> None:
    bring("T001,2025-Q1,checks,,30")
    assert "another way" in rejected(bring("T001,2025-02,checks,,10"))[0][2]


def test_a_whole_and_its_categories_do_not_mix(bring: Import) -> None:
    bring("T001,2025-03,checks,,30")
    assert "split into categories" in rejected(bring("T001,2025-03,checks,traffic,10"))[0][2]


def test_registers_do_not_mix_in_one_file(bring: Import) -> None:
    corps_make("9902", "Zone", Register.BELGIUM)
    assert "another register" in rejected(bring("T001,2025-03,checks,,30", "9902,2025-03,checks,,30"))[0][2]


def test_a_dry_run_keeps_nothing(bring: Import) -> None:
    assert bring("T001,2025-03,checks,,30", dry_run=True).summary.added == 1
    assert not OperationalCount.objects.exists()


def test_a_demo_takes_no_counts_of_real_corps(bring: Import, settings: object) -> None:
    corps_make("9902", "Zone", Register.BELGIUM)
    settings.DEMO = True  # type: ignore[attr-defined]
    with pytest.raises(FileRefusedError, match="this is a demo"):
        bring("9902,2025-03,checks,,30")
