"""Protected staff tables of a corps, a province or the country, as a release froze them: the only way to read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from diversity.workflow.staffing import FAMILY, FLOWS, FRAMEWORK, LISTS, SEXES, SPLITS, TABLES, Part
from legitimacy import numbers
from legitimacy.entries import CorpsFact
from legitimacy.models import Corps, Register, Release, Subject, SubjectKind, TablePublication
from legitimacy.models.disclosure import public_releases

KINDS = (SubjectKind.CORPS, SubjectKind.PROVINCE, SubjectKind.NATION)
HIDDEN, MISSING = "c", "m"
"""What stands for a hidden number and for one that was not handed over; zero is 0."""
CORPS_PARTS = (FRAMEWORK, *FLOWS, Part.DECLARED, Part.STAFF)
AREA_PARTS = (FRAMEWORK, *SPLITS, *FLOWS, Part.DECLARED, Part.STAFF)
BY_SEX, DECLARED, ALL = (*SEXES, ""), ("declared", ""), ("",)
COLUMNS: Mapping[str, tuple[str, ...]] = {Part.DECLARED: DECLARED, Part.STAFF: ALL}
"""Columns of the parts that are not split by sex; the last is the sum."""
LEGAL = (Part.DECLARED, Part.STAFF)
"""Parts that are told only where somebody may and did hand them over."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: a number for each column, in words, and what part of the whole the first one is."""

    code: str
    label: str
    numbers: tuple[str, ...]
    counts: tuple[int | None, ...]
    share: str
    part: float | None
    is_sum: bool


@dataclass(frozen=True, slots=True)
class StaffTable:
    """`lines` are empty where nothing was handed over; `missing` says so then. `columns`: codes and words."""

    part: str
    title: str
    columns: tuple[tuple[str, str], ...]
    share_title: str
    lines: list[Line]
    missing: str = ""


@dataclass(frozen=True, slots=True)
class StaffTables:
    """`release` froze them; `year` is that of their day, 31 December, and of who came and went."""

    subject: Subject
    year: int
    release: Release
    origin: str
    tables: list[StaffTable]


def staff_columns() -> dict[str, Any]:
    """A column of a query over corps: the newest year whose staff tables were released."""
    rows = TablePublication.objects.filter(family=FAMILY, subject=OuterRef("pk"), **public_releases("release__"))
    return {"staff_year": Subquery(rows.order_by("-period").values("period")[:1])}


def staff_fact(corps: Corps) -> CorpsFact:
    """From a corps read with this column."""
    year: str | None = getattr(corps, "staff_year", None)
    if year is None:
        return CorpsFact(_("No staff tables are released yet."))
    link = reverse("staff_public", kwargs={"code": corps.code})
    return CorpsFact(_("Staff by sex on 31 December %(year)s.") % {"year": year}, link, _("Who works here"))


def subject_of(code: str) -> Subject | None:
    """The corps, province or country of a code, outside the foreign test register."""
    found = Subject.objects.filter(code=code, kind__in=KINDS).exclude(register=Register.FOREIGN_TEST)
    return found.first()


def nation_of(subject: Subject) -> Subject | None:
    return Subject.objects.filter(register=subject.register, kind=SubjectKind.NATION).first()


def years_published(subject: Subject) -> list[int]:
    rows = _rows(subject).order_by().values_list("period", flat=True).distinct()
    return sorted((int(period) for period in rows), reverse=True)


def staff_tables(subject: Subject, year: int) -> StaffTables | None:
    """The newest release's tables of one subject and year; None where none holds any. Two queries."""
    newest = _rows(subject).filter(period=str(year)).order_by("-release__approved_at", "-release_id").first()
    if newest is None:
        return None
    release = Release.objects.get(pk=newest.release_id)
    rows = TablePublication.objects.filter(release=release, family=FAMILY, subject=subject, period=str(year))
    found = {(row.part, row.row, row.column): row for row in rows}
    parts = CORPS_PARTS if subject.kind == SubjectKind.CORPS else AREA_PARTS
    return StaffTables(subject, year, release, newest.origin, [_table(part, found) for part in parts])


def _rows(subject: Subject) -> QuerySet[TablePublication]:
    return TablePublication.objects.filter(family=FAMILY, subject=subject, **public_releases("release__"))


Found = Mapping[tuple[str, str, str], TablePublication]


def _table(part: str, found: Found) -> StaffTable:
    columns = COLUMNS.get(part, BY_SEX)
    titles, share_title = _titles(part)
    named = tuple(zip(columns, titles, strict=True))
    if not any(key[0] == part for key in found):
        missing = _("Not assessed: no legal delivery. Nobody loses by it.") if part in LEGAL else _(
            "Not handed over for this year, or not when this was released. What is missing is not zero."
        )  # fmt: skip
        return StaffTable(part, str(TABLES[part]), named, share_title, [], missing)
    rows = {code: str(entry.label) for code, entry in LISTS.lists[_list_of(part)].items() if (part, code, "") in found}
    lines = [_line(part, code, label, columns, found) for code, label in (*rows.items(), ("", ""))]
    return StaffTable(part, str(TABLES[part]), named, share_title, lines)


def _list_of(part: str) -> str:
    """The list that names the rows of a part."""
    if part in SPLITS:
        return str(part)
    return "origin" if part == Part.STAFF else "framework"


def _titles(part: str) -> tuple[list[str], str]:
    """Words of the columns, and of the share beside them."""
    if part == Part.DECLARED:
        return [_("declared"), _("all who could declare")], _("Share who declared")
    if part == Part.STAFF:
        return [_("people")], _("Share of all")
    return [*(str(LISTS.lists["sex"][sex].label) for sex in SEXES), _("All")], _("Share of women")


def _line(part: str, code: str, label: str, columns: Sequence[str], found: Found) -> Line:
    cells = [found.get((part, code, column)) for column in columns]
    counts = tuple(cell.count if cell is not None else None for cell in cells)
    texts = tuple(
        MISSING if cell is None else HIDDEN if cell.count is None else numbers.number_text(cell.count) for cell in cells
    )
    whole = found.get((part, "", "")) if len(columns) == 1 else cells[-1]
    share = counts[0] / whole.count if whole is not None and whole.count and counts[0] is not None else None
    return Line(
        code, label, texts, counts, "" if share is None else numbers.value_text(share, "%"), share, is_sum=not code
    )
