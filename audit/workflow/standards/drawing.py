"""Drawing a sample that anybody can draw again.

The list is written in one way and its SHA-256 is kept. Items are ordered by the SHA-256 of `seed:key` and the first
ones are taken. So the draw depends on nothing but the list and the seed, and any language with SHA-256 repeats it.
"""

import hashlib
import secrets
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

LONGEST = 300
MOST_ITEMS = 100_000
FIELDS = ("key", "on", "channel", "title", "url")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameItem:
    """One real thing on the list. `key` tells it from all others: a reference, a number or an address."""

    key: str
    on: date | None = None
    channel: str = ""
    title: str = ""
    url: str = ""

    @property
    def line(self) -> str:
        cells = (self.key, self.on.isoformat() if self.on else "", self.channel, self.title, self.url)
        return "\t".join(" ".join(cell.split()) for cell in cells)


@dataclass(frozen=True, slots=True)
class FrameText:
    """The list as it is kept: lines sorted, compressed; `checksum` is the SHA-256 of the lines."""

    packed: bytes
    count: int
    checksum: str


def frame_pack(items: Iterable[FrameItem]) -> FrameText:
    lines = sorted(item.line for item in items)
    plain = "\n".join(lines).encode()
    return FrameText(zlib.compress(plain, 6), len(lines), hashlib.sha256(plain).hexdigest())


def frame_unpack(packed: bytes) -> list[FrameItem]:
    """The items of a kept list, in its order."""
    plain = zlib.decompress(bytes(packed)).decode()
    return [_item(line) for line in plain.split("\n")] if plain else []


def frame_checksum(packed: bytes) -> str:
    return hashlib.sha256(zlib.decompress(bytes(packed))).hexdigest()


def _item(line: str) -> FrameItem:
    key, on, channel, title, url = line.split("\t")
    return FrameItem(key=key, on=date.fromisoformat(on) if on else None, channel=channel, title=title, url=url)


def seed_make() -> str:
    """A seed that nobody chose."""
    return secrets.token_hex(8)


def sample_draw(items: Sequence[FrameItem], *, seed: str, size: int) -> list[FrameItem]:
    """The first `size` items in the order of the SHA-256 of `seed:key`."""
    return sorted(items, key=lambda item: hashlib.sha256(f"{seed}:{item.key}".encode()).digest())[:size]
