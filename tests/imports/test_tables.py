"""Files as people's tools write them."""

import pytest

from legitimacy.imports.errors import RowRejectedError
from legitimacy.imports.layouts import Field, Layout
from legitimacy.imports.tables import Row, Table, table_open
from tests.imports.conftest import Write

LAYOUT = Layout("places", (Field("code", ("nis5",)), Field("name", ("naam",)), Field("share", (), False, True)))


def rows(table: Table) -> list[tuple[int, str, float | None]]:
    return [(row.number, row.text("name"), row.number_or_none("share")) for row in table.rows()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_accents_survive_every_encoding(write: Write, encoding: str) -> None:
    path = write("code;name;share", "62063;Liège;0,5", encoding=encoding)
    assert rows(table_open(path, (LAYOUT,))) == [(2, "Liège", 0.5)]


@pytest.mark.parametrize(("separator", "share"), [(",", '"0,5"'), (",", "0.5"), (";", "0,5"), ("\t", "0,5")])
def test_the_separator_is_found_out(write: Write, separator: str, share: str) -> None:
    path = write(f"code{separator}name{separator}share", f"1{separator}Mons{separator}{share}")
    assert rows(table_open(path, (LAYOUT,))) == [(2, "Mons", 0.5)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_ends_a_row(write: Write, end: str) -> None:
    assert rows(table_open(write("code,name", "1,Mons", "2,Ath", end=end), (LAYOUT,)))[1] == (3, "Ath", None)


@pytest.mark.parametrize("header", [" Code ,NAME", "nis5,naam", "NIS5,Name ", '"code","name"'])
def test_titles_are_known_by_synonyms_blanks_and_capitals(write: Write, header: str) -> None:
    assert rows(table_open(write(header, "1, Mons "), (LAYOUT,))) == [(2, "Mons", None)]


def test_a_columns_own_name_counts_before_a_synonym(write: Write) -> None:
    table = table_open(write("nis5,code,name", "x,1,Mons"), (LAYOUT,))
    assert [row.text("code") for row in table.rows()] == ["1"]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(write: Write) -> None:
    path = write("code,name", "", "1,Mons", ",", '2,"Ath', 'on the Dender"', "3,Huy")
    assert [row[0] for row in rows(table_open(path, (LAYOUT,)))] == [3, 5, 6]


def test_blank_rows_before_the_header_do_not_hide_it(write: Write) -> None:
    assert rows(table_open(write("", ",", "code,name", "1,Mons"), (LAYOUT,))) == [(4, "Mons", None)]


def test_a_short_row_has_empty_cells_at_its_end(write: Write) -> None:
    assert rows(table_open(write("code,name,share", "1,Mons"), (LAYOUT,))) == [(2, "Mons", None)]


def test_a_row_with_shifted_columns_is_rejected(write: Write) -> None:
    (row,) = table_open(write("code,name", "1,Mons,Bergen"), (LAYOUT,)).rows()
    with pytest.raises(RowRejectedError, match="3 cells under 2 titles"):
        row.require_shape()


def test_an_empty_cell_at_the_end_is_no_shift(write: Write) -> None:
    (row,) = table_open(write("code,name", "1,Mons,"), (LAYOUT,)).rows()
    row.require_shape()
    assert row.text("name") == "Mons"


def only_row(write: Write, cell: str) -> Row:
    (row,) = table_open(write("code;name;Share", f"1;;{cell}"), (LAYOUT,)).rows()
    return row


def test_a_reject_names_the_column_as_the_file_writes_it(write: Write) -> None:
    with pytest.raises(RowRejectedError) as error:
        only_row(write, "much").number_or_none("share")
    assert (error.value.column, error.value.reason) == ("Share", "“much” is not a number.")


def test_an_empty_cell_that_is_needed_is_rejected(write: Write) -> None:
    with pytest.raises(RowRejectedError, match="the cell is empty"):
        only_row(write, "1").required("name")


def test_a_negative_count_is_rejected(write: Write) -> None:
    with pytest.raises(RowRejectedError, match="below zero"):
        only_row(write, "-3").whole_or_none("share")
