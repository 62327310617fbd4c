"""From a recognised file to applied rows: read and check, stage, apply in one transaction, account for every row."""

import csv
from abc import ABC, abstractmethod
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import reset_queries, transaction
from django.utils.translation import gettext as _

from legitimacy.cells import cell_safe
from legitimacy.imports.errors import FileRefusedError, RowRejectedError
from legitimacy.imports.staging import BATCH, Stage, Staged
from legitimacy.imports.summary import KEPT, Summary
from legitimacy.imports.tables import Row, Table

GROUPS = 12


@dataclass(slots=True)
class Applied:
    """What became of applied rows."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0

    def count(self, *, is_new: bool, is_changed: bool) -> None:
        if is_new:
            self.added += 1
        elif is_changed:
            self.updated += 1
        else:
            self.unchanged += 1

    @property
    def is_change(self) -> bool:
        return bool(self.added or self.updated)


class Importer(ABC):
    """One kind of file. `parse` sees each row alone; `apply` gets rows with different keys, sorted by key."""

    table: Table

    @property
    @abstractmethod
    def key_words(self) -> str:
        """What makes a row unique, for a message: "code and period"."""

    @abstractmethod
    def parse(self, row: Row) -> tuple[str, list[Any]]:
        """Key and payload (plain JSON) of a row, or RowRejectedError."""

    @abstractmethod
    def apply(self, rows: list[Staged], applied: Applied) -> None:
        """Store rows, inside the transaction of the whole file."""

    def finish(self) -> None:  # noqa: B027  a step that most importers do without
        """What follows once all rows are stored, inside the same transaction."""


def file_import(importer: Importer, *, rejects_to: Path | None = None) -> Summary:
    """Apply a file whole: its good rows in one transaction, the others named. Unreadable files change nothing.

    `rejects_to` receives every rejected row as CSV. Raises FileRefusedError.
    """
    applied = Applied()
    with Stage() as stage:
        read = _rows_stage(importer, stage)
        with transaction.atomic():
            rows = stage.distinct()
            while batch := list(islice(rows, BATCH)):
                importer.apply(batch, applied)
                reset_queries()  # with DEBUG on, Django keeps the last statements: far more than the file
            importer.finish()
            _clashes_reject(importer, stage)
            if rejects_to is not None:
                rejects_write(rejects_to, importer.table.path, stage)
        return _summary(read, applied, stage)


def _rows_stage(importer: Importer, stage: Stage) -> int:
    read = 0
    for row in importer.table.rows():
        read += 1
        try:
            row.require_shape()
            key, payload = importer.parse(row)
        except RowRejectedError as error:
            stage.reject(row.number, error.column, error.reason)
        else:
            stage.add(key, row.number, payload)
    return read


def _clashes_reject(importer: Importer, stage: Stage) -> None:
    reason = _("contradicts row %(row)d, which has the same %(key)s; keep one of them.")
    general = _("contradicts another row with the same %(key)s.") % {"key": importer.key_words}
    for clash in stage.clashes():
        stage.reject(clash.number, "", reason % {"row": clash.other, "key": importer.key_words}, general)


def rejects_write(target: Path, source: Path, stage: Stage) -> None:
    if target.exists() and target.samefile(source):
        raise FileRefusedError(target, _("the rejects cannot be written over the file that is imported."))
    try:
        with target.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("row", "column", "reason"))
            writer.writerows(
                (reject.row, cell_safe(reject.column), cell_safe(reject.reason)) for reject in stage.rejects()
            )
    except OSError as error:
        reason = _("the rejects cannot be written there (%(error)s).") % {"error": error.strerror}
        raise FileRefusedError(target, reason) from None


def _summary(read: int, applied: Applied, stage: Stage) -> Summary:
    return Summary(
        read=read,
        added=applied.added,
        updated=applied.updated,
        unchanged=applied.unchanged,
        merged=stage.merged,
        rejected=stage.rejected(),
        rejects=tuple(stage.rejects(KEPT)),
        groups=tuple(stage.reject_groups(GROUPS)),
    )
