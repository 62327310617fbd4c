"""The table that HR fills in: every group of a kind, with the counts of the last validated version."""

import io
from datetime import date
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from diversity.workflow.cells import CellKey, Cells, rows_of
from diversity.workflow.staffing import LISTS, PARTS, PROTECTED
from legitimacy.exports.tables import csv_text

COLUMNS = ("reference_date", "part", "framework", "grade", "statute", "age", "mandate", "step", "sex", "heads", "fte")
LISTED = ("framework", "grade", "statute", "age", "mandate", "step", "sex")
CSV, XLSX = "csv", "xlsx"
MEDIA = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def template_bytes(kind: str, day: date, last: Cells, ending: str) -> bytes:
    """The template of a kind for a day. Nobody in a group is an empty cell; so is what is never shown."""
    columns = _columns(kind)
    rows = [[_cell(kind, place, name, day, last) for name in columns] for place in rows_of(kind)]
    if ending == CSV:
        return csv_text(columns, rows, bom=True).encode()
    return _workbook(columns, rows)


def _columns(kind: str) -> list[str]:
    used = {"reference_date", "part", "framework", "heads"}
    for rule in PARTS[kind].values():
        used |= {rule.keys, rule.groups} | ({"fte"} if rule.has_fte else set())
    return [name for name in COLUMNS if name in used]


def _cell(kind: str, place: CellKey, name: str, day: date, last: Cells) -> object:
    rule = PARTS[kind][place.part]
    told: dict[str, object] = {"reference_date": day.isoformat(), "part": place.part, "framework": place.framework}
    told |= {rule.keys: place.key, rule.groups: place.group}
    if name not in ("heads", "fte"):
        return told.get(name, "")
    count = None if kind in PROTECTED else last.get(place)
    if count is None or not count.heads:
        return ""
    return count.heads if name == "heads" else ("" if count.fte is None else float(count.fte))


def _workbook(columns: list[str], rows: list[list[object]]) -> bytes:
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        head: Any = book.add_format({"bold": True, "bottom": 1})
        sheet = book.add_worksheet("staff")
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(columns) - 1, 16)
        for place, title in enumerate(columns):
            sheet.write_string(0, place, title, head)
        for number, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                if isinstance(cell, int | float):
                    sheet.write_number(number, place, cell)
                elif cell:
                    sheet.write_string(number, place, str(cell))
        _codes_write(book.add_worksheet(_("codes")[:31]), columns, head)
    return stream.getvalue()


def _codes_write(sheet: Any, columns: list[str], head: Any) -> None:
    """The codes of the lists in words."""
    sheet.set_column(0, 1, 18)
    sheet.set_column(2, 2, 60)
    rows = [
        (name, code, str(entry.label))
        for name in LISTED
        if name in columns
        for code, entry in LISTS.lists[name].items()
    ]
    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            sheet.write_string(number, place, text, *([head] if place == 0 else []))
