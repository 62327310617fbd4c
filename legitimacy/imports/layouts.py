"""Which columns a kind of file has, and which kind of file a header belongs to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from django.utils.translation import gettext as _

from legitimacy.imports.errors import FileRefusedError

_JOINTS = re.compile(r"[\s\-.]+")


def title_normalised(title: str) -> str:
    """How two titles are compared: blanks, hyphens, points and capitals do not count."""
    return _JOINTS.sub("_", title.strip().casefold())


@dataclass(frozen=True, slots=True)
class Field:
    """One column. `synonyms` are other titles for it; `pattern` matches titles with a year in them."""

    name: str
    synonyms: tuple[str, ...] = ()
    required: bool = True
    number: bool = False
    pattern: str = ""

    def is_title(self, title: str) -> bool:
        """Whether a normalised title names this column."""
        return title == self.name or title in self.synonyms or bool(re.fullmatch(self.pattern, title))


@dataclass(frozen=True)
class Layout:
    """One kind of file. Of the groups of columns in `one_of`, at least one must be there wholly."""

    name: str
    fields: tuple[Field, ...]
    one_of: tuple[tuple[str, ...], ...] = ()

    @cached_property
    def required(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields if field.required)

    @cached_property
    def numbers(self) -> frozenset[str]:
        return frozenset(field.name for field in self.fields if field.number)


@dataclass(frozen=True, slots=True)
class Match:
    """A layout laid over a header: `places` holds the column index of each field that is there."""

    layout: Layout
    places: dict[str, int]
    twice: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(name for name in self.layout.required if name not in self.places)

    @property
    def lacks_figures(self) -> bool:
        groups = self.layout.one_of
        return bool(groups) and not any(set(group) <= self.places.keys() for group in groups)

    @property
    def is_whole(self) -> bool:
        return not self.missing and not self.lacks_figures

    @property
    def rank(self) -> tuple[bool, int, int]:
        """Whole layouts first, then the one that asks most, then the one that knows most of the columns."""
        found = len(self.layout.required) - len(self.missing)
        return self.is_whole, found, len(self.places)


def layout_match(header: Sequence[str], layout: Layout) -> Match:
    """Find the columns of a layout. A column's own name counts before its synonyms."""
    titles = [title_normalised(title) for title in header]
    places = {field.name: titles.index(field.name) for field in layout.fields if field.name in titles}
    twice = [name for name in places if titles.count(name) > 1 for _time in range(2)]
    for index, title in enumerate(titles):
        for field in layout.fields:
            if not title or not field.is_title(title) or places.get(field.name) == index or field.name in titles:
                continue
            if field.name in places:
                twice += [header[places[field.name]].strip(), header[index].strip()]
            places.setdefault(field.name, index)
    return Match(layout, places, tuple(twice))


def layout_best(header: Sequence[str], layouts: Sequence[Layout]) -> Match:
    return max((layout_match(header, layout) for layout in layouts), key=lambda match: match.rank)


def layout_require(path: Path, header: Sequence[str], layouts: Sequence[Layout], *, quiet: bool = False) -> Match:
    """The layout of a header, or FileRefusedError with what is missing, what was found and what to do.

    A `quiet` one does not say what was found: a file without titles begins with a person.
    """
    match = layout_best(header, layouts)
    if match.twice:
        titles = " and ".join(f"“{title}”" for title in match.twice[:2])
        raise FileRefusedError(path, _("the columns %(titles)s mean the same; keep one of them.") % {"titles": titles})
    if not match.is_whole:
        raise FileRefusedError(path, _what_is_missing(["…"] if quiet else header, match, layouts))
    return match


def _what_is_missing(header: Sequence[str], match: Match, layouts: Sequence[Layout]) -> str:
    found = ", ".join(title.strip() for title in header if title.strip())[:200]
    if not match.places or (len(layouts) > 1 and len(match.missing) == len(match.layout.required)):
        known = "; ".join(", ".join(layout.required) for layout in layouts)
        return _(
            "none of the columns found (%(found)s) are known; the first row must name the columns, such as %(known)s."
        ) % {"found": found, "known": known}
    if match.missing:
        return _("missing column %(missing)s (found: %(found)s); add it, or rename the column that holds it.") % {
            "missing": ", ".join(match.missing),
            "found": found,
        }
    groups = "; ".join(", ".join(group) for group in match.layout.one_of)
    return _("no column with figures (found: %(found)s); add one of: %(groups)s.") % {"found": found, "groups": groups}
