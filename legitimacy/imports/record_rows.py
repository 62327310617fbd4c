"""From the cells of a row to what a mapping makes of them."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from legitimacy.imports.dates import date_text_read
from legitimacy.imports.errors import FileRefusedError
from legitimacy.imports.kinds import RecordField
from legitimacy.imports.layouts import Field, Layout, title_normalised
from legitimacy.imports.record_mappings import ANY, Realign, RecordMapping
from legitimacy.imports.sensitive import is_sensitive, names_people
from legitimacy.imports.tables import Row, Table, table_open

JOINT = " | "
REMEMBERED = 20_000
TALLIED = 60
OTHERS = "..."
KEY_JOINT = "\x1f"
Read = Callable[[Row], str]


class RecordRows:
    """A file under a mapping: opens it, and reads each row into the values of a record and of its parts."""

    def __init__(self, path: Path, mapping: RecordMapping) -> None:
        self.mapping = mapping
        # Whoever adds rows up may meet rows about persons.
        self.table: Table = table_open(path, (_layout(mapping),), quiet=mapping.kind.folder is not None)
        _people_refuse(path, mapping, self.table.header)
        self._require_columns()
        named = {title_normalised(title) for title in mapping.drop}
        titles = (title.strip() for title in self.table.header)
        self.dropped = tuple(title for title in titles if title_normalised(title) in named or is_sensitive(title))
        self._realigns = [_realigning(self.table, rule) for rule in mapping.realign]
        self._record = [(each, self._reader(each)) for each in mapping.kind.fields if not each.of_part]
        self._part = [(each, self._reader(each)) for each in mapping.kind.fields if each.of_part]
        self._tallied = [(title, next(self._places(title), None)) for title in mapping.tally]
        self.tallies: dict[str, Counter[str]] = {title: Counter() for title, _place in self._tallied}
        self.realigned = 0

    def parse(self, row: Row) -> tuple[str, list[Any]]:
        """Key and payload of a row: values of the record, of its parts, and a digest that tells exact duplicates.

        Two rows are the same when they are in every column, also in those that are not read: of these nothing but the
        digest is known, and that is forgotten with the import. Raises RowRejectedError.
        """
        self._tally(row)
        row.require_shape()
        self._realign(row)
        record = [read(row) for _field, read in self._record]
        parts = self._parts(row, [read(row) for _field, read in self._part])
        digest = hashlib.blake2b("\x1f".join(row.cells).encode(), digest_size=8).hexdigest()
        return KEY_JOINT.join(record[: self.mapping.kind.keyed_by]), [record, parts, digest]

    def values(self, payload: list[Any]) -> dict[str, str]:
        return {each.name: text for (each, _read), text in zip(self._record, payload[0], strict=True)}

    def parts(self, payload: list[Any]) -> list[dict[str, str]]:
        names = [each.name for each, _read in self._part]
        return [dict(zip(names, texts, strict=True)) for texts in payload[1]]

    def title(self, name: str) -> str:
        """The first column of a field as the file writes it; the field's own name where it has none."""
        titles = self.mapping.fields.get(name)
        return self.table.title(title_normalised(titles[0])) if titles else name

    def contradiction(self, one: list[Any], other: list[Any]) -> str:
        """Name of the first field in which two rows of one record differ; empty where none does."""
        pairs = zip(self._record, one[0], other[0], strict=True)
        return next((each.name for (each, _read), mine, theirs in pairs if mine != theirs), "")

    def _tally(self, row: Row) -> None:
        for title, place in self._tallied:
            if place is not None:
                counts = self.tallies[title]
                text = row.cells[place].strip() if place < len(row.cells) else ""
                counts[text if text in counts or len(counts) < TALLIED else OTHERS] += 1

    def _realign(self, row: Row) -> None:
        for fits, move in self._realigns:
            if fits(row.cells):
                row.cells = move(row.cells)
                self.realigned += 1
                return

    def _parts(self, row: Row, texts: list[str]) -> list[list[str]]:
        """One part for each row, or as many as the cells that hold several say."""
        marks = [self.mapping.split.get(each.name, "") for each, _read in self._part]
        if not any(marks):
            return [texts]
        pieces = [
            [piece.strip() for piece in text.split(mark)] if mark else [text]
            for text, mark in zip(texts, marks, strict=True)
        ]
        longest: dict[str, int] = {}
        for (each, _read), found in zip(self._part, pieces, strict=True):
            longest[each.group] = max(longest.get(each.group, 1), len(found))
        for (each, _read), found in zip(self._part, pieces, strict=True):
            if len(found) not in (1, longest[each.group]):
                row.reject(self._place(each), _("as many entries are needed here as in the other columns."))
        first = next(iter(longest))
        tied = {group for group, length in longest.items() if length in (1, longest[first])}
        parts = self._spread(row, pieces, longest[first], tied)
        for group in longest.keys() - tied:  # as many persons as somebody wrote, but of which part nobody knows
            parts += self._spread(row, pieces, longest[group], {group})
        return parts

    def _spread(self, row: Row, pieces: list[list[str]], length: int, groups: set[str]) -> list[list[str]]:
        """One part for each entry, with the fields of these groups; what stands once holds for all."""
        return [
            [
                self._code(row, each, found[number if len(found) > 1 else 0]) if each.group in groups else ""
                for (each, _read), found in zip(self._part, pieces, strict=True)
            ]
            for number in range(length)
        ]

    def _require_columns(self) -> None:
        """A column may have another title in this file, but one of its titles must be there."""
        optional = {title_normalised(title) for title in self.mapping.optional}
        for titles in self.mapping.fields.values():
            for title in titles:
                if title_normalised(title) not in optional and next(self._places(title), None) is None:
                    known = ", ".join((title, *self.mapping.alternatives.get(title, ())))
                    reason = _("none of these columns is there: %(titles)s; add one, or name its title in the mapping.")
                    raise FileRefusedError(self.table.path, reason % {"titles": known})

    def _places(self, title: str) -> Iterator[int]:
        """Where a column stands, under each of its titles that the file has."""
        places = self.table.match.places
        for each in (title, *self.mapping.alternatives.get(title, ())):
            place = places.get(title_normalised(each))
            if place is not None:
                yield place

    def _place(self, each: RecordField) -> str:
        titles = self.mapping.fields.get(each.name)
        return title_normalised(titles[0]) if titles else each.name

    def _reader(self, each: RecordField) -> Read:
        """How a field is read. Texts that were read before are remembered: registers repeat themselves."""
        columns = [tuple(self._places(title)) for title in self.mapping.fields.get(each.name, ())]
        default = self.mapping.defaults.get(each.name, "")
        split = each.name in self.mapping.split
        known: dict[str, str] = {}

        def read(row: Row) -> str:
            texts = [_first_text(row.cells, places) for places in columns]
            text = texts[0] if len(texts) == 1 else JOINT.join(filter(None, texts))
            found = known.get(text)
            if found is None:
                found = (text if split else self._code(row, each, text)) or default
                if each.required and not found:
                    row.reject(self._place(each), _("the cell is empty."))
                if len(known) < REMEMBERED:
                    known[text] = found
            return found

        return read

    def _code(self, row: Row, each: RecordField, text: str) -> str:
        """A text as we store it: a date in ISO form, a code of its list, or the text itself."""
        place = self._place(each)
        if each.is_date:
            return self._date(row, place, text)
        translations = self.mapping.values.get(each.name)
        if translations is not None:
            return self._translated(row, place, each.name, text, translations)
        if each.read is not None and text:
            try:
                return each.read(text)
            except ValueError as error:
                row.reject(place, str(error), text)
        if each.codes is not None and text and text not in each.codes():
            row.reject(place, _("“%(text)s” is no code; translate it in the mapping under ") + each.name + ".", text)
        if each.longest and len(text) > each.longest:
            row.reject(place, _("“%(text)s” is too long."), text)
        return text.replace("\x00", "")

    def _translated(self, row: Row, place: str, name: str, text: str, codes: dict[str, str]) -> str:
        """By the whole text; where several columns were joined also by the first of them, then by "*"."""
        wanted = text.casefold()
        found = codes.get(wanted)
        while found is None and JOINT in wanted:
            wanted = wanted.rpartition(JOINT)[0]
            found = codes.get(wanted)
        if found is None and text:
            found = codes.get(ANY)
        if found is None and text:
            row.reject(place, _("“%(text)s” is not in the mapping; add it under ") + f"[values.{name}].", text)
        return found or ""

    def _date(self, row: Row, place: str, text: str) -> str:
        if not text or text in self.mapping.no_date:
            return ""
        day = _date_by(self.mapping.dates, text) if self.mapping.dates else date_text_read(text)
        if day is None:
            row.reject(place, _("“%(text)s” is no date."), text)
        return day.isoformat()


