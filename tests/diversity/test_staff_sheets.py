"""Reading tables of staff counts: what each wrong row says, and full crosses folded while reading."""

import io
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation
from openpyxl import Workbook, load_workbook

from diversity.exports.templates import template_bytes
from diversity.imports.sheets import Sheet, SheetRefusedError, pasted_read, sheet_read
from diversity.workflow.cells import CellKey, Count
from diversity.workflow.staffing import Kind
from legitimacy.imports.errors import FileRefusedError
from tests.diversity.staff import LAST, cells

HEADER = "reference_date;framework;grade;statute;age;sex;heads;fte"


def read(*rows: str, header: str = HEADER, kind: str = Kind.COMPOSITION) -> Sheet:
    return pasted_read("\n".join((header, *rows)), kind)


def test_titles_and_words_of_four_languages_and_decimal_commas_mean_the_same() -> None:
    expected = {CellKey("grade", "operational", "officer", "f"): Count(12, Decimal("11.50"))}
    for header, row in (
        (HEADER, "2025-12-31;operational;officer;;;f;12;11,5"),
        ("Peildatum;Kader;Graad;Geslacht;Aantal;VTE", "31/12/2025;;Officierenkader  (commissaris en hoger);V;12;11,5"),
        ("Stichtag;Rahmen;Dienstgrad;Geschlecht;Anzahl;VZÄ", "31.12.2025;Einsatzkader;officer;frauen;12;11,5"),
        ("date\tcadre\tgrade\tsexe\tnombre\tETP", "2025-12-31\tcadre opérationnel\tofficer\tFemmes \t12\t11,5"),
    ):
        sheet = read(row, header=header)
        assert (sheet.day, sheet.cells) == (LAST, expected), header


def test_a_full_cross_is_folded_into_three_splits_and_no_row_of_it_remains() -> None:
    sheet = read(
        "2025-12-31;operational;officer;statutory;35_44;f;3;2,5",
        "2025-12-31;operational;officer;statutory;45_54;f;2;2",
        "2025-12-31;operational;basic;contractual;45_54;f;4;4",
    )
    assert {tuple(place): (count.heads, count.fte) for place, count in sheet.cells.items()} == {
        ("grade", "operational", "officer", "f"): (5, Decimal("4.50")),
        ("grade", "operational", "basic", "f"): (4, Decimal(4)),
        ("statute", "operational", "statutory", "f"): (5, Decimal("4.50")),
        ("statute", "operational", "contractual", "f"): (4, Decimal(4)),
        ("age", "operational", "35_44", "f"): (3, Decimal("2.50")),
        ("age", "operational", "45_54", "f"): (6, Decimal(6)),
    }


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("2025-12-31;;boss;;;f;1;", "grade", "officer, calog_d"),
        ("2025-12-31;;officer;;;;1;", "sex", "empty"),
        ("2025-12-31;civilian;officer;;;f;1;", "framework", "belongs to"),
        ("2025-12-31;;officer;;;f;-3;", "heads", "below zero"),
        ("2025-12-31;;officer;;;f;2,5;", "heads", "not a whole number"),
        ("2025-12-31;;officer;;;f;4000000;", "heads", "more than there are"),
        ("2025-12-31;;officer;;;f;many;", "heads", "not a number"),
        ("2025-12-31;;officer;;;f;3;-1", "fte", "below zero"),
        ("2025-12-31;;officer;statutory;;f;3;", "grade", "together"),
        ("2024-12-31;;officer;;;m;3;", "reference_date", "another day"),
        ("31/13/2025;;officer;;;m;3;", "reference_date", "no date"),
        ("2025-12-31;;middle;;;f;3;", "", "row 2"),
        ("2025-12-31;operational;basic;statutory;35_44;f;3;", "grade", "twice"),
        ("2025-12-31;;officer;;;f;3;3;9", "", "separator"),
    ],
)
def test_a_wrong_row_says_its_row_and_column(row: str, column: str, words: str) -> None:
    with translation.override("en"), pytest.raises(SheetRefusedError) as caught:
        read("2025-12-31;;middle;;;f;3;3", row)
    (reject,) = caught.value.rejects
    assert (reject.row, reject.column) == (3, column)
    assert words in reject.reason


@pytest.mark.parametrize("title", ["Naam", "rijksregisternummer", "ethnicity", "herkomst"])
def test_a_table_about_persons_is_refused_before_a_row_is_read(title: str) -> None:
    with pytest.raises(FileRefusedError, match=title):
        read("2025-12-31;;officer;;;f;3;;x", header=f"{HEADER};{title}")


def test_templates_come_back_as_they_went_also_as_a_workbook(tmp_path: Path) -> None:
    stood = {place: count for place, count in cells().items() if count.heads}
    for ending in ("csv", "xlsx"):
        path = tmp_path / f"t.{ending}"
        path.write_bytes(template_bytes(Kind.COMPOSITION, LAST, stood, ending))
        sheet = sheet_read(path, Kind.COMPOSITION)
        assert (sheet.day, sheet.cells) == (LAST, stood)
    sheet_of = load_workbook(io.BytesIO(path.read_bytes())).worksheets[0]
    assert sheet_of.max_row == 1 + 9 * 3 + 2 * 2 * 3 + 2 * 5 * 3 + 2 * 3, "every group stands in it, also empty ones"


def test_broken_empty_and_disguised_files_are_refused_with_a_sentence(tmp_path: Path) -> None:
    empty, broken, other = tmp_path / "e.xlsx", tmp_path / "b.xlsx", tmp_path / "o.xlsx"
    Workbook().save(empty)
    broken.write_bytes(b"PK\x03\x04 this is no workbook")
    book = Workbook()
    book.active.append(["city", "mayor"])
    book.save(other)
    for path in (empty, broken, other):
        with pytest.raises(FileRefusedError):
            sheet_read(path, Kind.COMPOSITION)
    with pytest.raises(FileRefusedError):
        read("2025-12-31;;officer;;;f;;")
