"""Files that cannot be read are refused whole, with one sentence that says what to do."""

from pathlib import Path

import pytest

from legitimacy.imports.errors import FileRefusedError
from legitimacy.imports.inspection import LONGEST_LINE
from legitimacy.imports.tables import table_open
from legitimacy.imports.values import figures_import
from legitimacy.imports.values.layout import LAYOUT
from legitimacy.models import Corps, DeliveredFigure, Delivery
from tests.imports.conftest import Write

GOOD = ("code,indicator,period,percent", "5345,PRV-03,2023,42")


def refusal(path: Path) -> str:
    with pytest.raises(FileRefusedError) as error:
        for _row in table_open(path, (LAYOUT,)).rows():
            pass
    assert str(error.value).startswith(f"{path.name}: ")
    return error.value.reason


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf \r\n", "the file is empty"),
        (b"PK\x03\x04and so on", "spreadsheet or zip file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old spreadsheet"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
        (b"\xff\xd8\xff\xe0", "an image"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x1f\x8b\x08\x00", "a compressed file"),
        ("\ufeffcode;name".encode("utf-16-le"), "UTF-16"),
        (b"code,indicator\x00,period\n", "binary file"),
        (b"code,\x81\x8d\n", "neither UTF-8 nor Windows-1252"),
        (b"x" * (LONGEST_LINE + 2), "no table"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "figures.csv"
    path.write_bytes(content)
    assert sentence in refusal(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "gone.csv")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "cannot be opened" in refusal(tmp_path)


def test_a_missing_column_is_named_with_what_was_found(write: Write) -> None:
    reason = refusal(write("code,indicator,percent", "5345,PRV-03,42"))
    assert "missing column period" in reason
    assert "(found: code, indicator, percent)" in reason


def test_a_file_without_any_column_for_figures_is_refused(write: Write) -> None:
    assert "add one of: numerator, denominator; value; percent" in refusal(
        write("code,indicator,period,numerator", "1")
    )


def test_a_file_without_a_header_is_refused(write: Write) -> None:
    assert "the first row must name the columns" in refusal(write("5345,PRV-03,2023,42"))


@pytest.mark.parametrize("twice", ["waarde,valeur", "value,value"])
def test_two_columns_for_the_same_thing_are_refused(write: Write, twice: str) -> None:
    assert "mean the same" in refusal(write(f"code,indicator,period,{twice}", "5345,PRV-03,2023,0.4,0.5"))


@pytest.mark.parametrize("row", ['5345,"PRV-03,2023,42', '5345,"PRV"-03,2023,42'])
def test_a_quotation_mark_that_swallows_rows_is_refused_with_its_row(write: Write, row: str) -> None:
    assert "row 3 cannot be read" in refusal(write(*GOOD, row))


def test_a_file_that_breaks_off_halfway_changes_nothing(write: Write, antwerpen: Corps) -> None:
    path = write(*GOOD, '5345,"EFF-17,2023,42')
    with pytest.raises(FileRefusedError, match="row 3"):
        figures_import(path=path)
    assert not DeliveredFigure.objects.exists()
    assert not Delivery.objects.exists()
