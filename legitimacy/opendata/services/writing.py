"""The bytes of an edition: CSV first, then the same rows as JSON Lines and as a spreadsheet.

Everything is made of the rows alone, so that the same rows give the same bytes.
"""

import csv
import io
import json
from collections.abc import Mapping, Sequence

import xlsxwriter

from legitimacy.cells import cell_safe
from legitimacy.exports.datasets import Cell, Dataset, FieldType, Row
from legitimacy.exports.workbooks import LONGEST_TEXT

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def csv_bytes(dataset: Dataset, rows: Sequence[Row]) -> bytes:
    """RFC 4180, UTF-8, a point for decimals, true and false; empty where there is nothing."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(dataset.names)
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def _written(cell: Cell) -> object:
    return str(cell).lower() if isinstance(cell, bool) else cell_safe(cell)


def jsonl_bytes(dataset: Dataset, rows: Sequence[Row]) -> bytes:
    """A JSON object a line; null where there is nothing."""
    lines = (json.dumps(dict(zip(dataset.names, row, strict=True)), ensure_ascii=False) for row in rows)
    return "".join(f"{line}\n" for line in lines).encode()


def xlsx_bytes(dataset: Dataset, rows: Sequence[Row], about: Mapping[str, str], created: object) -> bytes:
    """A first sheet that says what it is, then the rows. A text is never a formula nor a link."""
    stream = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"title": about.get("title", dataset.key), "created": created})
        first = book.add_worksheet("about")
        first.set_column(0, 0, 24)
        first.set_column(1, 1, 100)
        for number, (label, text) in enumerate(about.items()):
            first.write_string(number, 0, label)
            first.write_string(number, 1, text[:LONGEST_TEXT])
        sheet = book.add_worksheet(dataset.key[:31])
        sheet.freeze_panes(1, 0)
        for place, name in enumerate(dataset.names):
            sheet.write_string(0, place, name)
        texts = [field.type not in (FieldType.INTEGER, FieldType.NUMBER) for field in dataset.fields]
        for number, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                if cell is None:
                    continue
                if isinstance(cell, bool):
                    sheet.write_boolean(number, place, cell)
                elif texts[place] or isinstance(cell, str):
                    sheet.write_string(number, place, str(cell)[:LONGEST_TEXT])
                else:
                    sheet.write_number(number, place, cell)
    return stream.getvalue()
