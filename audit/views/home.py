"""The first page of the audit body: what waits for the reader, and where everything stands."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from audit.navigation import PAGES
from legitimacy.access import allow


@require_safe
@allow("audit.work")
def audit_home(request: HttpRequest) -> HttpResponse:
    about = _("Compare corps fairly, follow up what was found, and judge by rules that everybody can read.")
    return PAGES.page(request, "work/home.html", {"places": PAGES.places_for(request), "about": about})
