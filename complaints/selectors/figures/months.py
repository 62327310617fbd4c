"""The counts of a month as tables, in the reader's language."""

from typing import Any

from django.utils.translation import get_language

from complaints.models import RegisterMonth
from complaints.selectors.figures.counts import TABLES, Table

NOW, OVERDUE = "now", 1
"""The table of today, and the place of the overdue files in its only row."""


def tables_of(month: RegisterMonth) -> dict[str, Table]:
    """Every table of the figures page, in its order."""
    return {key: _read(key, month.tables[key]) for key in TABLES if key in month.tables}


def overdue_of(month: RegisterMonth) -> int:
    """How many open files were overdue on the day of counting."""
    return int(month.tables[NOW]["rows"][0][1][OVERDUE])


def _read(key: str, written: dict[str, Any]) -> Table:
    language = (get_language() or "nl")[:2]

    def words(label: dict[str, str]) -> str:
        return label.get(language) or label["nl"]

    rows = tuple((words(label), tuple(counts)) for label, counts in written["rows"])
    return Table(key, tuple(words(column) for column in written["columns"]), rows)
