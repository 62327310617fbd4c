"""Walks the whole chain and the heads outside the database, and stops at the first thing that is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from legitimacy.models import TrailCheckpoint, TrailEvent, TrailSeal
from legitimacy.trail.chain import EVENT_FIELDS, GENESIS, is_signed
from legitimacy.trail.heads import DAILY, LATEST, Head, HeadsFileError, heads_read

LONGEST_TRANSACTION = timedelta(days=1)


class TrailBrokenError(Exception):
    """The chain does not hold. `segment` and `number` name the first broken entry; the text is one sentence."""

    def __init__(self, segment: str, number: int, sentence: str) -> None:
        self.segment, self.number = segment, number
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Verified:
    """`sealed` entries hold, `waiting` events are not sealed yet, `expired` segments stand as checkpoints."""

    sealed: int
    waiting: int
    expired: int


def trail_check() -> Verified:
    """Verify everything. TrailBrokenError at the first altered, missing, moved or inserted entry."""
    checkpoints = _checkpoints_check()
    heads = _heads_check(checkpoints)
    sealed = 0
    for segment, number, mac in _chain_check(checkpoints):
        sealed += 1
        if heads.pop((segment, number), mac) != mac:
            raise TrailBrokenError(segment, number, f"Entry {segment}/{number} is not the one in the heads file.")
    if heads:
        segment, number = min(heads)
        raise TrailBrokenError(segment, number, f"Entry {segment}/{number} stands in the heads file and is missing.")
    waiting = TrailEvent.objects.filter(seal=None).count()
    return Verified(sealed=sealed, waiting=waiting, expired=len(checkpoints))


def segment_check(segment: str) -> TrailSeal:
    """Verify one segment, the oldest one that stands, and return its last seal."""
    checkpoints = _checkpoints_check()
    for _ in _chain_check(checkpoints, segment):
        pass
    return TrailSeal.objects.filter(segment=segment).latest("number")


def _checkpoints_check() -> dict[str, TrailCheckpoint]:
    checkpoints = {checkpoint.segment: checkpoint for checkpoint in TrailCheckpoint.objects.order_by("segment")}
    for segment, point in checkpoints.items():
        if not is_signed(point.signature, "checkpoint", segment, point.last_number, point.head, point.expired_at):
            raise TrailBrokenError(segment, point.last_number, f"The checkpoint of segment {segment} was altered.")
    return checkpoints


def _chain_check(checkpoints: dict[str, TrailCheckpoint], only: str = "") -> Iterator[tuple[str, int, str]]:
    """Yield (segment, number, mac) of each entry that holds."""
    last = checkpoints[max(checkpoints)] if checkpoints else None
    segment, number, mac = (last.segment, last.last_number, last.head) if last else ("", 0, GENESIS)
    latest: datetime | None = None
    for row in _rows(only):
        expected = number + 1 if row["segment"] == segment else 1
        segment, number = row["segment"], row["number"]
        name = f"{segment}/{number}"
        if number != expected:
            raise TrailBrokenError(segment, expected, f"Entry {segment}/{expected} is missing.")
        event = [row[f"event__{field}"] for field in EVENT_FIELDS]
        if not is_signed(row["mac"], "seal", segment, number, mac, *event):
            raise TrailBrokenError(segment, number, f"Entry {name} was altered or moved, or the one before it removed.")
        latest = max(latest or row["event__at"], row["event__at"])
        if row["event__at"] < latest - LONGEST_TRANSACTION:
            raise TrailBrokenError(segment, number, f"Entry {name} was inserted: its time is long before its place.")
        mac = row["mac"]
        yield segment, number, mac


def _rows(only: str) -> Iterator[dict[str, Any]]:
    seals = TrailSeal.objects.filter(segment=only) if only else TrailSeal.objects.all()
    fields = ["segment", "number", "mac", *(f"event__{field}" for field in EVENT_FIELDS)]
    yield from seals.order_by("segment", "number").values(*fields).iterator(chunk_size=2000)


def _heads_check(checkpoints: dict[str, TrailCheckpoint]) -> dict[tuple[str, int], str]:
    """Heads that the chain must contain, by place. Lines of expired segments are held against their checkpoint."""
    heads: dict[tuple[str, int], str] = {}
    for head in _heads():
        point = checkpoints.get(head.segment)
        if not head.is_genuine:
            raise TrailBrokenError(head.segment, head.number, f"The line of {head.date} in the heads file was altered.")
        if point is None:
            if heads.setdefault((head.segment, head.number), head.head) != head.head:
                sentence = f"Entry {head.segment}/{head.number} has two different heads in the heads files."
                raise TrailBrokenError(head.segment, head.number, sentence)
        elif (head.number, head.head) != (point.last_number, point.head) and head.number >= point.last_number:
            raise TrailBrokenError(head.segment, head.number, f"Checkpoint {head.segment} ends before its known head.")
    if not heads and TrailSeal.objects.exists():
        raise TrailBrokenError("", 0, f"No heads of the trail in {settings.TRAIL_HEADS_DIR}: set TRAIL_HEADS_DIR.")
    return heads


def _heads() -> list[Head]:
    folder = settings.TRAIL_HEADS_DIR
    try:
        return heads_read(folder / DAILY) + heads_read(folder / LATEST)
    except HeadsFileError as error:
        raise TrailBrokenError("", 0, str(error)) from error
