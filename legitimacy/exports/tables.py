"""Tables as files: CSV that no spreadsheet can mistake for a formula, and JSON."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson

RISKY = ("=", "+", "-", "@", "\t", "\r")


def cell_safe(cell: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it; None becomes empty."""
    if isinstance(cell, str) and cell.startswith(RISKY):
        return f"'{cell}"
    return "" if cell is None else cell


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """RFC 4180 with a decimal point, whatever the reader's language: machines read it too."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([cell_safe(cell) for cell in row] for row in rows)
    return text.getvalue()


def json_bytes(payload: Mapping[str, Any]) -> bytes:
    """Indented JSON with ISO dates."""
    return orjson.dumps(payload, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
