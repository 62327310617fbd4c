"""Applying one file of records: read, join, store whole or not at all, and account for every row."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import reset_queries, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from legitimacy.imports.errors import RowRejectedError
from legitimacy.imports.kinds import FoldFaultError, Record, RecordKeeper, RowFolder
from legitimacy.imports.organisations import corps_for, register_require
from legitimacy.imports.pipeline import GROUPS, Applied, rejects_write
from legitimacy.imports.record_mappings import FIRST_ROW, RecordMapping
from legitimacy.imports.record_rows import RecordRows
from legitimacy.imports.staging import Stage, Staged
from legitimacy.imports.summary import KEPT, Summary
from legitimacy.models import Corps, User
from legitimacy.trail.services import event_append

BATCH = 1_000
MOST_ROWS = 2_000
SAMPLE = 10


@dataclass(frozen=True, slots=True)
class SampleRow:
    """One of the first rows as it was read: the values of its record, and of its parts."""

    number: int
    values: dict[str, str]
    parts: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class RecordImport:
    """What became of a file, the corps whose records they are (None where each row names its own), and its first rows
    as they were read.
    """

    summary: Summary
    corps: Corps | None
    sample: tuple[SampleRow, ...]


def records_import(
    *,
    path: Path,
    mapping: RecordMapping,
    corps: Corps | None = None,
    dry_run: bool = False,
    rejects_to: Path | None = None,
    actor: User | None = None,
) -> RecordImport:
    """Apply a file of records under a mapping. `corps` stands for an [organisation] that the mapping leaves out.

    A dry run does all of it and keeps nothing. Raises FileRefusedError; then nothing is changed.
    """
    rows = RecordRows(path, mapping)
    with transaction.atomic():
        owner = corps
        if mapping.organisation or (corps is None and mapping.kind.names_corps not in mapping.fields):
            owner = corps_for(mapping)
        if owner is not None:
            register_require(path, owner)
            # Two imports for one corps wait for each other: what the second finds stands, the first has stored.
            Corps.objects.select_for_update(of=("self",), no_key=True).get(pk=owner.pk)
        if mapping.kind.folder is not None:
            done = _folded(rows, mapping.kind.folder(owner, mapping), rejects_to)
        else:
            done = _Import(rows, mapping.kind.keeper(owner, mapping)).run(rejects_to)  # type: ignore[arg-type, misc]
        if dry_run:
            transaction.set_rollback(True)
        elif done.summary.is_change:
            verb = f"{mapping.kind.key}.imported"
            named = {"object_type": "corps", "object_id": owner.pk, "corps": owner.code} if owner else {}
            event_append(verb=verb, actor=actor, **named)
    return RecordImport(done.summary, owner, done.sample)


@dataclass(frozen=True, slots=True)
class _Done:
    summary: Summary
    sample: tuple[SampleRow, ...]


def _folded(rows: RecordRows, folder: RowFolder, rejects_to: Path | None) -> _Done:
    """Add the rows up while they are read. On disk stand no more than numbers of rows that are wrong, and why."""
    read, applied, merged = 0, Applied(), 0
    with Stage() as stage:
        for row in rows.table.rows():
            read += 1
            try:
                folder.add(row.number, rows.values(rows.parse(row)[1]))
            except RowRejectedError as error:
                stage.reject(row.number, error.column, error.reason)
                folder.unread()
            except FoldFaultError as fault:
                stage.reject(row.number, rows.title(fault.field), fault.reason)
        for each in folder.store():
            if each.refused:
                for number in each.rows:
                    stage.reject(number, "", each.refused)
            elif each.rows:
                applied.count(is_new=each.is_new, is_changed=each.is_changed)
                merged += len(each.rows) - 1
        if rejects_to is not None:
            rejects_write(rejects_to, rows.table.path, stage)
        notes = (*_dropped(rows), *folder.notes())
        return _Done(_summary(rows, read, applied, merged, stage, notes), ())


def _dropped(rows: RecordRows) -> list[str]:
    names = ", ".join(f"“{title}”" for title in rows.dropped)
    return [_("Not read and not kept: %(names)s.") % {"names": names}] if names else []


def _summary(
    rows: RecordRows, read: int, applied: Applied, merged: int, stage: Stage, notes: tuple[str, ...]
) -> Summary:
    tallies: dict[str, Any] = {title: dict(counts.most_common()) for title, counts in rows.tallies.items()}
    return Summary(
        read=read,
        added=applied.added,
        updated=applied.updated,
        unchanged=applied.unchanged,
        merged=merged,
        rejected=stage.rejected(),
        rejects=tuple(stage.rejects(KEPT)),
        groups=tuple(stage.reject_groups(GROUPS)),
        notes=notes,
        tallies=tallies,
    )


class _Import:
    """One run over one file, inside the caller's transaction."""

    def __init__(self, rows: RecordRows, keeper: RecordKeeper) -> None:
        self.rows, self.keeper = rows, keeper
        self.applied = Applied()
        self.merged = self.contradicted = 0
        self.sample: list[SampleRow] = []

    def run(self, rejects_to: Path | None) -> _Done:
        with Stage() as stage:
            read = self._stage(stage)
            records = self._records(stage)
            while batch := list(islice(records, BATCH)):
                refusals = list(self.keeper.store(batch, self.applied))
                for record, field, reason in refusals:
                    self.merged -= len(record.rows) - 1
                    for number in record.rows:
                        stage.reject(number, self.rows.title(field), reason)
                reset_queries()  # with DEBUG on, Django keeps the last statements: far more than the file
            notes = (*self._notes(), *self.keeper.finish())
            if rejects_to is not None:
                rejects_write(rejects_to, self.rows.table.path, stage)
            summary = _summary(self.rows, read, self.applied, self.merged, stage, notes)
            return _Done(summary, tuple(self.sample))

    def _stage(self, stage: Stage) -> int:
        read = 0
        for row in self.rows.table.rows():
            read += 1
            try:
                key, payload = self.rows.parse(row)
            except RowRejectedError as error:
                stage.reject(row.number, error.column, error.reason)
                continue
            stage.add(key, row.number, payload)
            if len(self.sample) < SAMPLE:
                self.sample.append(SampleRow(row.number, self.rows.values(payload), self.rows.parts(payload)))
        return read

    def _records(self, stage: Stage) -> Iterator[Record]:
        """Each record joined from its rows. Rows that contradict each other are rejected, all of them."""
        for group in stage.joined(MOST_ROWS):
            refused = self._refused(group)
            if refused:
                stage.reject_key(group[0].key, *refused)
                continue
            self.merged += len(group) - 1
            yield self._join(group)

    def _refused(self, group: list[Staged]) -> tuple[str, str] | None:
        if len(group) > MOST_ROWS:
            return "", _("more than %(most)d rows have this number; it cannot be the number of one record.") % {
                "most": MOST_ROWS
            }
        first = group[0]
        for other in group[1:]:
            field = self.rows.contradiction(first.payload, other.payload)
            if not field and not self.rows.mapping.is_joined and first.payload[:2] != other.payload[:2]:
                field = self.rows.mapping.kind.fields[0].name
            if field and self.rows.mapping.contradictions == FIRST_ROW:
                self.contradicted += 1
                return None
            if field:
                reason = _("rows %(one)d and %(other)d have the same number and contradict each other here.")
                return self.rows.title(field), reason % {"one": first.number, "other": other.number}
        return None

    def _join(self, group: list[Staged]) -> Record:
        parts: list[dict[str, str]] = []
        seen: set[str] = set()
        for row in group:
            if row.payload[2] not in seen:
                seen.add(row.payload[2])
                parts += self.rows.parts(row.payload)
        return Record(group[0].key, [row.number for row in group], self.rows.values(group[0].payload), parts)

    def _notes(self) -> list[str]:
        notes = _dropped(self.rows)
        if count := self.rows.realigned:
            sentence = ngettext(
                "%(count)d row stood in the wrong columns and was put right.",
                "%(count)d rows stood in the wrong columns and were put right.",
                count,
            )
            notes.append(sentence % {"count": count})
        if count := self.contradicted:
            sentence = ngettext(
                "The rows of %(count)d record contradict each other: its first row counts.",
                "The rows of %(count)d records contradict each other: their first rows count.",
                count,
            )
            notes.append(sentence % {"count": count})
        return notes
