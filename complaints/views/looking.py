"""For auditors: who looked at complaints, and why."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from complaints.navigation import work_page
from complaints.selectors.auditing import REASON
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
            "reason": reason_of(look.reason),
        }
        for look in found[:PAGE]
    ]
    older = found[PAGE - 1].pk if len(found) > PAGE else None
    return work_page(request, "complaints/looks.html", {"rows": rows, "older": older})


def reason_of(reason: str) -> str:
    """The reason on the trail in words; empty where none was asked."""
    if reason == REASON:
        return _("in an opened audit")
    known = codes()["grant"]
    return str(known[reason].label) if reason in known else ""
