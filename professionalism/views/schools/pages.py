"""The register of schools, and the page of one school."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from legitimacy.access import can
from legitimacy.charts.policy import with_charts
from legitimacy.disclosure import selectors as disclosed
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.entries import school_ties
from legitimacy.exports.tables import csv_text
from legitimacy.indicators.definitions import State
from legitimacy.models import Register, School
from professionalism.rules.training import corps_read
from professionalism.selectors.schools import registers_listed, school_contents, school_get, schools_listed
from professionalism.selectors.training import attendance_years, followed_at
from professionalism.services.training.stale import OF_SCHOOLS
from professionalism.views.schools.figures import figures_of, school_audience
from professionalism.views.schools.told import module_rows, programme_rows
from professionalism.workflow.training import label_of

HEADER = (
    *("school", "register", "indicator", "period", "window", "state", "value", "lower", "upper"),
    *("numerator", "denominator", "n", "origin", "source", "revision"),
)


@require_safe
def schools_list(request: HttpRequest) -> HttpResponse:
    registers = registers_listed()
    usual = Register.EXAMPLE if settings.DEMO else Register.BELGIUM
    asked = request.GET.get("register", "")
    register = asked if asked in registers else usual
    context = {
        "schools": schools_listed(register),
        "register": register,
        "registers": [(each, Register(each).label) for each in registers],
    }
    return render(request, "professionalism/schools/list.html", context)


@with_charts
@require_safe
def school_page(request: HttpRequest, code: str) -> HttpResponse:
    """Figures for everybody; what a corps's staff followed here for its chief and HR."""
    school = _school(code)
    contents = school_contents(school)
    context: dict[str, Any] = {
        "school": school,
        "register": school.register,
        "figures": figures_of(school, school_audience(request.user, school)),
        "programmes": programme_rows(contents.programmes),
        "links": contents.links,
        "ties": [(each.title, each.key, found) for each in school_ties if (found := list(each.find(school)))],
        "modules": module_rows(contents.modules),
        "instruments": [
            (each, ", ".join(label_of("competence", one) for one in each.competences)) for each in contents.instruments
        ],
        "with_charts": True,
        "may_edit": can(request.user, "training.edit", school),
    }
    context |= _followed(request, school)
    return _own(request, render(request, "professionalism/schools/school.html", context))


def _followed(request: HttpRequest, school: School) -> dict[str, Any]:
    """What the staff of the reader's own corps followed here, in the newest year with any."""
    corps = [each for each in corps_read(request.user) if each.register == school.register]
    if not corps:
        return {"of_corps": []}
    years = attendance_years(school)
    year = years[0] if years else timezone.localdate().year
    return {"of_corps": corps, "followed": followed_at(school, corps, year), "followed_year": year}


@require_safe
def school_figures_csv(request: HttpRequest, code: str) -> HttpResponse:
    """Every figure of the school that this reader may see."""
    school = _school(code)
    values = disclosed.values_history(
        audience=school_audience(request.user, school), subject=school, indicators=OF_SCHOOLS
    )
    text = csv_text(HEADER, [_row(value, school) for value in values])
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    mark = "-simulated" if school.register == Register.EXAMPLE else ""
    response["Content-Disposition"] = f'attachment; filename="{school.code}{mark}.csv"'
    return _own(request, response)


def _own(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Who signed in may read more than others: nobody keeps it for them."""
    if request.user.is_authenticated:
        response["Cache-Control"] = "private, no-store"
    return response


def _row(value: VisibleValue, school: School) -> list[object]:
    state = value.state if value.is_shown or value.state != State.OK else value.visibility
    return [
        *(school.code, school.register, value.indicator, value.period, value.window, state),
        *(value.value, value.lower, value.upper, value.numerator, value.denominator, value.n),
        *(value.origin, value.source, value.revision),
    ]


def _school(code: str) -> School:
    school = school_get(code)
    if school is None:
        raise Http404(_("There is no school with the code %(code)s.") % {"code": code[:20]})
    return school
