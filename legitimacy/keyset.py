"""Pages of a long list without counting it and without skipping rows: each page begins where the last one ended.

A list is one or more segments, one after the other; each is ordered by two columns that an index holds. The place where
a page begins travels as a sealed token.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from legitimacy.sealing import seal, unseal

Row = TypeVar("Row", bound=Model)
PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class Segment:
    """`order` is two columns in one direction, the last the primary key; `where` keeps the segments apart."""

    order: tuple[str, str]
    where: Q = field(default_factory=Q)


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the list: which segment it is in, and its values of that segment's columns."""

    segment: int
    values: tuple[Any, ...]
    backward: bool = False


@dataclass(frozen=True, slots=True)
class KeysetPage(Generic[Row]):
    """Rows of one page, with tokens for the one after and the one before; empty where there is none."""

    rows: list[Row]
    next: str = ""
    previous: str = ""


@dataclass(frozen=True, slots=True)
class Keyset:
    """The orders of one list. `purpose` ties its tokens to it. A segment but the last holds no row without a value."""

    purpose: str
    sorts: Mapping[str, tuple[Segment, ...]]

    def page_read(self, rows: QuerySet[Row], sort: str, token: str = "", size: int = PAGE_SIZE) -> KeysetPage[Row]:
        """The page at a token; the first page for none, or for a token that is not ours. A query a segment at most."""
        place = self._place_read(sort, token)
        backward = place is not None and place.backward
        found = _rows_beyond(rows, self.sorts[sort], place, size + 1)
        has_more, found = len(found) > size, found[:size]
        if backward:
            found.reverse()
        if not found:
            return KeysetPage([])
        return KeysetPage(
            found,
            next=self._token(sort, found[-1]) if has_more or backward else "",
            previous=self._token(sort, found[0], backward=True)
            if (has_more if backward else place is not None)
            else "",
        )

    def _token(self, sort: str, row: Model, *, backward: bool = False) -> str:
        segments = self.sorts[sort]
        for number, segment in enumerate(segments):
            values = [getattr(row, name.removeprefix("-")) for name in segment.order]
            if None not in values or number == len(segments) - 1:
                break
        return seal(self.purpose, [sort, number, [_written(value) for value in values], backward])

    def _place_read(self, sort: str, token: str) -> Place | None:
        content = unseal(self.purpose, token)
        if content is None or content[0] != sort:
            return None
        _, number, values, backward = content
        return Place(number, tuple(_read(value) for value in values), backward)


def _rows_beyond(rows: QuerySet[Row], segments: Sequence[Segment], place: Place | None, wanted: int) -> list[Row]:
    backward = place is not None and place.backward
    numbers = list(range(len(segments)))
    if place is not None:
        numbers = numbers[place.segment :] if not backward else numbers[place.segment :: -1]
    beyond: list[Row] = []
    for number in numbers:
        segment = segments[number]
        found = rows.filter(segment.where)
        if place is not None and place.segment == number:
            found = found.filter(_beyond(segment.order, place.values, backward))
        beyond += found.order_by(*(_turned(name, backward) for name in segment.order))[: wanted - len(beyond)]
        if len(beyond) >= wanted:
            break
    return beyond


def _turned(name: str, backward: bool) -> str:
    if not backward:
        return name
    return name[1:] if name.startswith("-") else f"-{name}"


def _beyond(order: tuple[str, str], values: tuple[Any, ...], backward: bool) -> Q:
    """Rows after these values. The first column's own condition is what an index begins at."""
    how = "lt" if order[0].startswith("-") != backward else "gt"
    names = [name.removeprefix("-") for name in order]
    after = Q((f"{names[0]}__{how}", values[0])) | Q((f"{names[1]}__{how}", values[1]))
    return Q((f"{names[0]}__{how}e", values[0])) & after


def _written(value: Any) -> Any:
    """As JSON holds it."""
    if isinstance(value, date):
        return ["date", value.isoformat()]
    return ["uuid", str(value)] if isinstance(value, UUID) else value


def _read(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    kind, text = value
    return date.fromisoformat(text) if kind == "date" else UUID(text)
