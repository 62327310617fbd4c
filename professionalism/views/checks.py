"""Where proactive checks are made: how concentrated they are, what was entered, and the form of a quarter."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from legitimacy import numbers
from legitimacy.access import allow, can, require
from legitimacy.models import Corps, User
from professionalism.forms.checks import PlacesForm
from professionalism.navigation import work_page
from professionalism.rules.operations import corps_of_places
from professionalism.selectors.checks import LEAST_CHECKS, LEAST_PLACES, Concentration, concentration_of, places_entered
from professionalism.selectors.counts import corps_entered_by
from professionalism.services.checks import PlacesRefusedError, places_enter


@require_http_methods(["GET", "HEAD", "POST"])
@allow("checks.places")
def check_places(request: HttpRequest) -> HttpResponseBase:
    known = corps_of_places(request.user)
    asked = request.GET.get("corps", "").replace("\x00", "")
    corps = next((one for one in known if one.code == asked), None if asked else known[0])
    if corps is None:
        raise Http404
    enters = can(request.user, "operations.enter") and corps in corps_entered_by(request.user)
    if request.method != "POST":
        return _page(request, corps, known, PlacesForm(corps=[corps]) if enters else None)
    require(request, "operations.enter")
    if not enters:
        raise Http404
    form = PlacesForm(request.POST, request.FILES, corps=[corps])
    if not form.is_valid() or not isinstance(request.user, User):
        return _page(request, corps, known, form, status=422)
    given = form.cleaned_data
    try:
        summary = places_enter(
            corps=form.chosen, actor=request.user, quarter=given["quarter"], lines=given["lines"].splitlines()
        )
    except PlacesRefusedError as error:
        return _page(request, corps, known, form, problem=str(error), status=422)
    words = _("%(places)s places with %(checks)s checks were stored.")
    messages.success(request, words % {"places": summary.places, "checks": summary.checks})
    return redirect(f"{reverse('check_places')}?corps={corps.code}")


def _page(
    request: HttpRequest, corps: Corps, known: list[Corps], form: PlacesForm | None, *, problem: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    today = timezone.localdate()
    found = concentration_of(corps, today)
    context = {
        "corps": corps,
        "register": corps.register,
        "choices": known if len(known) > 1 else [],
        "found": _told(found) if found else None,
        "least_places": LEAST_PLACES,
        "least_checks": LEAST_CHECKS,
        "entered": places_entered(corps, today) if form else [],
        "form": form,
        "problem": problem,
    }
    return work_page(request, "professionalism/counts/places.html", context, status=status)


def _told(found: Concentration) -> dict[str, object]:
    """Whole percentages: less would be about single checks."""
    return {
        "first": numbers.period_short(found.quarters[0]),
        "last": numbers.period_short(found.quarters[-1]),
        "places": numbers.number_text(found.places),
        "checks": numbers.number_text(found.checks),
        "busiest": numbers.number_text(round(100 * found.busiest)),
        "by_chance": numbers.number_text(round(100 * found.by_chance)),
        "rows": [
            (10 * tenth, numbers.number_text(round(100 * share)), numbers.number_text(round(100 * even)))
            for tenth, share, even in found.rows
        ],
    }
