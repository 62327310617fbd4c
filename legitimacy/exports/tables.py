"""Tables as files: CSV that no spreadsheet can mistake for a formula, and JSON."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson

from legitimacy.cells import cell_safe

BOM = "\ufeff"


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
