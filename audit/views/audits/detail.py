"""The page of one audit, in tabs; its final report; and the files that belong to it."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from audit.models import Audit
from audit.navigation import work_page
from audit.selectors.audits import detail as parts
from audit.selectors.audits.evidence import FINDING, file_of_audit
from audit.services.audits.evidence import file_open
from audit.services.audits.needs import SENTENCES, missing
from audit.services.audits.planning import CHANGEABLE
from audit.services.audits.reports import digest_of
from audit.views.audits.access import audit_require, person_of
from audit.views.audits.lists import sign_of
from audit.workflow.audit_wording import EVENT_WORDS, GRADE_SIGNS, GRADE_WORDS, PRIORITY_WORDS, STEP_WORDS
from audit.workflow.audits import ENDS, FOLLOWED, SENT, Actor, Need, Status, steps_from
from legitimacy.access import can
from legitimacy.attachments.errors import AttachmentClosedError, AttachmentDamagedError
from legitimacy.attachments.selectors import has_copy
from legitimacy.entries import url_known
from legitimacy.indicators.registry import indicators
from legitimacy.models import AuditGrant, User
from legitimacy.standings import PILLARS, Sign, corps_title

OVERVIEW = "overview"
FROZEN_DAYS = ("period_from", "period_to", "draft_sent_on", "replied_on", "final_on")
INSIDE_TABS = ("records", "history")
RECORD_PAGES: dict[str, str] = {
    AuditGrant.Kind.COMPLAINTS: "complaints_audited",
    AuditGrant.Kind.FORCE: "force_audited",
}
"""Where the records of a kind are read; other apps own these pages."""
TABS = {
    OVERVIEW: gettext_lazy("Overview"),
    "findings": gettext_lazy("Findings and replies"),
    "recommendations": gettext_lazy("Recommendations"),
    "records": gettext_lazy("Access to records"),
    "history": gettext_lazy("History"),
}


@require_safe
def audit_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    audit = audit_require(request, pk)
    user = person_of(request)
    inside = parts.is_inside(user, audit)
    known = [key for key in TABS if inside or key not in INSIDE_TABS]
    asked = request.GET.get("tab", "")
    tab = asked if asked in known else OVERVIEW
    works = inside and can(user, "audit.carry_out", audit)
    context: dict[str, Any] = {
        "audit": audit,
        "register": audit.register,
        "title": corps_title(audit.corps),
        "sign": sign_of(audit),
        "tabs": [(key, TABS[key], f"?{urlencode({'tab': key})}" if key != OVERVIEW else "?") for key in known],
        "tab": tab,
        "inside": inside,
        "works": works,
        "opened": audit.status == Status.OPENED,
        "may_reply": can(user, "audit.reply", audit),
        "may_follow": can(user, "audit.follow", audit),
        "reworked": not inside and audit.status not in SENT,
        "step_offers": step_offers(audit) if works else [],
        **PARTS[tab](user, audit),
    }
    return work_page(request, "audit/audits/detail.html", context)


def step_offers(audit: Audit) -> list[dict[str, Any]]:
    """What the team may do next, with what is missing for it; the way forward first."""
    offers = []
    for step in steps_from(audit.status, Actor.TEAM):
        lacking = missing(audit, tuple(need for need in step.needs if need is not Need.NOTE))
        address = f"{reverse('audit_step', args=[audit.pk])}?{urlencode({'step': step.name})}"
        offers.append(
            {"name": step.name, "words": STEP_WORDS[step.name], "url": address, "lacking": SENTENCES.get(lacking)}
            if lacking
            else {"name": step.name, "words": STEP_WORDS[step.name], "url": address, "lacking": ""}
        )
    return offers


def _overview(user: User, audit: Audit) -> dict[str, Any]:
    inside = parts.is_inside(user, audit)
    return {
        "pillars": [PILLARS[code] for code in audit.pillars if code in PILLARS],
        "looked_at": [(code, indicators.get(code).name) for code in audit.indicators if code in indicators],
        "standards": [line.strip() for line in audit.standards.splitlines() if line.strip()],
        "team": parts.team_of(audit) if inside else [],
        "changeable": audit.status in CHANGEABLE,
        "is_over": audit.status in ENDS,
    }


def _findings(user: User, audit: Audit) -> dict[str, Any]:
    return {
        "findings": [{"view": view, "sign": grade_sign(view.row.grade)} for view in parts.findings_of(user, audit)],
        "overall": parts.replies_to_all(user, audit),
    }


def grade_sign(grade: str) -> Sign:
    return Sign(GRADE_SIGNS[grade], str(GRADE_WORDS[grade]))


def _recommendations(user: User, audit: Audit) -> dict[str, Any]:
    views = parts.recommendations_of(user, audit, timezone.localdate())
    return {
        "recommendations": [
            {"view": view, "sign": recommendation_sign(view), "priority": PRIORITY_WORDS[view.row.priority]}
            for view in views
        ],
        "followed": audit.status in FOLLOWED,
    }


def recommendation_sign(view: parts.RecommendationView) -> Sign:
    """Where a recommendation stands, in a word."""
    row = view.row
    if row.rejection_confirmed_on is not None:
        return Sign("not_applicable", _("rejected, reason confirmed"))
    verdicts = {
        "on_time": Sign("met", _("carried out on time")),
        "late": Sign("nearly", _("carried out late")),
        "not_done": Sign("below", _("not carried out")),
    }
    if row.verdict in verdicts:
        return verdicts[row.verdict]
    if row.answer == "rejected":
        return Sign("rejected", _("rejected by the corps"))
    if row.done_on is not None:
        return Sign("context", _("done, to be verified"))
    if view.is_overdue:
        return Sign("overdue", _("overdue"))
    return Sign("steady", _("accepted")) if row.answer else Sign("not_due", _("waits for an answer"))


def _records(user: User, audit: Audit) -> dict[str, Any]:
    today = timezone.localdate()
    grants = parts.grants_of(audit)
    rows = [
        {
            "grant": grant,
            "runs": grant.ended_at is None and grant.until_on >= today,
            "mine": grant.user_id == user.pk,
            "may_extend": can(user, "audit.extend", grant),
            "url": url_known(RECORD_PAGES[grant.kind]),
        }
        for grant in grants
    ]
    running = {grant.kind for grant, row in zip(grants, rows, strict=True) if row["mine"] and row["runs"]}
    return {
        "grants": rows,
        "has_all": running >= set(AuditGrant.Kind.values),
    }


def _history(user: User, audit: Audit) -> dict[str, Any]:
    return {"events": [{"row": row, "words": EVENT_WORDS[row.kind]} for row in parts.events_of(audit)]}


PARTS: dict[str, Callable[[User, Audit], dict[str, Any]]] = {
    OVERVIEW: _overview,
    "findings": _findings,
    "recommendations": _recommendations,
    "records": _records,
    "history": _history,
}


@require_safe
def audit_report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The final report as it was frozen. Figures are read as this reader may read them."""
    audit = audit_require(request, pk)
    report = parts.report_of(audit)
    if report is None:
        raise Http404
    content = report.content
    found = content["findings"]
    places = [(row["indicator"], row["period"], row["value"]) for row in found]
    figures = parts.figures_of(person_of(request), audit.corps, places)
    context = {
        "audit": audit,
        "register": audit.register,
        "title": corps_title(audit.corps),
        "report": report,
        "content": content,
        "is_whole": digest_of(content) == report.digest,
        "pillars": [PILLARS[code] for code in content["pillars"] if code in PILLARS],
        "looked_at": [(code, indicators.get(code).name) for code in content["indicators"] if code in indicators],
        "findings": [
            {
                "row": row,
                "figure": figures.get(place),
                "sign": grade_sign(row["grade"]),
                "replies": _dated(row["replies"], "on"),
            }
            for row, place in zip(found, places, strict=True)
        ],
        "overall": _dated(content["replies"], "on"),
        "recommendations": [
            {
                "row": row,
                "priority": PRIORITY_WORDS[row["priority"]],
                "due_on": date.fromisoformat(row["due_on"]),
            }
            for row in content["recommendations"]
        ],
        "days": {name: date.fromisoformat(content[name]) for name in FROZEN_DAYS if content[name]},
    }
    return work_page(request, "audit/audits/report.html", context)


def _dated(rows: list[dict[str, str]], day: str) -> list[dict[str, Any]]:
    """Rows of a frozen report with their day as a date."""
    return [row | {day: date.fromisoformat(row[day])} for row in rows]


@require_safe
def audit_evidence(request: HttpRequest, pk: UUID, file: UUID) -> HttpResponse:
    """A file that belongs to a finding or to a recommendation, saved by the reader, on the trail."""
    audit = audit_require(request, pk)
    row = file_of_audit(audit, file)
    user = person_of(request)
    if row is None or (row.owner_type == FINDING and not parts.is_inside(user, audit) and audit.status not in SENT):
        raise Http404
    try:
        read = file_open(audit=audit, attachment=row, actor=user, original=not has_copy(row))
    except (AttachmentClosedError, AttachmentDamagedError):
        messages.error(request, _("This file cannot be read now."))
        return redirect("audit_detail", pk=audit.pk)
    response = HttpResponse(read, content_type=row.media_type)
    disposition = content_disposition_header(as_attachment=True, filename=row.name)
    response["Content-Disposition"] = disposition or "attachment"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
