"""Files that machines and spreadsheets read alike."""

import csv
import io
import json
from datetime import UTC, date, datetime

import pytest

from legitimacy.cells import cell_safe
from legitimacy.exports.tables import BOM, csv_text, json_bytes


@pytest.mark.parametrize("text", ["=1+1", "+32", "-A1", "@SUM(A1)", "\tx", "\rx"])
def test_a_text_that_looks_like_a_formula_is_defused(text: str) -> None:
    assert cell_safe(text) == f"'{text}"


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (None, ""),
        (0, "0"),
        (0.0, "0"),
        (-0.5, "-0.5"),
        (1234567.25, "1234567.25"),
        (0.1 + 0.2, "0.30000000000000004"),
        (True, "1"),
        (date(2026, 1, 5), "2026-01-05"),
        (datetime(2026, 1, 5, 12, tzinfo=UTC), "2026-01-05T12:00:00+00:00"),
        ("Luik 'stad'", "Luik 'stad'"),
    ],
)
def test_cells_are_written_for_machines(cell: object, written: str) -> None:
    assert str(cell_safe(cell)) == written


def test_what_is_written_is_read_back() -> None:
    name = 'Ans "de" Beek;\nzone'
    text = csv_text(["name", "value"], [(name, 0.125), ("Ünïcode", None)])
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read == [["name", "value"], [name, "0.125"], ["Ünïcode", ""]]


def test_a_byte_order_mark_is_written_on_request_only() -> None:
    assert csv_text(["a"], [], bom=True).startswith(BOM)
    assert not csv_text(["a"], []).startswith(BOM)


def test_json_has_no_numbers_that_json_does_not_know() -> None:
    assert json.loads(json_bytes({"a": float("nan"), "b": 0.5})) == {"a": None, "b": 0.5}
