"""The first page of the audit body: what waits for the reader, and where everything stands."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from audit.navigation import work_links, work_page
from legitimacy.access import allow


@require_safe
@allow("audit.work")
def audit_home(request: HttpRequest) -> HttpResponse:
    places = [
        {
            "label": link["entry"].label,
            "about": link["entry"].about,
            "url": link["url"],
            "waiting": link["entry"].waiting(request.user) if link["entry"].waiting else (),
        }
        for link in work_links(request)
    ]
    return work_page(request, "audit/home.html", {"places": places})
