"""A real register of the use of force from elsewhere: the facts about it come out of the import.

The expected numbers were counted outside of this code, from the original file of the City of New Orleans.
"""

import csv
from collections import Counter
from io import StringIO
from json import loads
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from legitimacy.imports.record_files import RecordImport, records_import
from legitimacy.imports.record_mappings import record_mapping_read
from legitimacy.models import Corps, Register, StaleMark, TrailEvent
from professionalism.models import (
    ForceApplication,
    ForceCitizen,
    ForceEvent,
    ForceIncident,
    ForceOfficer,
    ForceReview,
)

DATA = settings.BASE_DIR / "data"
SHIPPED = DATA / "foreign_test_register" / "force_new_orleans_2016_2020.csv"
MAPPING = DATA / "mappings" / "new_orleans_force.toml"
LEVELS = {"L1": 4_531, "L2": 1_050, "L4": 134, "L3": 35}
RACES = {
    *("black", "white", "hispanic", "asian", "asian/pacifi", "asian/pacif", "american ind", "race-unknown", "indian"),
    *("not specifie", "w"),
}

pytestmark = pytest.mark.django_db


def new_orleans(path: Path = SHIPPED, *, dry_run: bool = False) -> RecordImport:
    return records_import(path=path, mapping=record_mapping_read(MAPPING, "force"), dry_run=dry_run)


def shipped_rows() -> list[dict[str, str]]:
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_facts_of_the_register_come_out() -> None:
    summary = new_orleans().summary
    assert (summary.read, summary.added, summary.merged, summary.rejected) == (5_750, 2_231, 3_519, 0)
    assert summary.tallies["Use of Force Level"] == LEVELS

    files = ForceIncident.objects.filter(corps__code="NOPD")
    assert files.count() == 2_231
    assert Counter(files.values_list("happened_on__year", flat=True)) == {
        2016: 584, 2017: 606, 2018: 440, 2019: 377, 2020: 224,
    }  # fmt: skip
    assert set(files.values_list("register", "origin")) == {("foreign_test", "test")}
    # 5,750 rows without 311 exact duplicates
    assert ForceApplication.objects.count() == 5_439
    assert ForceEvent.objects.filter(kind="imported").count() == 2_231
    assert not ForceOfficer.objects.exclude(member=None).exists()
    assert not ForceReview.objects.exists()
    by_means = Counter(ForceApplication.objects.values_list("means", "level"))
    shots = {tuple(row.items()) for row in shipped_rows() if row["Use of Force Type"].endswith("(Discharged)")}
    assert by_means["firearm", 10] == len(shots)
    assert {level for _means, level in by_means} == {2, 4, 6, 7, 8, 9, 10}
    found = Counter(files.values_list("finding", flat=True))
    assert found.total() == 2_231
    assert set(found) == {"justified", "partly", "not", ""}
    assert set(files.filter(finding="").values_list("status", flat=True)) == {"submitted"}


def test_levels_without_exact_duplicates() -> None:
    rows = {tuple(row.items()): row["Use of Force Level"] for row in shipped_rows()}
    assert Counter(rows.values()) == {"L1": 4_284, "L2": 1_022, "L4": 98, "L3": 35}


def test_the_same_file_twice_adds_nothing() -> None:
    new_orleans()
    again = new_orleans().summary
    assert (again.added, again.updated, again.unchanged, again.merged) == (0, 0, 2_231, 3_519)
    assert ForceApplication.objects.count() == 5_439
    assert TrailEvent.objects.filter(verb="force.imported").count() == 1


def test_a_dry_run_tells_the_same_and_keeps_nothing() -> None:
    assert new_orleans(dry_run=True).summary.added == 2_231
    assert not ForceIncident.objects.exists()
    assert not Corps.objects.filter(code="NOPD").exists()
    assert not StaleMark.objects.exists()


def test_columns_of_race_are_dropped_and_nothing_of_a_person_is_kept(tmp_path: Path) -> None:
    rows = shipped_rows()
    titles = [title for title in rows[0] if title != "Variant"]
    path = tmp_path / "original.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*titles, "Officer Race/Ethnicity", "Subject Ethnicity"])
        for row in rows:  # what tells two rows apart stands in the columns of race, as in the original
            writer.writerow(
                [*(row[title] for title in titles), "Black", ("White", "Asian", "W")[int(row["Variant"]) - 1]]
            )
    summary = new_orleans(path).summary
    assert (summary.added, summary.merged) == (2_231, 3_519)
    assert "“Officer Race/Ethnicity”" in "\n".join(summary.notes)
    assert ForceApplication.objects.count() == 5_439
    texts = {
        str(cell).casefold()
        for model in (ForceIncident, ForceOfficer, ForceCitizen, ForceApplication)
        for row in model._default_manager.values_list()
        for cell in row
    }
    assert not texts & RACES
    again = new_orleans().summary  # the shipped copy says the same
    assert (again.added, again.updated, again.unchanged) == (0, 0, 2_231)


def test_the_shipped_copy_holds_no_race_in_any_column() -> None:
    rows = shipped_rows()
    assert len(rows) == 5_750
    assert not [title for title in rows[0] if "race" in title.casefold() or "ethnic" in title.casefold()]
    assert not [row for row in rows if {cell.strip().casefold() for cell in row.values()} & RACES]


def test_the_command_prints_it(tmp_path: Path) -> None:
    out = StringIO()
    call_command("records_import", "force", str(SHIPPED), mapping=MAPPING, json=True, stdout=out)
    assert loads(out.getvalue().splitlines()[-1])["tallies"]["Use of Force Level"] == LEVELS
    assert Corps.objects.get(code="NOPD").register == Register.FOREIGN_TEST
