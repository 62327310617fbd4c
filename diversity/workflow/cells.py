"""One count, where it stands in a return, and how the words of a row say so.

A row that gives grade, statute and age of a group at once is folded into three cells here, before anything keeps it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from django.utils.translation import gettext as _

from diversity.workflow.staffing import LISTS, PARTS, SPLITS, Kind, Part

SEX_WORDS = {
    **dict.fromkeys(("v", "w", "vrouw", "femme", "frau", "woman", "female", "weiblich"), "f"),
    **dict.fromkeys(("h", "man", "homme", "mann", "male", "männlich"), "m"),
}
"""What people write for a sex beside codes and labels; F is a woman in French and English."""
ADULT, OLDEST = 16, 90


class CellKey(NamedTuple):
    """Where a count stands: as in `StaffCell`."""

    part: str
    framework: str
    key: str
    group: str


@dataclass(frozen=True, slots=True)
class Count:
    """`fte` is None where it is not counted."""

    heads: int
    fte: Decimal | None = None

    def __add__(self, other: "Count") -> "Count":
        fte = None if self.fte is None or other.fte is None else self.fte + other.fte
        return Count(self.heads + other.heads, fte)


Cells = dict[CellKey, Count]


class CellFaultError(ValueError):
    """What a row cannot say. `field` is the column, `reason` a translated sentence that quotes no cell."""

    def __init__(self, field: str, reason: str) -> None:
        self.field, self.reason = field, reason
        super().__init__(reason)


@cache
def _words(list_name: str) -> dict[str, str]:
    found: dict[str, str] = dict(SEX_WORDS) if list_name == "sex" else {}
    for code, entry in LISTS.lists[list_name].items():
        for text in (entry.label.nl, entry.label.fr, entry.label.de, entry.label.en, code):
            found[" ".join(text.casefold().split())] = code
    return found


def code_read(list_name: str, text: str) -> str:
    """The code for a code or for its label in any language; "" for none. CellFaultError tells what is allowed."""
    plain = " ".join(text.casefold().split())
    found = _words(list_name).get(plain, "")
    if plain and not found:
        allowed = ", ".join(LISTS.lists[list_name])
        raise CellFaultError(list_name, _("this is not in the list; write one of: %(codes)s.") % {"codes": allowed})
    return found


def part_read(text: str) -> str:
    """The part for its code or its label in the reader's language."""
    plain = " ".join(text.casefold().split())
    for part in Part:
        if plain in (part.value, str(part.label).casefold()):
            return part.value
    if plain:
        raise CellFaultError(
            "part", _("this is not in the list; write one of: %(codes)s.") % {"codes": ", ".join(Part)}
        )
    return ""


def age_read(text: str) -> str:
    """The band for a code, a label, or a number of years."""
    plain = text.strip()
    if plain.isascii() and plain.isdigit() and len(plain) <= 3:
        return band_of(int(plain))
    return code_read("age", plain)


def band_of(years: int) -> str:
    """The band of somebody of these years. CellFaultError for who cannot be at work."""
    if not ADULT <= years <= OLDEST:
        raise CellFaultError("age", _("nobody of this age works for the police."))
    for code in LISTS.lists["age"]:
        first, _joint, last = code.partition("_")
        if (first == "under" and years < int(last)) or (last == "up" and years >= int(first)):
            return code
        if first.isdigit() and last.isdigit() and int(first) <= years <= int(last):
            return code
    raise CellFaultError("age", _("nobody of this age works for the police."))


def framework_of(list_name: str, code: str) -> str:
    """The framework that a code belongs to; "" where its list does not say."""
    entry = LISTS.lists[list_name].get(code)
    return entry.extra.get("framework", "") if entry else ""


