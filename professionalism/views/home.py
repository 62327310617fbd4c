"""The first page of professionalism: what waits for the reader, and where everything stands."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from legitimacy.access import allow
from professionalism.navigation import PAGES


@require_safe
@allow("professionalism.work")
def professionalism_home(request: HttpRequest) -> HttpResponse:
    about = _("Use force only where nothing milder will do, learn from it early, and train and select for that.")
    return PAGES.page(request, "work/home.html", {"places": PAGES.places_for(request), "about": about})
