"""Dated code lists, read once from `data/complaints/`: an operator changes a word there, never in code.

A code that has ended stays readable in old files and is offered no more.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.conf import settings

from legitimacy.codes import Code, CodeListError, CodeLists, Label, day_read, label_read, rows_read

FOLDER = "data/complaints"
DATA = settings.BASE_DIR / FOLDER
CATEGORIES = "categories.csv"
BODIES = "bodies.csv"


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


LISTS = CodeLists(DATA / "codes.csv")


def codes() -> dict[str, dict[str, Code]]:
    """Every list by its name, in the order of the file."""
    return LISTS.lists


@cache
def categories() -> dict[str, Category]:
    found = {}
    for row in rows_read(DATA / CATEGORIES):
        found[row["code"]] = Category(
            row["code"],
            row["group"],
            frozenset(row["flags"].split()),
            label_read(row),
            label_read(row, "plain_"),
            day_read(row["valid_from"]) or date.min,
            day_read(row["valid_to"]),
            row["source"],
        )
    return found


@cache
def bodies() -> dict[str, Body]:
    return {
        row["code"]: Body(row["code"], row["kind"], label_read(row), row["source"]) for row in rows_read(DATA / BODIES)
    }


def category_require(code: str) -> Category:
    try:
        return categories()[code]
    except KeyError:
        raise CodeListError("category", code, FOLDER) from None


def body_require(code: str) -> Body:
    try:
        return bodies()[code]
    except KeyError:
        raise CodeListError("body", code, FOLDER) from None


code_require = LISTS.require
label_of = LISTS.label_of
offered = LISTS.offered
