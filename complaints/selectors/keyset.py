"""Pages of a long list without counting it and without skipping rows: each page begins where the last one ended.

A list is one or more segments, one after the other; each is ordered by columns that an index holds. The place where a
page begins travels as a sealed token.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from complaints.models import Complaint
from complaints.querysets import ComplaintQuerySet
from complaints.selectors.sealing import seal, unseal

Files = ComplaintQuerySet[Complaint]
PAGE_SIZE = 25
PURPOSE = "complaints.list.place"


@dataclass(frozen=True, slots=True)
class Segment:
    """`order` is two columns in one direction, the last the primary key; `where` keeps the segments apart."""

    order: tuple[str, str]
    where: Q = field(default_factory=Q)


SORTS: dict[str, tuple[Segment, ...]] = {
    "received": (Segment(("-received_on", "-pk")),),
    "due": (
        Segment(("next_due_on", "pk"), Q(next_due_on__isnull=False)),
        Segment(("-received_on", "-pk"), Q(next_due_on__isnull=True)),
    ),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the list: which segment it is in, and its values of that segment's columns."""

    segment: int
    values: tuple[Any, ...]
    backward: bool = False


@dataclass(frozen=True, slots=True)
class ListPage:
    """Rows of one page, with tokens for the one after and the one before; empty where there is none."""

    rows: list[Complaint]
    next: str = ""
    previous: str = ""


def page_read(files: Files, sort: str, token: str = "", size: int = PAGE_SIZE) -> ListPage:
    """The page at a token; the first page for none, or for a token that is not ours. At most two queries."""
    place = _place_read(sort, token)
    backward = place is not None and place.backward
    rows = _rows_beyond(files, SORTS[sort], place, size + 1)
    has_more, rows = len(rows) > size, rows[:size]
    if backward:
        rows.reverse()
    if not rows:
        return ListPage([])
    return ListPage(
        rows,
        next=_token(sort, rows[-1]) if has_more or backward else "",
        previous=_token(sort, rows[0], backward=True) if (has_more if backward else place is not None) else "",
    )


def _rows_beyond(files: Files, segments: Sequence[Segment], place: Place | None, wanted: int) -> list[Complaint]:
    backward = place is not None and place.backward
    numbers = list(range(len(segments)))
    if place is not None:
        numbers = numbers[place.segment :] if not backward else numbers[place.segment :: -1]
    rows: list[Complaint] = []
    for number in numbers:
        segment = segments[number]
        found = files.filter(segment.where)
        if place is not None and place.segment == number:
            found = found.filter(_beyond(segment.order, place.values, backward))
        rows += found.order_by(*(_turned(name, backward) for name in segment.order))[: wanted - len(rows)]
        if len(rows) >= wanted:
            break
    return rows


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


def _token(sort: str, row: Complaint, *, backward: bool = False) -> str:
    number = 1 if sort == "due" and row.next_due_on is None else 0
    names = [name.removeprefix("-") for name in SORTS[sort][number].order]
    values = [value.isoformat() if isinstance(value := getattr(row, name), date) else value for name in names]
    return seal(PURPOSE, [sort, number, values, backward])


def _place_read(sort: str, token: str) -> Place | None:
    content = unseal(PURPOSE, token)
    if content is None or content[0] != sort:
        return None
    _, number, values, backward = content
    return Place(number, tuple(date.fromisoformat(v) if isinstance(v, str) else v for v in values), backward)
