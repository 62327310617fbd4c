"""A sheet of a workbook as CSV, so that one reader serves files, workbooks and pasted tables.

Values are read, never formulas; what a small file would unpack to is looked at first.
"""

import csv
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from legitimacy.imports.errors import FileRefusedError

UNPACKED = 60_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 60


def is_workbook(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


def workbook_to_csv(path: Path, target: Path) -> None:
    """Write the first sheet that holds something. Rows keep their numbers. FileRefusedError for what is no workbook."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(path) as packed:
            if sum(each.file_size for each in packed.infolist()) > UNPACKED:
                raise FileRefusedError(
                    path, _("this workbook unpacks to more than can be read; save the sheet as CSV.")
                )
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        try:
            sheet = next(each for each in book.worksheets if each.sheet_state == "visible")
            _write(path, sheet, target)
        finally:
            book.close()
    except FileRefusedError:
        raise
    except Exception:  # noqa: BLE001  whatever a broken workbook does to its reader, it is no workbook
        raise FileRefusedError(path, _("this workbook cannot be read; save the sheet as CSV.")) from None


def _write(path: Path, sheet: Any, target: Path) -> None:
    sheet.reset_dimensions()  # some programs write a wrong size
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), start=1):
            if number > MOST_ROWS:
                raise FileRefusedError(path, _("this sheet has more than %(most)d rows.") % {"most": MOST_ROWS})
            writer.writerow([_text(cell) for cell in row])


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell)
