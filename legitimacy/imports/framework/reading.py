"""From the files of a framework to plain rows, with every fault found on the way."""

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from legitimacy.imports.errors import FileRefusedError, RowRejectedError
from legitimacy.imports.framework.layout import GOALPOSTS
from legitimacy.imports.tables import Row, Table
from legitimacy.indicators.definitions import Direction, Disclosure, Feed, Kind, MeasuredBy, Pillar, Subject, Window

T = TypeVar("T")
MOST = 1_000  # a framework has a row per indicator: more rows than this are another kind of file
TOLD = 40


@dataclass(frozen=True, slots=True)
class Fault:
    row: int
    column: str
    reason: str

    def __str__(self) -> str:
        where = _("row %(row)d") % {"row": self.row} if self.row else ""
        return ": ".join(part for part in (where, self.column, self.reason) if part)


class FrameworkFaultsError(FileRefusedError):
    """A framework that does not add up; nothing of it is loaded. `faults` holds one sentence each."""

    def __init__(self, path: Path, faults: list[Fault]) -> None:
        self.faults = faults
        told = "\n".join(f"  {fault}" for fault in faults[:TOLD])
        count = {"count": len(faults)}
        super().__init__(path, _("%(count)d faults, so that nothing of it is loaded:") % count + "\n" + told)


def rows_read(table: Table, read: Callable[[Row], T], faults: list[Fault]) -> list[tuple[int, T]]:
    """Row number and content of the rows that can be read; the others become faults."""
    contents: list[tuple[int, T]] = []
    for count, row in enumerate(table.rows(), start=1):
        if count > MOST:
            raise FileRefusedError(table.path, _("more than %(most)d rows are no framework.") % {"most": MOST})
        try:
            row.require_shape()
            contents.append((row.number, read(row)))
        except RowRejectedError as error:
            faults.append(Fault(row.number, error.column, error.reason))
    return contents


def item_read(row: Row) -> dict[str, Any]:
    """Columns of a framework item, with the passport's words beside them (`owner`, `feed`)."""
    return {
        "indicator": row.required("code"),
        "facet": row.required("facet"),
        "level": _word(row, "subject", Subject),
        "kind": _word(row, "kind", Kind),
        "direction": _word(row, "direction", Direction),
        "window": _word(row, "window", Window),
        "valid_months": _whole(row, "valid_months"),
        "measured_by": _word(row, "measured_by", MeasuredBy),
        **{name: row.number_or_none(name) for name in GOALPOSTS},
        "min_denominator": _whole(row, "min_denominator"),
        "public_min_denominator": _whole(row, "public_min_denominator"),
        "weight": _weight(row, "weight"),
        "funding_allowed": _yes(row, "funding_allowed"),
        "funding_condition": row.text("funding_condition"),
        "disclosure_class": _word(row, "disclosure_class", Disclosure),
        "basis": row.required("basis"),
        "owner": row.required("owner_app"),
        "feed": _word(row, "feed", Feed),
    }


def facet_read(row: Row) -> dict[str, Any]:
    return {
        "pillar": _word(row, "pillar", Pillar),
        "pillar_weight": _weight(row, "pillar_weight"),
        "code": row.required("facet"),
        "weight": _weight(row, "facet_weight"),
        **{f"name_{language}": row.required(f"name_{language}") for language in ("nl", "fr", "de", "en")},
    }


def basis_read(row: Row) -> tuple[str, dict[str, str]]:
    """Indicator and its translated basis; a blank cell is left to a later file."""
    texts = {f"basis_{language}": row.text(language) for language in ("nl", "fr", "de")}
    return row.required("code"), {name: text for name, text in texts.items() if text}


def twice(codes: Iterator[tuple[int, str]]) -> Iterator[Fault]:
    """A fault for every row whose key stands in an earlier row."""
    seen: dict[str, int] = {}
    for number, code in codes:
        if code in seen:
            yield Fault(number, code, _("stands in row %(row)d already.") % {"row": seen[code]})
        seen.setdefault(code, number)


def _word(row: Row, field: str, enum: type[StrEnum]) -> str:
    text, words = row.required(field), {member.value for member in enum}
    return text if text in words else _not_one_of(row, field, text, words)


def _not_one_of(row: Row, field: str, text: str, words: Set[str]) -> str:
    return row.reject(field, _("“%(text)s” is none of: ") + ", ".join(sorted(words)) + ".", text)


def _yes(row: Row, field: str) -> bool:
    text = row.required(field).lower()
    return text == "yes" if text in ("yes", "no") else row.reject(field, _("“%(text)s” is neither yes nor no."), text)


def _whole(row: Row, field: str) -> int:
    row.required(field)
    return row.whole_or_none(field) or row.reject(field, _("“%(text)s” is not above zero."), row.text(field))


def _weight(row: Row, field: str) -> float:
    row.required(field)
    weight = row.number_or_none(field)
    if weight is None or weight < 0:
        row.reject(field, _("“%(text)s” is below zero."), row.text(field))
    return weight
