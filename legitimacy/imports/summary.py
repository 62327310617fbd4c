"""What an import did, in counts that add up."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

import orjson

KEPT = 100


class SummaryError(ArithmeticError):
    """Counts that do not add up to the rows read: a fault of the importer, not of the file."""

    def __init__(self, read: int, counted: int) -> None:
        self.read, self.counted = read, counted
        super().__init__(f"{read} rows were read, but {counted} were accounted for.")


@dataclass(frozen=True, slots=True)
class Reject:
    """One row left out; `row` is its number in a spreadsheet, where the header is row 1."""

    row: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class RejectGroup:
    """Rows left out for the same reason; `first_row` is the first of them."""

    count: int
    column: str
    reason: str
    first_row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Every row read is counted once: added, updated, unchanged, merged (an exact duplicate of another) or rejected.

    `rejects` holds the first 100 rejected rows, `groups` the most frequent reasons over all of them. Records that take
    several rows count one of them as added, updated or unchanged and the others as merged. `notes` are sentences for
    the reader, `tallies` the rows of the file per text of a column.
    """

    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    merged: int = 0
    rejected: int = 0
    rejects: tuple[Reject, ...] = ()
    groups: tuple[RejectGroup, ...] = ()
    notes: tuple[str, ...] = ()
    tallies: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        counted = self.added + self.updated + self.unchanged + self.merged + self.rejected
        if counted != self.read:
            raise SummaryError(self.read, counted)

    @property
    def is_change(self) -> bool:
        return bool(self.added or self.updated)

    def as_json(self) -> str:
        """One line, without the groups: they can be counted from the rejects."""
        content = asdict(self)
        del content["groups"]
        for name in ("notes", "tallies"):
            if not content[name]:
                del content[name]
        return orjson.dumps(content).decode()
