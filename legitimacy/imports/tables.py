"""Reading CSV-like files row by row, whatever wrote them, with memory that does not grow with the file.

Encoding (UTF-8 with or without byte-order mark, Windows-1252), separator (comma, semicolon, tab), decimal mark and
titles are found out; a file that cannot be read is refused with one sentence.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NoReturn

from django.utils.translation import gettext as _

from legitimacy.imports.errors import FileRefusedError, RowRejectedError
from legitimacy.imports.inspection import file_inspect
from legitimacy.imports.layouts import Layout, Match, layout_best, layout_require
from legitimacy.imports.numbers import NumberError, decimal_mark, number_read, short

SEPARATORS = (",", ";", "\t")
SAMPLE = 1_000


@dataclass(frozen=True, slots=True)
class Table:
    """A recognised file. It holds no open file and no rows: `rows` reads it anew each time. No message repeats what a
    cell of a `quiet` one holds.
    """

    path: Path
    encoding: str
    separator: str
    decimal: str
    digest: str
    match: Match
    header: tuple[str, ...]
    header_row: int
    quiet: bool = False

    @property
    def layout(self) -> Layout:
        return self.match.layout

    def title(self, field: str) -> str:
        """The title of a column as the file writes it; the field's own name where the file has no such column."""
        place = self.match.places.get(field)
        return field if place is None else self.header[place].strip()

    def has(self, field: str) -> bool:
        return field in self.match.places

    def rows(self) -> Iterator["Row"]:
        """The rows under the header that are not blank. Raises FileRefusedError when one cannot be read."""
        for number, cells in _records(self.path, self.encoding, self.separator):
            if number > self.header_row:
                yield Row(self, number, cells)


class Row:
    """One row: `number` is what a spreadsheet shows, where the header is row 1."""

    __slots__ = ("cells", "number", "places", "table")

    def __init__(self, table: Table, number: int, cells: list[str]) -> None:
        self.table, self.number, self.cells = table, number, cells
        self.places = table.match.places

    def require_shape(self) -> None:
        """Reject a row with filled cells beyond the last title: its columns are shifted."""
        width = len(self.table.header)
        if len(self.cells) > width and any(cell.strip() for cell in self.cells[width:]):
            reason = _("%(cells)d cells under %(titles)d titles; a separator too many shifts the columns.")
            raise RowRejectedError("", reason % {"cells": len(self.cells), "titles": width})

    def text(self, field: str) -> str:
        """The cell without outer blanks; "" where it is empty or the file has no such column."""
        place = self.places.get(field)
        return "" if place is None or place >= len(self.cells) else self.cells[place].strip()

    def required(self, field: str) -> str:
        return self.text(field) or self.reject(field, _("the cell is empty."))

    def number_or_none(self, field: str, unit: str = "") -> float | None:
        """The number in a cell; a `unit` behind it does not count."""
        text = self.text(field).removesuffix(unit).rstrip()
        return self._read(field, text, whole=False) if text else None

    def whole_or_none(self, field: str) -> int | None:
        """A whole number of 0 or more."""
        text = self.text(field)
        if not text:
            return None
        value = int(self._read(field, text, whole=True))
        return value if value >= 0 else self.reject(field, _("“%(text)s” is below zero."), text)

    def reject(self, field: str, reason: str, text: str = "") -> NoReturn:
        """Raise RowRejectedError for a field; `text` fills %(text)s in the reason, shortened."""
        told = "…" if self.table.quiet else short(text)
        raise RowRejectedError(self.table.title(field), reason.replace("%(text)s", told))

    def _read(self, field: str, text: str, *, whole: bool) -> float:
        try:
            return number_read(text, decimal=self.table.decimal, whole=whole)
        except NumberError as error:
            raise RowRejectedError(self.table.title(field), error.reason) from None


def table_open(path: Path, layouts: Sequence[Layout], *, quiet: bool = False) -> Table:
    """Recognise a file as one of `layouts`. Raises FileRefusedError with what is wrong and what to do."""
    inspection = file_inspect(path)
    separator = _separator(path, inspection.encoding, layouts)
    sample = list(islice(_records(path, inspection.encoding, separator), SAMPLE))
    header_row, header = sample[0]
    match = layout_require(path, header, layouts, quiet=quiet)
    return Table(
        path=path,
        encoding=inspection.encoding,
        separator=separator,
        decimal=decimal_mark(_number_cells(sample[1:], match), separator),
        digest=inspection.digest,
        match=match,
        header=tuple(header),
        header_row=header_row,
        quiet=quiet,
    )


def _separator(path: Path, encoding: str, layouts: Sequence[Layout]) -> str:
    """The separator under which the first row shows most of the columns looked for."""

    def rank(separator: str) -> tuple[tuple[bool, int, int], int]:
        try:
            _number, header = next(_records(path, encoding, separator))
        except FileRefusedError:  # under the wrong separator a quotation mark seems to stand inside a cell
            return (False, -1, -1), 0
        return layout_best(header, layouts).rank, len(header)

    return max(SEPARATORS, key=rank)


def _records(path: Path, encoding: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Number and cells of every record that is not blank. A cell may hold line ends; it still is one row."""
    number = 0
    try:
        with path.open(encoding=encoding, newline="") as file:
            for number, cells in enumerate(csv.reader(file, delimiter=separator, strict=True), start=1):
                if any(cell and not cell.isspace() for cell in cells):
                    yield number, cells
    except csv.Error:
        reason = _("row %(row)d cannot be read: a quotation mark is not closed or stands inside a cell.")
        raise FileRefusedError(path, reason % {"row": number + 1}) from None


def _number_cells(records: Sequence[tuple[int, list[str]]], match: Match) -> Iterator[str]:
    places = [place for name, place in match.places.items() if name in match.layout.numbers]
    for _number, cells in records:
        yield from (cells[place] for place in places if place < len(cells))
