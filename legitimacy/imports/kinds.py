"""Kinds of records that `records_import` takes. Each app registers its own at start-up; nothing here knows them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from legitimacy.indicators.registry import Registry

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from legitimacy.imports.pipeline import Applied
    from legitimacy.imports.record_mappings import RecordMapping
    from legitimacy.models import Corps


@dataclass(frozen=True, slots=True)
class RecordField:
    """One thing that a mapping may fill. `of_part` fields belong to a part of the record, such as one allegation; all
    rows of a record say the same in the others. `codes` gives the codes that it may hold, `read` makes a text what is
    stored and raises ValueError with a sentence. Columns of one `group` that hold several entries hold as many.
    """

    name: str
    required: bool = False
    of_part: bool = False
    is_date: bool = False
    longest: int = 0
    codes: Callable[[], Collection[str]] | None = None
    read: Callable[[str], str] | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One record as the file tells it, joined from its rows. Dates are ISO texts; empty texts are not known."""

    key: str
    rows: list[int]
    values: dict[str, str]
    parts: list[dict[str, str]]


class Refusal(NamedTuple):
    """A record that is left out, with the field and the reason as a translated sentence."""

    record: Record
    field: str
    reason: str


class RecordKeeper(Protocol):
    """Stores the records of one file, inside its transaction."""

    def store(self, records: Sequence[Record], applied: Applied) -> Iterable[Refusal]:
        """Add or update records with different keys, count each in `applied`, and tell which cannot be taken."""
        ...

    def finish(self) -> Sequence[str]:
        """What follows once all are stored. Returns sentences for the reader of the summary."""
        ...


class FoldFaultError(ValueError):
    """A row that cannot be added up. `reason` is a translated sentence that quotes nothing of the row."""

    def __init__(self, field: str, reason: str) -> None:
        self.field, self.reason = field, reason
        super().__init__(reason)


class Folded(NamedTuple):
    """What became of rows that were added up together; `refused` says why nothing did."""

    rows: Sequence[int]
    is_new: bool = False
    is_changed: bool = False
    refused: str = ""


class RowFolder(Protocol):
    """Adds up the rows of a file while it is read, so that no row is staged, stored or repeated in a message."""

    def add(self, number: int, values: dict[str, str]) -> None:
        """Count one row. FoldFaultError where it cannot be."""
        ...

    def unread(self) -> None:
        """A row could not be read at all: sums that it may belong to are not whole."""
        ...

    def store(self) -> Iterable[Folded]:
        """Store the sums, once every row was read."""
        ...

    def notes(self) -> Sequence[str]:
        """Sentences for the reader of the summary."""
        ...


@dataclass(frozen=True, slots=True)
class RecordKind:
    """`record` and `part` are the words by which a mapping says what one row is ("case", "allegation").

    A kind of `only_counts` refuses a file with a column that names people, read or not: its rows are no counts.
    The first `keyed_by` fields tell one record from another. `names_corps` is the field that may name the corps of each
    row; the keeper then gets none where the mapping names none.
    A kind with a `folder` instead of a keeper adds rows up while they are read. Its `of_groups` may come from a column
    about a sensitive trait, where a row is a `part`: a count of a group, never a person.
    `own_tables` are tables that a mapping of this kind may hold besides the usual ones; the kind checks them itself.
    """

    key: str
    label: StrOrPromise
    record: str
    part: str
    fields: tuple[RecordField, ...]
    keeper: (
        Callable[[Corps, RecordMapping], RecordKeeper] | Callable[[Corps | None, RecordMapping], RecordKeeper] | None
    ) = None
    only_counts: bool = False
    keyed_by: int = 1
    names_corps: str = ""
    folder: Callable[[Corps | None, RecordMapping], RowFolder] | None = None
    of_groups: tuple[str, ...] = ()
    own_tables: tuple[str, ...] = ()


record_kinds: Registry[RecordKind] = Registry("kind of records", key=lambda kind: kind.key)
