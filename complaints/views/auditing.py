"""Complaint files inside an opened audit: read-only, and every reading on the trail."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from complaints.navigation import work_page
from complaints.selectors import file as parts
from complaints.selectors.auditing import AUDIT_REACH, READ, REASON, audited_events, audited_find, audited_page
from complaints.selectors.words import status_sign
from complaints.views.file.access import person_of, refusal_note
from complaints.views.file.clocks import clocks_of
from complaints.views.file.lines import measure_lines
from complaints.views.file.substance import substance_of
from complaints.views.file.timeline import handler_lines
from complaints.workflow.codes import label_of
from complaints.workflow.wording import heading_of
from legitimacy.access import allow
from legitimacy.audit_grants import grants_today
from legitimacy.models import AuditGrant, Role
from legitimacy.trail.services import event_append


@require_safe
@allow("complaint.audit_files")
def complaints_audited(request: HttpRequest) -> HttpResponse:
    """The files that may be read today, and until when."""
    lines, page = audited_page(request.user, request.GET.get("place", ""), timezone.localdate())
    grants = grants_today(request.user, AuditGrant.Kind.COMPLAINTS).select_related("corps").order_by("until_on", "pk")
    context = {"lines": lines, "page": page, "is_first": "place" not in request.GET, "grants": list(grants)}
    return work_page(request, "complaints/audited/list.html", context)


@require_safe
@allow("complaint.audit_files")
def complaint_audited(request: HttpRequest, number: str) -> HttpResponse:
    complaint = audited_find(request.user, number)
    if complaint is None:
        refusal_note(request, number)
        raise Http404
    event_append(
        verb=READ,
        actor=person_of(request),
        role=Role.AUDITOR,
        object_type="complaint",
        object_id=complaint.pk,
        corps=complaint.corps.code if complaint.corps else "",
        reason=REASON,
    )
    events = audited_events(complaint)
    context = {
        "complaint": complaint,
        "heading": heading_of(complaint.title),
        "status": status_sign(complaint.status),
        "clocks": clocks_of(complaint, events, timezone.localdate()),
        "substance": substance_of(
            complaint, parts.allegations_of(complaint), parts.involved_of(complaint), handles=False
        ),
        "story": complaint.story_shared or complaint.story,
        "disposition": label_of("disposition", complaint.disposition) if complaint.disposition else "",
        "outcome": label_of("finding", complaint.outcome) if complaint.outcome else "",
        "measures": measure_lines(parts.measures_of(complaint)),
        "lessons": parts.lessons_of(complaint),
        "history": [replace(line, who="", note="") for line in handler_lines(events, AUDIT_REACH)],
        "handles": False,
    }
    return work_page(request, "complaints/audited/file.html", context)
