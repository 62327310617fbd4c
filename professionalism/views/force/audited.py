"""Force reports inside an opened audit: read-only, and every reading on the trail."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from legitimacy.access import allow
from legitimacy.audit_grants import grants_today
from legitimacy.models import AuditGrant, Role
from professionalism.navigation import work_page
from professionalism.selectors.force_detail import report_audited, report_hidden
from professionalism.selectors.force_lists import audited_page
from professionalism.services.force_history import trail_append
from professionalism.views.force.access import person_of, refusal_note
from professionalism.views.force.detail import report_context
from professionalism.views.force.lines import line_of

REASON = "audit"
"""Reason code on the trail for what is read inside an audit."""


@require_safe
@allow("force.audit")
def force_audited(request: HttpRequest) -> HttpResponse:
    """The reports that may be read today, and until when."""
    today = timezone.localdate()
    page = audited_page(request.user, request.GET.get("place", ""))
    grants = grants_today(request.user, AuditGrant.Kind.FORCE).select_related("corps").order_by("until_on", "pk")
    rows = [line_of(row, today) | {"corps": row.corps.display_name} for row in page.rows]
    context = {"rows": rows, "page": page, "is_first": "place" not in request.GET, "grants": list(grants)}
    return work_page(request, "professionalism/force/audited.html", context)


@require_safe
@allow("force.audit")
def force_audited_report(request: HttpRequest, number: str) -> HttpResponse:
    incident = report_audited(request.user, number)
    if incident is None:
        hidden = report_hidden(number)
        if hidden is not None:
            refusal_note(request, hidden)
        raise Http404
    trail_append(incident, "read", actor=person_of(request), role=Role.AUDITOR, reason=REASON)
    return work_page(request, "professionalism/force/report.html", {**report_context(incident), "audited": True})
