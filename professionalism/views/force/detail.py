"""The page of one report: what was told, how it was reviewed, what it is joined and linked with, its history."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from legitimacy.access import can
from legitimacy.models import User
from legitimacy.record_links import url_of_record
from professionalism.models import ForceIncident
from professionalism.navigation import work_page
from professionalism.selectors.force_barring import bar_of
from professionalism.selectors.force_detail import events_of, improvements_of, return_note, review_of
from professionalism.selectors.force_matching import group_of, same_incident
from professionalism.services.force_joining import is_kept_from
from professionalism.views.force.access import is_own, person_of, reading_note, report_or_refusal
from professionalism.views.force.lines import due_sign, level_words, whole_of
from professionalism.workflow.force import HANDED_IN, WRITABLE, Status, may_follow
from professionalism.workflow.force_wording import BAR_WORDS, EVENT_WORDS, STATUS_WORDS, finding_sign, status_sign

COMPLAINT = "complaint"


@require_safe
def force_report(request: HttpRequest, number: str) -> HttpResponseBase:
    incident = report_or_refusal(request, number)
    if isinstance(incident, HttpResponse):
        return incident
    user = person_of(request)
    if incident.status == Status.DRAFT:
        return redirect("force_check", number=incident.number)
    reading_note(request, incident)
    own = is_own(user, incident)
    visible = ForceIncident.objects.visible_to(user)
    group = group_of(incident)
    context = {
        **report_context(incident),
        "own": own,
        "may_write": incident.status in WRITABLE and can(user, "force.write", incident),
        "may_review": can(user, "force.review", incident),
        "barred": _barred(user, incident),
        "may_void": can(user, "force.void", incident),
        "may_join": can(user, "force.join", incident),
        "complaint_url": url_of_record(user, COMPLAINT, incident.complaint_number),
        "group": _seen(visible, group),
        "may_part": bool(group) and can(user, "force.join", incident) and not is_kept_from(user, [incident, *group]),
        "same": _seen(visible, same_incident(incident)) if incident.status in HANDED_IN else [],
        "note": return_note(incident) if incident.status == Status.RETURNED else "",
        "key": secrets.token_urlsafe(16),
    }
    return work_page(request, "professionalism/force/report.html", context)


def report_context(incident: ForceIncident) -> dict[str, Any]:
    """What every reader of a report sees."""
    today = timezone.localdate()
    return {
        "incident": incident,
        "register": incident.register,
        "sign": status_sign(incident.status),
        "finding": finding_sign(incident.finding),
        "due": due_sign(incident, today),
        "level": level_words(incident.highest_level),
        "review": review_of(incident),
        "improvements": improvements_of(incident) if incident.status == Status.REVIEWED else [],
        "events": [
            {"row": row, "words": EVENT_WORDS.get(row.kind, row.kind), "to": STATUS_WORDS.get(row.status_to, "")}
            for row in events_of(incident)
        ],
        **whole_of(incident),
    }


def _barred(user: User, incident: ForceIncident) -> object:
    """Why a reviewer who reads this report may not review it; empty for everybody else."""
    if not can(user, "force.list") or not may_follow("review", incident.status):
        return ""
    bar = bar_of(user, incident)
    return BAR_WORDS[bar] if bar and bar != "other_corps" else ""


def _seen(visible: Any, rows: list[ForceIncident]) -> list[tuple[ForceIncident, bool]]:
    """Each with whether the reader may open it: of the others they learn the number only."""
    mine = set(visible.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True)) if rows else set()
    return [(row, row.pk in mine) for row in rows]
