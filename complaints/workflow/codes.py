"""Dated code lists, read once from `data/complaints/`: an operator changes a word there, never in code.

A code that has ended stays readable in old files and is offered no more.
"""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.conf import settings
from django.utils.translation import get_language

DATA = settings.BASE_DIR / "data" / "complaints"
CODES = "codes.csv"
CATEGORIES = "categories.csv"
BODIES = "bodies.csv"


class CodeListError(LookupError):
    """A code that its list does not hold. `list_name` and `code` say which."""

    def __init__(self, list_name: str, code: str) -> None:
        self.list_name, self.code = list_name, code
        super().__init__(f"There is no {list_name} {code!r}; see data/complaints/.")


@dataclass(frozen=True, slots=True)
class Label:
    """A text in four languages; `str()` gives the reader's, Dutch where there is none."""

    nl: str
    fr: str
    de: str
    en: str

    def __str__(self) -> str:
        language = (get_language() or "nl")[:2]
        return str(getattr(self, language, "") or self.nl)


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a list, with the days on which it may be chosen and where it comes from."""

    list: str
    code: str
    label: Label
    valid_from: date
    valid_to: date | None
    source: str

    def is_offered(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Category:
    """An alleged failing. `plain` are a citizen's words for it; `flags` say what follows from it: force, bias,
    discrimination, integrity, offence, data.
    """

    code: str
    group: str
    flags: frozenset[str]
    label: Label
    plain: Label
    valid_from: date
    valid_to: date | None
    source: str

    def is_offered(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Body:
    """Somebody who can hold a file. `kind` is internal, external, authority or judicial."""

    code: str
    kind: str
    label: Label
    source: str


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _label(row: dict[str, str], prefix: str = "") -> Label:
    return Label(*(row[f"{prefix}{language}"] for language in ("nl", "fr", "de", "en")))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def codes() -> dict[str, dict[str, Code]]:
    """Every list by its name, in the order of the file."""
    lists: dict[str, dict[str, Code]] = {}
    for row in _rows(CODES):
        entry = Code(
            row["list"],
            row["code"],
            _label(row),
            _day(row["valid_from"]) or date.min,
            _day(row["valid_to"]),
            row["source"],
        )
        lists.setdefault(entry.list, {})[entry.code] = entry
    return lists


@cache
def categories() -> dict[str, Category]:
    found = {}
    for row in _rows(CATEGORIES):
        found[row["code"]] = Category(
            row["code"],
            row["group"],
            frozenset(row["flags"].split()),
            _label(row),
            _label(row, "plain_"),
            _day(row["valid_from"]) or date.min,
            _day(row["valid_to"]),
            row["source"],
        )
    return found


@cache
def bodies() -> dict[str, Body]:
    return {row["code"]: Body(row["code"], row["kind"], _label(row), row["source"]) for row in _rows(BODIES)}


def code_require(list_name: str, code: str) -> Code:
    """The entry, or CodeListError."""
    try:
        return codes()[list_name][code]
    except KeyError:
        raise CodeListError(list_name, code) from None


def category_require(code: str) -> Category:
    try:
        return categories()[code]
    except KeyError:
        raise CodeListError("category", code) from None


def body_require(code: str) -> Body:
    try:
        return bodies()[code]
    except KeyError:
        raise CodeListError("body", code) from None


def label_of(list_name: str, code: str) -> str:
    """The reader's word for a code; the code itself where the list lost it, so that old files stay readable."""
    entry = codes().get(list_name, {}).get(code)
    return str(entry.label) if entry else code


def offered(list_name: str, on: date) -> list[tuple[str, Label]]:
    """Code and label of what may be chosen on a day, for a form."""
    return [(code, entry.label) for code, entry in codes()[list_name].items() if entry.is_offered(on)]
