"""Who works in a corps, a province or the country: what everybody may read."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from diversity.selectors.tables import StaffTables, nation_of, staff_tables, subject_of, years_published
from diversity.workflow.staffing import LISTS, SEXES
from legitimacy.exports.tables import csv_text
from legitimacy.models import Subject, SubjectKind

HEADER = ("area", "register", "day", "release", "origin", "part", "row", "sex", "heads", "state")


@require_safe
def staff_public(request: HttpRequest, code: str) -> HttpResponse:
    subject, years, tables = _found(request, code)
    corps = getattr(subject, "as_corps", None) if subject.kind == SubjectKind.CORPS else None
    province = corps.province if corps is not None else None
    above = [one for one in (province, nation_of(subject)) if one is not None and one.pk != subject.pk]
    context = {
        "subject": subject,
        "register": subject.register,
        "is_corps": corps is not None,
        "found": tables,
        "years": years,
        "above": above,
        "sexes": [str(LISTS.lists["sex"][sex].label) for sex in SEXES],
    }
    return render(request, "diversity/tables.html", context)


@require_safe
def staff_public_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The same numbers, one a row: hidden ones are `c` and empty, never zero."""
    subject, _years, found = _found(request, code)
    if found is None:
        raise Http404
    rows = [
        (subject.code, subject.register, f"{found.year}-12-31", found.release.code, found.origin, table.part,
         line.code or "all", sex or "all", count, "ok" if count is not None else "suppressed")
        for table in found.tables
        for line in table.lines
        for sex, count in zip((*SEXES, ""), line.counts, strict=True)
    ]  # fmt: skip
    response = HttpResponse(csv_text(HEADER, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="staff-{subject.code}-{found.year}.csv"'
    return response


def _found(request: HttpRequest, code: str) -> tuple[Subject, list[int], StaffTables | None]:
    subject = subject_of(code)
    if subject is None:
        raise Http404(_("There is no such corps or area."))
    years = years_published(subject)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else (years[0] if years else 0)
    if asked and year not in years:
        raise Http404(_("Nothing of this year was released."))
    return subject, years, staff_tables(subject, year) if years else None
