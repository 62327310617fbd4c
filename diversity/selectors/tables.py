"""Protected staff tables of a corps, a province or the country, as a release froze them: the only way to read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from diversity.workflow.staffing import FAMILY, FRAMEWORK, LISTS, SEXES, SPLITS, Part
from legitimacy import numbers
from legitimacy.entries import CorpsFact
from legitimacy.models import Corps, Register, Release, Subject, SubjectKind, TablePublication
from legitimacy.models.disclosure import public_releases

KINDS = (SubjectKind.CORPS, SubjectKind.PROVINCE, SubjectKind.NATION)
HIDDEN, MISSING = "c", "m"
"""What stands for a hidden number and for one that was not handed over; zero is 0."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: women, men, other or unknown, and all, in words; and the share of women where both show."""

    code: str
    label: str
    numbers: tuple[str, ...]
    counts: tuple[int | None, ...]
    share: str
    women: float | None
    is_sum: bool


@dataclass(frozen=True, slots=True)
class StaffTable:
    part: str
    title: str
    lines: list[Line]

    @property
    def has_hidden(self) -> bool:
        return any(text == HIDDEN for line in self.lines for text in line.numbers)


@dataclass(frozen=True, slots=True)
class StaffTables:
    """`release` froze them; `year` is that of their day, 31 December."""

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
    newest = _rows(subject).filter(period=str(year)).order_by("-release__approved_at").first()
    if newest is None:
        return None
    release = Release.objects.get(pk=newest.release_id)
    rows = TablePublication.objects.filter(release=release, family=FAMILY, subject=subject, period=str(year))
    found = {(row.part, row.row, row.column): row for row in rows}
    tables = [_table(part, found) for part in (FRAMEWORK, *SPLITS) if any(key[0] == part for key in found)]
    return StaffTables(subject, year, release, newest.origin, tables)


def _rows(subject: Subject) -> QuerySet[TablePublication]:
    return TablePublication.objects.filter(family=FAMILY, subject=subject, **public_releases("release__"))


def _table(part: str, found: dict[tuple[str, str, str], TablePublication]) -> StaffTable:
    labels = LISTS.lists["framework" if part == FRAMEWORK else part]
    lines = [
        _line(code, str(entry.label), [found.get((part, code, sex)) for sex in (*SEXES, "")], is_sum=False)
        for code, entry in labels.items()
        if (part, code, "") in found
    ]
    lines.append(_line("", "", [found.get((part, "", sex)) for sex in (*SEXES, "")], is_sum=True))
    title = str(Part(part).label) if part != FRAMEWORK else ""
    return StaffTable(part, title, lines)


def _line(code: str, label: str, cells: Sequence[TablePublication | None], *, is_sum: bool) -> Line:
    counts = tuple(cell.count if cell is not None else None for cell in cells)
    texts = tuple(
        MISSING if cell is None else HIDDEN if cell.count is None else numbers.number_text(cell.count) for cell in cells
    )
    women, everybody = counts[0], counts[-1]
    share = women / everybody if women is not None and everybody else None
    return Line(code, label, texts, counts, "" if share is None else numbers.value_text(share, "%"), share, is_sum)
