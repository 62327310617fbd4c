"""A table on disk between reading and applying, so that neither duplicates nor rejects have to fit in memory.

Rows are staged with a key and a payload. Sorted by key, rows with the same key come together: the same payload is an
exact duplicate (merged), another payload a contradiction (all rows of that key are rejected).
"""

import sqlite3
import tempfile
from collections.abc import Iterator
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

import orjson

from legitimacy.imports.summary import Reject, RejectGroup

BATCH = 5_000
_TABLES = """
    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000; PRAGMA temp_store = FILE;
    CREATE TABLE staged (key TEXT, number INTEGER, payload BLOB);
    CREATE TABLE clash (key TEXT PRIMARY KEY, first INTEGER, payload BLOB, other INTEGER);
    CREATE TABLE reject (number INTEGER, title TEXT, reason TEXT, general TEXT);
"""


class Staged(NamedTuple):
    key: str
    number: int
    payload: list[Any]


class Clash(NamedTuple):
    """Row `number` has the key of row `other`, but says something else."""

    number: int
    other: int


class Stage:
    """Use as a context manager: the table goes when it ends. `merged` counts the exact duplicates met."""

    def __init__(self) -> None:
        self.merged = 0
        self._rows: list[tuple[str, int, bytes]] = []
        self._rejects: list[tuple[int, str, str, str]] = []

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="import-")
        self._database = sqlite3.connect(Path(self._folder.name) / "stage.sqlite3", isolation_level=None)
        self._database.executescript(_TABLES)
        self._database.execute("BEGIN")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()
        self._folder.cleanup()

    def add(self, key: str, number: int, payload: list[Any]) -> None:
        self._rows.append((key, number, orjson.dumps(payload)))
        if len(self._rows) >= BATCH:
            self._flush()

    def reject(self, number: int, title: str, reason: str, general: str = "") -> None:
        """Note a rejected row; `general` is the reason without its details, by which rows are grouped."""
        self._rejects.append((number, title, reason, general or reason))
        if len(self._rejects) >= BATCH:
            self._flush()

    def distinct(self) -> Iterator[Staged]:
        """One row per key, sorted by key, without those that contradict each other; these go to `clashes`."""
        self._flush()
        groups = self._database.execute(
            "SELECT key, payload, min(number), count(*) FROM staged GROUP BY key, payload ORDER BY key"
        )
        held: Staged | None = None
        is_clash, copies = False, 0
        for key, payload, number, count in groups:
            if held is None or held.key != key:
                if held and not is_clash:
                    self.merged += copies
                    yield held
                held, is_clash, copies = Staged(key, number, orjson.loads(payload)), False, count - 1
            elif not is_clash:
                is_clash = True
                clash = (key, held.number, orjson.dumps(held.payload), number)
                self._database.execute("INSERT INTO clash VALUES (?, ?, ?, ?)", clash)
        if held and not is_clash:
            self.merged += copies
            yield held

    def joined(self, most: int) -> Iterator[list[Staged]]:
        """All rows of each key, exact duplicates too, by key and then by number.

        A key with more rows than `most` gives its first `most` and one more, so that the reader sees that it is over.
        """
        self._flush()
        rows = self._database.execute("SELECT key, number, payload FROM staged ORDER BY key, number")
        for _key, found in groupby(rows, key=itemgetter(0)):
            yield [Staged(key, number, orjson.loads(payload)) for key, number, payload in islice(found, most + 1)]

    def reject_key(self, key: str, title: str, reason: str) -> None:
        """Note every row of a key as rejected."""
        self._flush()
        self._database.execute(
            "INSERT INTO reject SELECT number, ?, ?, ? FROM staged WHERE key = ?", (title, reason, reason, key)
        )

    def clashes(self) -> Iterator[Clash]:
        """Every row rejected by `distinct`, which must have been read to its end."""
        rows = self._database.execute(
            "SELECT number, CASE WHEN staged.payload = clash.payload THEN other ELSE first END"
            " FROM staged CROSS JOIN clash USING (key) WHERE EXISTS (SELECT 1 FROM clash)"
        )
        for number, other in rows:
            yield Clash(number, other)

    def rejects(self, most: int = -1) -> Iterator[Reject]:
        """The first `most` rejects by row; all of them by default."""
        self._flush()
        query = "SELECT number, title, reason FROM reject ORDER BY number LIMIT ?"
        for row in self._database.execute(query, (most,)):
            yield Reject(*row)

    def reject_groups(self, most: int) -> Iterator[RejectGroup]:
        """The `most` frequent reasons."""
        self._flush()
        rows = self._database.execute(
            "SELECT count(*), title, general, min(number) FROM reject GROUP BY title, general"
            " ORDER BY count(*) DESC, min(number) LIMIT ?",
            (most,),
        )
        for row in rows:
            yield RejectGroup(*row)

    def rejected(self) -> int:
        self._flush()
        return int(self._database.execute("SELECT count(*) FROM reject").fetchone()[0])

    def _flush(self) -> None:
        self._database.executemany("INSERT INTO staged VALUES (?, ?, ?)", self._rows)
        self._database.executemany("INSERT INTO reject VALUES (?, ?, ?, ?)", self._rejects)
        self._rows.clear()
        self._rejects.clear()
