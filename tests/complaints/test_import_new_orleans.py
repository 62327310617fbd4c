"""A real register of complaints from elsewhere: the facts about it come out of the import.

The expected numbers were counted outside of this code, from the original file of the City of New Orleans.
"""

import csv
import statistics
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from complaints.models import Allegation, Complaint, Event, Finding, Identity, InvolvedMember, SearchText
from legitimacy.imports.record_files import RecordImport, records_import
from legitimacy.imports.record_mappings import record_mapping_read
from legitimacy.models import Corps, Register, StaleMark, TrailEvent

DATA = settings.BASE_DIR / "data"
SHIPPED = DATA / "foreign_test_register" / "complaints_new_orleans_2016_2023.csv"
MAPPING = DATA / "mappings" / "new_orleans_complaints.toml"
RACES = {
    *("black", "white", "hispanic", "asian", "asian/pacific islander", "american indian/alaska native", "indian"),
    *("race-unknown", "not applicable (non-u.s.)", "w"),
}
RULE, PARAGRAPH = "Rule Violation", "Paragraph Violation"

pytestmark = pytest.mark.django_db


def new_orleans(path: Path = SHIPPED, *, dry_run: bool = False) -> RecordImport:
    return records_import(path=path, mapping=record_mapping_read(MAPPING, "complaints"), dry_run=dry_run)


def shipped_rows() -> list[dict[str, str]]:
    with SHIPPED.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_facts_of_the_register_come_out() -> None:
    summary = new_orleans().summary
    assert (summary.read, summary.added, summary.merged, summary.rejected) == (7_530, 4_977, 2_275, 278)
    assert {group.column for group in summary.groups} == {"Complaint Tracking Number"}
    assert summary.tallies["Incident Type"] == {"Public Initiated": 4_987, "Rank Initiated": 2_543}
    expected = {"Sustained": 1_146, "Unfounded": 1_658, "Pending": 1_612, "Exonerated": 778, "Not Sustained": 746}
    assert expected.items() <= summary.tallies["Disposition"].items()

    files = Complaint.objects.filter(corps__code="NOPD")
    assert files.count() == 4_977
    assert set(files.values_list("register", "origin", "channel", "holder")) == {
        ("foreign_test", "test", "import", "corps")
    }
    days = [
        (decided - received).days
        for decided, received in files.values_list("decided_on", "received_on")
        if decided is not None
    ]
    assert (len(days), statistics.median(days), min(days) >= 0) == (4_191, 127, True)
    assert not files.filter(received_on__lt=date(2000, 1, 1)).exists()
    assert not files.filter(happened_on=date(1900, 1, 1)).exists()

    found = Counter(Finding.objects.values_list("finding", flat=True))
    assert found == {"founded": 1_145, "unfounded": 1_654, "no_fault": 777, "not_established": 743}
    assert Allegation.objects.count() == InvolvedMember.objects.count() == 7_235
    assert Counter(files.values_list("status", flat=True)) == {"closed": 4_146, "inquiry": 831}
    assert SearchText.objects.count() == 4_977
    assert Event.objects.filter(kind="imported").count() == 4_977
    assert not Identity.objects.exists()
    assert {row.kind for row in InvolvedMember.objects.all()[:50]} == {"unknown"}


def test_the_same_file_twice_adds_nothing() -> None:
    new_orleans()
    again = new_orleans().summary
    assert (again.added, again.updated, again.unchanged, again.merged) == (0, 0, 4_977, 2_275)
    assert Complaint.objects.count() == 4_977
    assert TrailEvent.objects.filter(verb="complaints.imported").count() == 1


def test_a_dry_run_tells_the_same_and_keeps_nothing() -> None:
    summary = new_orleans(dry_run=True).summary
    assert (summary.added, summary.merged, summary.rejected) == (4_977, 2_275, 278)
    assert not Complaint.objects.exists()
    assert not Corps.objects.filter(code="NOPD").exists()
    assert not StaleMark.objects.exists()
    assert not TrailEvent.objects.exists()


def with_races(folder: Path) -> Path:
    """The file as the city published it: race columns, and the eight rows pushed one column to the right."""
    rows = shipped_rows()
    titles = list(rows[0])
    at = titles.index("Unique Officer Allegation ID") + 1
    original = [*titles[:at], "Officer Race Ethnicity", *titles[at:-1], "Complainant Ethnicity", titles[-1]]
    path = folder / "original.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(original)
        for row in rows:
            cells = [
                {"Officer Race Ethnicity": "Black", "Complainant Ethnicity": "White"}.get(t) or row[t] for t in original
            ]
            writer.writerow(shifted(cells, original))
    return path


def shifted(cells: list[str], titles: list[str]) -> list[str]:
    """What a comma inside a cell did to eight rows, whose allegation has no number."""
    if "Accepting, Giving" in cells[titles.index(PARAGRAPH)]:
        place = titles.index(PARAGRAPH)
        head, tail = cells[place].split(",")
        return [*cells[:place], head, "", tail, *cells[place + 2 : -1]]
    if "Crime Lab, Firearm" in cells:
        place = cells.index("Crime Lab, Firearm")
        head, tail = cells[place].split(",")
        rule = titles.index(RULE)
        return [*cells[:place], head, tail, *cells[place + 1 : rule + 1], "", cells[rule + 1], *cells[rule + 3 : -1]]
    return cells


def test_columns_of_race_are_dropped_and_shifted_rows_put_right(tmp_path: Path) -> None:
    summary = new_orleans(with_races(tmp_path)).summary
    assert (summary.read, summary.added, summary.merged, summary.rejected) == (7_530, 4_977, 2_275, 278)
    notes = "\n".join(summary.notes)
    assert "“Officer Race Ethnicity”, “Complainant Ethnicity”" in notes
    assert "8 rows stood in the wrong columns" in notes
    moved = Allegation.objects.filter(text__contains="Accepting, Giving Anything of Value")
    assert (moved.count(), set(moved.values_list("category", flat=True))) == (6, {"I1"})
    firearm = Allegation.objects.filter(complaint__external_reference="2020-0560-R")
    assert set(firearm.values_list("category", "text")) == {
        ("H3", "RULE 3: PROF CONDUCT | PARAGRAPH 01 - Professionalism")
    }
    texts = [*Allegation.objects.values_list("text", flat=True), *InvolvedMember.objects.values_list("unit", flat=True)]
    assert not {text.casefold() for text in texts} & RACES
    again = new_orleans()  # the shipped copy says the same
    assert (again.summary.added, again.summary.updated, again.summary.unchanged) == (0, 0, 4_977)


def test_the_shipped_copy_holds_no_race_in_any_column() -> None:
    rows = shipped_rows()
    assert len(rows) == 7_530
    assert not [title for title in rows[0] if "race" in title.casefold() or "ethnic" in title.casefold()]
    assert not [row for row in rows if {cell.strip().casefold() for cell in row.values()} & RACES]
    assert sum(not row["Complaint Tracking Number"].strip() for row in rows) == 278
    assert sum(row["Date Complaint Occurred"] == "1900/1/1" for row in rows) == 7
    assert sum("Accepting, Giving" in row[PARAGRAPH] or "Crime Lab, Firearm" in row.values() for row in rows) == 8


def test_the_register_elsewhere_stays_apart() -> None:
    new_orleans()
    assert Corps.objects.get(code="NOPD").register == Register.FOREIGN_TEST
    assert not Complaint.objects.exclude(register=Register.FOREIGN_TEST).exists()
    assert not Complaint.objects.exclude(next_due_on=None).exists()
