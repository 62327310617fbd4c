"""The first page of diversity: what waits for the reader, and where everything stands."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from diversity.navigation import PAGES
from legitimacy.access import allow


@require_safe
@allow("diversity.work")
def diversity_home(request: HttpRequest) -> HttpResponse:
    about = _("Measure who works here in counts that betray nobody, see where chances differ, and act on it.")
    return PAGES.page(request, "work/home.html", {"places": PAGES.places_for(request), "about": about})
