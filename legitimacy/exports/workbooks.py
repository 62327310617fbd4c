"""Spreadsheets: real numbers, states as codes, and a first sheet that says what the file is.

Rows are written one after another, so that a hundred thousand take no more memory than ten. The same document gives
the same bytes: nothing in the file depends on the clock.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter
from django.utils.translation import gettext as _

from legitimacy.exports.documents import Cell, Column, Document, Table, Type, tables_checksum

ABOUT = "about"
FORMATS: Mapping[Type, str] = {
    Type.SHARE: "0.0%",
    Type.NUMBER: "0.0##",
    Type.COUNT: "#,##0",
    Type.MONEY: "#,##0.00",
}
WIDEST, NARROWEST = 60, 9
LONGEST_TEXT = 32_767
"""Characters that one cell of a spreadsheet can hold."""


class NotAWorkbookError(ValueError):
    """A file that this product did not write, or that somebody broke."""


def workbook_bytes(document: Document) -> bytes:
    stream = io.BytesIO()
    workbook_write(stream, document)
    return stream.getvalue()


def workbook_write(target: BinaryIO | Path, document: Document) -> None:
    """Write `document` to a stream or path."""
    # Texts are never formulas nor links, whatever they begin with.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties(
            {"title": document.title, "comments": document.mark, "created": document.snapshot.astimezone(UTC)}
        )
        look: dict[str, Any] = {kind: book.add_format({"num_format": text}) for kind, text in FORMATS.items()}
        look["head"] = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        _about_write(book, document, look)
        for table in document.tables:
            _table_write(book, table, look)


def _about_write(book: Any, document: Document, look: Mapping[str, Any]) -> None:
    sheet = book.add_worksheet(ABOUT)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 90)
    rows = [
        (document.title, ""),
        *([(document.mark, "")] if document.mark else []),
        *document.facts,
        (_("Checksum over all sheets but this one (SHA-256)"), document.checksum),
        *((_("Note"), note) for note in document.notes),
        *(
            (table.title, _("sheet %(name)s. %(about)s") % {"name": table.key, "about": table.about})
            for table in document.tables
        ),
    ]
    for number, (label, text) in enumerate(rows):
        sheet.write_string(number, 0, label, look["head"])
        sheet.write_string(number, 1, text[:LONGEST_TEXT])


def _table_write(book: Any, table: Table, look: Mapping[str, Any]) -> None:
    sheet = book.add_worksheet(table.key)
    sheet.freeze_panes(2, 1)
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, min(WIDEST, max(NARROWEST, len(column.title))))
        # Row 1 for readers, row 2 for programs.
        sheet.write_string(0, number, column.title, look["head"])
    for number, column in enumerate(table.columns):
        sheet.write_string(1, number, column.key)
    rows_write(sheet, table.columns, table.rows, look)


def rows_write(sheet: Any, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], look: Mapping[str, Any]) -> None:
    """Cells from the third row on. A text stays a text, whatever it looks like."""
    looks = [look.get(column.type) for column in columns]
    for row_number, row in enumerate(rows, start=2):
        for number, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(row_number, number, cell[:LONGEST_TEXT])
            elif cell is not None:
                sheet.write_number(row_number, number, cell, looks[number])


def workbook_check(path: Path) -> tuple[str, str]:
    """The checksum that a workbook states, and the one that its sheets give now. NotAWorkbookError for others."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True)
        about = [row[1] for row in book[ABOUT].iter_rows(values_only=True)]
        # The last one: among the facts before it may stand the checksum of something that the report is about.
        stated = [text for text in about if isinstance(text, str) and len(text) == 64 and text.isalnum()][-1]
        tables = [_read(book[name]) for name in book.sheetnames if name != ABOUT]
    except (InvalidFileException, KeyError, StopIteration, OSError, ValueError, IndexError) as fault:
        raise NotAWorkbookError(str(path)) from fault
    return stated, tables_checksum(tables)


def _read(sheet: Any) -> tuple[str, list[str], list[list[Cell]]]:
    rows = [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)]
    keys = [str(key) for key in rows[0] if key is not None]
    return sheet.title, keys, [(row + [None] * len(keys))[: len(keys)] for row in rows[1:]]
