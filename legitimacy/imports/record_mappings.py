"""Mappings of records: how a register elsewhere writes what we store. One TOML file per source."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from legitimacy.imports.errors import FileRefusedError
from legitimacy.imports.kinds import RecordKind, record_kinds
from legitimacy.imports.mappings import MAPPINGS, mapping_content
from legitimacy.imports.sensitive import is_sensitive
from legitimacy.models import Register
from legitimacy.models.subjects import LANGUAGES

LARGEST = 200_000
TEXTS = ("source", "credit", "licence", "one_row_per", "contradictions")
REJECT, FIRST_ROW = "reject", "first_row"
LISTS = ("dates", "no_date", "drop", "optional", "tally")
TABLES = ("organisation", "fields", "alternatives", "values", "defaults", "split")
ANY = "*"


@dataclass(frozen=True, slots=True)
class Realign:
    """Rows whose cells stand in the wrong columns: `when` all these cells hold these texts, `take` each column from the
    cells named, joined by a comma.
    """

    when: dict[str, str]
    take: dict[str, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMapping:
    """`fields` names the columns of each field, `values` translates their texts to codes, `defaults` fills what the
    file does not have, `split` the mark between several parts in one cell. `alternatives` are other titles that a
    column has in other years: the first that holds something is read. `drop` are columns that are never read.
    `contradictions` says what becomes of rows of one record that do not agree: rejected, or the first row counts.
    `own` are the tables of the kind itself, as they stand.
    """

    path: Path
    kind: RecordKind
    source: str = ""
    credit: str = ""
    licence: str = ""
    one_row_per: str = ""
    contradictions: str = ""
    organisation: dict[str, str] = field(default_factory=dict)
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    alternatives: dict[str, tuple[str, ...]] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    split: dict[str, str] = field(default_factory=dict)
    dates: tuple[str, ...] = ()
    no_date: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    tally: tuple[str, ...] = ()
    realign: tuple[Realign, ...] = ()
    own: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def is_joined(self) -> bool:
        """Whether several rows make one record."""
        return self.one_row_per == self.kind.part


def record_kind_require(path: Path, key: str) -> RecordKind:
    """The kind of this name, or FileRefusedError with the kinds there are."""
    if key not in record_kinds:
        known = ", ".join(record_kinds.keys())
        reason = _("there is no kind of records called “%(kind)s”; choose one of: %(known)s.")
        raise FileRefusedError(path, reason % {"kind": key, "known": known})
    return record_kinds.get(key)


def record_mapping_read(path: Path, kind: str) -> RecordMapping:
    """Read and check one mapping. Raises FileRefusedError with the first thing that is wrong in it."""
    wanted = record_kind_require(path, kind)
    return _Reading(path, wanted, mapping_content(path)).mapping()


def record_mappings_shipped(kind: str) -> list[Path]:
    """The shipped mappings of this kind, by name."""
    return [path for path in sorted(MAPPINGS.glob("*.toml")) if mapping_content(path).get("kind") == kind]


def record_mapping_from(text: bytes, path: Path, kind: str) -> RecordMapping:
    """The same for an uploaded mapping; `path` is what messages call it."""
    wanted = record_kind_require(path, kind)
    if len(text) > LARGEST:
        raise FileRefusedError(path, _("this is larger than any mapping; choose the mapping, not the table."))
    try:
        content = tomllib.loads(text.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FileRefusedError(path, _("the mapping is no valid TOML (%(error)s).") % {"error": error}) from None
    return _Reading(path, wanted, content).mapping()


class _Reading:
    """Turns the content of a TOML file into a mapping, or says in a sentence why not."""

    def __init__(self, path: Path, kind: RecordKind, content: dict[str, Any]) -> None:
        self.path, self.kind, self.content = path, kind, content
        self.known = {field.name: field for field in kind.fields}

    def mapping(self) -> RecordMapping:
        self._require_words()
        fields = {name: self._titles(name, titles) for name, titles in self._table("fields").items()}
        others = {name: self._titles(name, titles) for name, titles in self._table("alternatives").items()}
        values = {name: self._codes(name, texts) for name, texts in self._table("values").items()}
        defaults = {name: self._code(name, str(code)) for name, code in self._table("defaults").items()}
        for name in (*fields, *values, *defaults, *self._table("split")):
            if name not in self.known:
                known = ", ".join(self.known)
                self._refuse(_("“%(name)s” is no field; the fields are: %(known)s."), name=name, known=known)
        for each in self.kind.fields:
            if each.required and each.name not in fields and each.name not in defaults:
                self._refuse(_("the field “%(name)s” is needed; name its column under [fields]."), name=each.name)
        self._sensitive_refuse(fields, others)
        plain: dict[str, Any] = {name: str(self.content.get(name, "")) for name in TEXTS}
        plain |= {name: self._list(name) for name in LISTS}
        return RecordMapping(
            path=self.path,
            kind=self.kind,
            organisation=self._organisation(),
            fields=fields,
            alternatives=others,
            values=values,
            defaults=defaults,
            split={name: str(mark) for name, mark in self._table("split").items()},
            realign=self._realign(),
            own={name: self._table(name) for name in self.kind.own_tables},
            **plain,
        )

    def _sensitive_refuse(self, fields: dict[str, tuple[str, ...]], others: dict[str, tuple[str, ...]]) -> None:
        """No word of a sensitive column is read: not into a field, not into a count, not into another column.

        A mapping that is shipped may put right rows of which the cells slipped into such a column: it was looked at.
        """
        moved = (
            []
            if self._is_shipped()
            else [title for rule in self._realign() for cells in rule.take.values() for title in cells]
        )
        if self.kind.folder is not None and self._list("tally"):
            self._refuse(_("texts of such a file are not counted: tally must be empty."))
        groups = self.kind.of_groups if self.content.get("one_row_per") == self.kind.part else ()
        read = [titles for name, titles in fields.items() if name not in groups]
        asked = [title for titles in (*read, *others.values()) for title in titles]
        for title in (*asked, *self._list("tally"), *moved):
            if is_sensitive(str(title)) or (title in self._list("drop") and title in asked):
                reason = _("“%(title)s” holds sensitive data about people and is never read; name it under drop only.")
                self._refuse(reason, title=str(title))

    def _is_shipped(self) -> bool:
        return any(self.content == mapping_content(path) for path in MAPPINGS.glob("*.toml"))

    def _require_words(self) -> None:
        if self.content.get("kind") != self.kind.key:
            self._refuse(_('this is no mapping of these records; it must say: kind = "%(kind)s".'), kind=self.kind.key)
        known = {"kind", "realign", *TEXTS, *LISTS, *TABLES, *self.kind.own_tables}
        for name in self.content.keys() - known:
            self._refuse(_("“%(name)s” is not known; check the spelling."), name=name)
        if self.content.get("one_row_per") not in (self.kind.record, self.kind.part):
            reason = _('say what one row is: one_row_per = "%(record)s" or "%(part)s".')
            self._refuse(reason, record=self.kind.record, part=self.kind.part)
        if self.content.get("contradictions", REJECT) not in (REJECT, FIRST_ROW):
            self._refuse(_('contradictions must be "%(one)s" or "%(other)s".'), one=REJECT, other=FIRST_ROW)

    def _organisation(self) -> dict[str, str]:
        found = {name: str(text) for name, text in self._table("organisation").items()}
        known = {"register", "code", "name", "languages", *(f"name_{language}" for language in LANGUAGES)}
        for name in found.keys() - known:
            self._refuse(_("“%(name)s” is not known; check the spelling."), name=name)
        if found and (found.get("register") not in Register.values or not found.get("code")):
            self._refuse(_("[organisation] must name the register and the code of the corps."))
        return found

    def _titles(self, name: str, titles: Any) -> tuple[str, ...]:
        listed = [titles] if isinstance(titles, str) else titles
        if not isinstance(listed, list) or not listed or not all(isinstance(title, str) and title for title in listed):
            self._refuse(_("“%(name)s” must be the title of a column, or a list of them."), name=name)
        return tuple(listed)

    def _codes(self, name: str, texts: Any) -> dict[str, str]:
        if not isinstance(texts, dict):
            self._refuse(_("[values.%(name)s] must be a table of texts and codes."), name=name)
        return {text.strip().casefold(): self._code(name, str(code)) for text, code in texts.items()}

    def _code(self, name: str, code: str) -> str:
        asked = self.known.get(name)
        if code and asked is not None and asked.codes is not None and code not in asked.codes():
            known = ", ".join(sorted(asked.codes()))
            self._refuse(
                _("“%(code)s” is no code of “%(name)s”; the codes are: %(known)s."), code=code, name=name, known=known
            )
        return code

    def _realign(self) -> tuple[Realign, ...]:
        found = []
        for rule in self._list("realign"):
            if not isinstance(rule, dict) or not isinstance(rule.get("when"), dict):
                self._refuse(_("each [[realign]] must say when, and which cells to take."))
            take = {title: list(self._titles(title, cells)) for title, cells in rule.get("take", {}).items()}
            found.append(Realign({title: str(text) for title, text in rule["when"].items()}, take))
        return tuple(found)

    def _list(self, name: str) -> tuple[Any, ...]:
        found = self.content.get(name, [])
        return tuple(found) if isinstance(found, list) else self._refuse(_("“%(name)s” must be a list."), name=name)

    def _table(self, name: str) -> dict[str, Any]:
        found = self.content.get(name, {})
        return found if isinstance(found, dict) else self._refuse(_("“%(name)s” must be a table."), name=name)

    def _refuse(self, reason: str, **words: str) -> Any:
        raise FileRefusedError(self.path, reason % words)
