"""The first page of evaluation: what waits for the reader, and where everything stands."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evaluation.navigation import PAGES
from legitimacy.access import allow


@require_safe
@allow("evaluation.work")
def evaluation_home(request: HttpRequest) -> HttpResponse:
    about = _("Plan, look whether it worked, learn from it, and give account of it.")
    return PAGES.page(request, "work/home.html", {"places": PAGES.places_for(request), "about": about})