def _people_refuse(path: Path, mapping: RecordMapping, header: Sequence[str]) -> None:
    """A file of counts holds nobody; where it does, not even its other columns are read."""
    counts = mapping.kind.only_counts or (mapping.kind.folder is not None and mapping.is_joined)
    named = [title for title in header if names_people(title)] if counts else []
    if named:
        reason = _("the column “%(title)s” names people. Hand in counts: one row for each group, never for a person.")
        raise FileRefusedError(path, reason % {"title": named[0]})


def _first_text(cells: list[str], places: Sequence[int]) -> str:
    for place in places:
        text = cells[place].strip() if place < len(cells) else ""
        if text:
            return text
    return ""


def _date_by(formats: Sequence[str], text: str) -> date | None:
    for form in formats:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  a day has no time zone
        except ValueError:
            continue
    return None


def _layout(mapping: RecordMapping) -> Layout:
    """Every column that the mapping names; those of its fields must be there, unless it calls them optional."""
    asked = {title_normalised(title) for titles in mapping.fields.values() for title in titles}
    optional = {title_normalised(title) for title in (*mapping.optional, *mapping.alternatives)}
    moved: Iterable[str] = (title for rule in mapping.realign for title in (*rule.when, *_sources(rule)))
    renamed = (title for titles in mapping.alternatives.values() for title in titles)
    others = {title_normalised(title) for title in (*mapping.drop, *mapping.tally, *mapping.optional, *renamed, *moved)}
    fields = [Field(title, required=title not in optional) for title in sorted(asked)]
    return Layout(mapping.kind.key, (*fields, *(Field(title, required=False) for title in sorted(others - asked))))


def _sources(rule: Realign) -> list[str]:
    return [title for target, titles in rule.take.items() for title in (target, *titles)]


def _realigning(table: Table, rule: Realign) -> tuple[Callable[[list[str]], bool], Callable[[list[str]], list[str]]]:
    """Whether a rule fits a row, and the row as it should have been. Columns that the file lacks hold nothing."""
    places = table.match.places

    def cell(cells: list[str], title: str) -> str:
        place = places.get(title_normalised(title))
        return cells[place] if place is not None and place < len(cells) else ""

    def fits(cells: list[str]) -> bool:
        return all(cell(cells, title).strip() == text.strip() for title, text in rule.when.items())

    def move(cells: list[str]) -> list[str]:
        moved = list(cells)
        for target, titles in rule.take.items():
            place = places.get(title_normalised(target))
            if place is not None and place < len(moved):
                moved[place] = ",".join(filter(None, (cell(cells, title) for title in titles)))
        return moved

    return fits, move
