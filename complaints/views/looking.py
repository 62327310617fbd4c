"""For auditors: who looked at complaints, and why."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from complaints.navigation import work_page
from complaints.selectors.looking import PAGE, looks
from complaints.workflow.codes import bodies, codes
from legitimacy.access import allow


@allow("complaint.audit_looks")
@require_safe
def complaints_looks(request: HttpRequest) -> HttpResponse:
    before = request.GET.get("before", "")
    found = looks(request.user, before=int(before) if before.isdecimal() and len(before) < 19 else None)
    rows = [
        {
            "look": look,
            "place": str(bodies()[look.place].label) if look.place in bodies() else look.place,
            "reason": str(codes()["grant"][look.reason].label) if look.reason in codes()["grant"] else "",
        }
        for look in found[:PAGE]
    ]
    older = found[PAGE - 1].pk if len(found) > PAGE else None
    return work_page(request, "complaints/looks.html", {"rows": rows, "older": older})
