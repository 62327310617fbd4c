"""Who works in a corps, a province or the country: what everybody may read."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from diversity.exports.tables import FORMATS, staff_document
from diversity.selectors.tables import StaffTables, nation_of, staff_tables, subject_of, years_published
from legitimacy.exports.reports import TYPES, WRITERS
from legitimacy.models import Subject, SubjectKind


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
        "endings": FORMATS,
    }
    return render(request, "diversity/tables.html", context)


@require_safe
def staff_public_file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """The same numbers, one a row."""
    subject, _years, found = _found(request, code)
    if found is None:
        raise Http404
    response = HttpResponse(WRITERS[ending](staff_document(found)), content_type=TYPES[ending])
    response["Content-Disposition"] = f'attachment; filename="staff-{subject.code}-{found.year}.{ending}"'
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