def places_of(kind: str, told: Mapping[str, str], *, person: bool = False) -> list[CellKey]:
    """In which cells a row counts. `told` holds codes by column. A `person` counts in every split that is told."""
    part = told.get("part", "")
    if part and part not in PARTS[kind]:
        allowed = ", ".join(PARTS[kind])
        raise CellFaultError("part", _("this is not in the list; write one of: %(codes)s.") % {"codes": allowed})
    if kind == Kind.COMPOSITION:
        parts = _splits(told, part, person=person)
    elif part or len(PARTS[kind]) == 1:
        parts = [part or next(iter(PARTS[kind]))]
    else:
        raise CellFaultError(
            "part", _("the cell is empty; write one of: %(codes)s.") % {"codes": ", ".join(PARTS[kind])}
        )
    framework = _framework(kind, told, parts)
    return [_place(kind, each, framework, told) for each in parts]


def _splits(told: Mapping[str, str], part: str, *, person: bool) -> list[str]:
    given = [each.value for each in SPLITS if told.get(each)]
    mandate = [Part.MANDATE.value] if told.get("mandate") else []
    if part:
        if not told.get(part):
            raise CellFaultError(part, _("the cell is empty."))
        return [part]
    if len(given) == len(SPLITS) or (person and given):
        return given + mandate
    if len(given) + len(mandate) == 1:
        return given or mandate
    raise CellFaultError("grade", _("give one of grade, statute, age and mandate, or grade, statute and age together."))


def _framework(kind: str, told: Mapping[str, str], parts: list[str]) -> str:
    if not any(PARTS[kind][part].by_framework for part in parts):
        return ""
    given = told.get("framework", "")
    for part in parts:
        name = PARTS[kind][part].keys
        belongs = framework_of(name, told.get(name, "")) if name else ""
        if given and belongs and belongs != given:
            label = LISTS.label_of("framework", belongs)
            raise CellFaultError(
                "framework", _("this %(what)s belongs to: %(label)s.") % {"what": name, "label": label}
            )
        given = given or belongs
    if not given:
        codes = ", ".join(LISTS.lists["framework"])
        raise CellFaultError("framework", _("the cell is empty; write one of: %(codes)s.") % {"codes": codes})
    return given


def _place(kind: str, part: str, framework: str, told: Mapping[str, str]) -> CellKey:
    rule = PARTS[kind][part]
    key = told.get(rule.keys, "") if rule.keys else ""
    group = told.get("sex" if rule.groups == "sex" else "group", "") if rule.groups else ""
    for column, text, needed in ((rule.keys, key, rule.keys), (rule.groups, group, rule.groups)):
        if needed and not text:
            raise CellFaultError("group" if column == "origin" else column, _("the cell is empty."))
    return CellKey(part, framework if rule.by_framework else "", key, group)


def rows_of(kind: str, framework_codes: tuple[str, ...] = ()) -> list[CellKey]:
    """Every cell that a return of this kind can hold, in the order of the lists."""
    frameworks = framework_codes or tuple(LISTS.lists["framework"])
    found = []
    for part, rule in PARTS[kind].items():
        groups = tuple(LISTS.lists[rule.groups]) if rule.groups else ("",)
        for framework in frameworks if rule.by_framework else ("",):
            keys = tuple(LISTS.lists[rule.keys]) if rule.keys else ("",)
            fitting = [key for key in keys if not key or framework_of(rule.keys, key) in ("", framework)]
            found += [CellKey(part, framework, key, group) for key in fitting for group in groups]
    return found


def label_of(kind: str, place: CellKey) -> str:
    """The words for a cell, such as "grade: officers, women"."""
    rule = PARTS[kind].get(place.part)
    words = [LISTS.label_of("framework", place.framework)] if place.framework and not (rule and place.key) else []
    if place.key and rule:
        words.append(LISTS.label_of(rule.keys, place.key))
    if place.key and rule and rule.keys in ("statute", "age"):
        words.append(LISTS.label_of("framework", place.framework))
    if place.group and rule:
        words.append(LISTS.label_of(rule.groups, place.group))
    return f"{Part(place.part).label}: {', '.join(words)}" if words else str(Part(place.part).label)
