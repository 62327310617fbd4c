"""Dated code lists, read once from a file in `data/`: an operator changes a word there, never in code.

A code that has ended stays readable in old records and is offered no more.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language


class CodeListError(LookupError):
    """A code that its list does not hold. `list_name` and `code` say which."""

    def __init__(self, list_name: str, code: str, folder: str = "data") -> None:
        self.list_name, self.code = list_name, code
        super().__init__(f"There is no {list_name} {code!r}; see {folder}/.")


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
    """One entry of a list, with the days on which it may be chosen and where it comes from.

    `extra` holds the columns that only some lists have, as text by name.
    """

    list: str
    code: str
    label: Label
    valid_from: date
    valid_to: date | None
    source: str
    extra: dict[str, str]

    def is_offered(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


class CodeLists:
    """The lists of one file: columns list, code, nl, fr, de, en, valid_from, valid_to, source, and any more."""

    USUAL = frozenset({"list", "code", "nl", "fr", "de", "en", "valid_from", "valid_to", "source"})

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def lists(self) -> dict[str, dict[str, Code]]:
        """Every list by its name, in the order of the file."""
        lists: dict[str, dict[str, Code]] = {}
        for row in rows_read(self.path):
            entry = Code(
                row["list"],
                row["code"],
                label_read(row),
                day_read(row["valid_from"]) or date.min,
                day_read(row["valid_to"]),
                row["source"],
                {name: text for name, text in row.items() if name not in self.USUAL},
            )
            lists.setdefault(entry.list, {})[entry.code] = entry
        return lists

    def require(self, list_name: str, code: str) -> Code:
        """The entry, or CodeListError."""
        try:
            return self.lists[list_name][code]
        except KeyError:
            folder = self.path.parent.relative_to(settings.BASE_DIR)
            raise CodeListError(list_name, code, str(folder)) from None

    def label_of(self, list_name: str, code: str) -> str:
        """The reader's word for a code; the code itself where the list lost it, so that old records stay readable."""
        entry = self.lists.get(list_name, {}).get(code)
        return str(entry.label) if entry else code

    def labels_of(self, list_name: str, codes: Iterable[str]) -> list[str]:
        return [self.label_of(list_name, code) for code in codes]

    def offered(self, list_name: str, on: date) -> list[tuple[str, Label]]:
        """Code and label of what may be chosen on a day, for a form."""
        return [(code, entry.label) for code, entry in self.lists[list_name].items() if entry.is_offered(on)]


def rows_read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def label_read(row: dict[str, str], prefix: str = "") -> Label:
    return Label(*(row[f"{prefix}{language}"] for language in ("nl", "fr", "de", "en")))


def day_read(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
