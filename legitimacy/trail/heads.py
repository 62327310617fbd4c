"""Heads of the chain in files outside the database, by which a cut-off tail is found.

`heads.csv` gains one line a day and is never rewritten; `latest.csv` holds the newest head. A line is date, segment,
number, head and signature.
"""

import csv
import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path

from django.conf import settings
from django.utils.timezone import localdate

from legitimacy.models import TrailSeal
from legitimacy.trail.chain import is_signed, signature

DAILY = "heads.csv"
LATEST = "latest.csv"


@dataclass(frozen=True, slots=True)
class Head:
    date: str
    segment: str
    number: int
    head: str
    signature: str

    @property
    def is_genuine(self) -> bool:
        return is_signed(self.signature, "head", self.date, self.segment, self.number, self.head)


class HeadsFileError(ValueError):
    """A line that cannot be read. `path` and `line` say where."""

    def __init__(self, path: Path, line: int) -> None:
        self.path, self.line = path, line
        super().__init__(f"Line {line} of {path.name} is not a head of the trail.")


def head_write(seal: TrailSeal) -> None:
    """Record the newest seal, once a day for good. Never goes back, whatever order two sealers end in."""
    today = localdate().isoformat()
    signed = signature("head", today, seal.segment, seal.number, seal.mac)
    head = Head(today, seal.segment, seal.number, seal.mac, signed)
    with _locked() as folder:
        recorded = is_day_recorded(folder)
        latest = heads_read(folder / LATEST)
        if latest and (latest[-1].segment, latest[-1].number) >= (head.segment, head.number) and recorded:
            return
        if not recorded:
            _write_line(folder / DAILY, "a", head)
        _write_line(folder / ".latest", "w", head)
        (folder / ".latest").replace(folder / LATEST)


def is_day_recorded(folder: Path | None = None) -> bool:
    """Whether today's line is written."""
    daily = heads_read((folder or settings.TRAIL_HEADS_DIR) / DAILY)
    return bool(daily) and daily[-1].date == localdate().isoformat()


def heads_read(path: Path) -> list[Head]:
    """All lines of one file; empty when it does not exist. HeadsFileError for a line that is no head."""
    if not path.exists():
        return []
    with path.open(encoding="ascii", newline="") as lines:
        return [_head_of(row, path, line) for line, row in enumerate(csv.reader(lines), start=1)]


def _head_of(row: list[str], path: Path, line: int) -> Head:
    try:
        date, segment, number, head, signed = row
        return Head(date, segment, int(number), head, signed)
    except ValueError:
        raise HeadsFileError(path, line) from None


def _write_line(path: Path, mode: str, head: Head) -> None:
    with path.open(mode, encoding="ascii", newline="") as lines:
        csv.writer(lines).writerow(astuple(head))


@contextmanager
def _locked() -> Iterator[Path]:
    folder: Path = settings.TRAIL_HEADS_DIR
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder
