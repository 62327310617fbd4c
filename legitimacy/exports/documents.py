"""What a report says, whatever file it becomes: facts and tables of typed cells, with a checksum over all of them.

XLSX, CSV, JSON and PDF are written from the same cells, so that they cannot differ.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

import orjson

from legitimacy.exports.drawings import Chart

Cell = str | float | int | None


class NothingToReportError(LookupError):
    """There is nothing for this reader in this period."""


class Type(StrEnum):
    """How the cells of a column are read: shares are 0-1, money is in euros."""

    TEXT = "text"
    NUMBER = "number"
    SHARE = "share"
    COUNT = "count"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Column:
    """`key` stays the same in every language; `title` is for readers."""

    key: str
    title: str
    type: Type = Type.TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`rows` hold one cell for each column; an empty cell is None, beside the state that says why.

    `words` are the same rows as a reader of the language writes them, for paper; without them paper takes the cells.
    `bars`, one per row, are what paper draws beside it: positions 0-100, None where there is nothing to draw.
    `charts` stand above the table on paper. `entries` are for rows of long texts: paper prints them instead of `words`.
    """

    key: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    about: str = ""
    words: Sequence[Sequence[str]] = ()
    word_columns: Sequence[str] = ()
    bars: Sequence["Bar | None"] = ()
    charts: Sequence[Chart] = ()
    entries: Sequence["Entry"] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading, and under it texts with their labels."""

    title: str
    parts: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Bar:
    """A score with its range on the axis 0-100."""

    score: float
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report. `snapshot` is when what it shows was computed, so that the same snapshot gives the same file.

    `mark` says that what is shown is fictional. `main` is the table that a CSV holds.
    """

    kind: str
    title: str
    language: str
    origin: str
    snapshot: datetime
    facts: Sequence[tuple[str, str]]
    tables: Sequence[Table]
    main: str
    mark: str = ""
    lead: Sequence[str] = ()
    notes: Sequence[str] = field(default=())

    @property
    def checksum(self) -> str:
        """SHA-256 over the tables: their keys, column keys and cells."""
        return tables_checksum([(table.key, [c.key for c in table.columns], table.rows) for table in self.tables])

    def table(self, key: str) -> Table:
        return next(table for table in self.tables if table.key == key)


def tables_checksum(tables: Sequence[tuple[str, Sequence[str], Sequence[Sequence[Cell]]]]) -> str:
    """SHA-256 of tables as JSON without spaces; every number as a float, so that a spreadsheet gives the same."""
    content = [[key, list(columns), [[_plain(cell) for cell in row] for row in rows]] for key, columns, rows in tables]
    return hashlib.sha256(orjson.dumps(content)).hexdigest()


def _plain(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, (int, float)):
        # Spreadsheets keep 15 to 17 digits; 15 come back from every one of them.
        return float(f"{cell:.15g}")
    return cell or None
