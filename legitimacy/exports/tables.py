"""Tables as files: CSV that no spreadsheet can mistake for a formula, and JSON."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import orjson

RISKY = ("=", "+", "-", "@", "\t", "\r")
EXACT = 2**53
BOM = "\ufeff"


def cell_safe(cell: object) -> object:
    """A cell as machines read it: empty for None, ISO dates, 1 and 0 for yes and no, exact numbers with a point.

    Text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection).
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return int(cell)
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < EXACT:
        return int(cell)
    if isinstance(cell, date | datetime):
        return cell.isoformat()
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RISKY) else cell


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]], *, bom: bool = False) -> str:
    """RFC 4180 with a decimal point, whatever the reader's language. `bom` helps programs that guess the encoding."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([cell_safe(cell) for cell in row] for row in rows)
    return (BOM if bom else "") + text.getvalue()


def json_bytes(payload: Mapping[str, Any]) -> bytes:
    """Indented UTF-8 JSON with ISO dates; NaN and infinity become null."""
    return orjson.dumps(payload, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
