"""The list of audits with its file, and the plan over the six-year cycle."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from audit.models import Audit
from audit.navigation import work_page
from audit.selectors.audits.lists import MOST_EXPORTED, Wanted, audits_found, audits_page
from audit.selectors.audits.plan import plan_of, registers_of, rows_narrowed
from audit.views.audits.access import person_of
from audit.workflow.audit_wording import STATUS_SIGNS, STATUS_WORDS
from legitimacy.access import allow, can
from legitimacy.exports.tables import csv_text
from legitimacy.models import Register
from legitimacy.standings import Sign, corps_title
from legitimacy.trail.services import event_append

HEADER = (
    *("audit", "register", "corps", "title", "status", "planned_for", "opened_on", "draft_sent_on", "reply_due_on"),
    *("replied_on", "final_on", "closed_on", "overdue_recommendations", "origin"),
)
PLAN_SIZE = 40


@require_safe
@allow("audit.list")
def audits_list(request: HttpRequest) -> HttpResponse:
    wanted, today = _wanted(request), timezone.localdate()
    page = audits_page(request.user, wanted, request.GET.get("page", ""), today)
    rows = [
        {"audit": audit, "title": corps_title(audit.corps), "sign": sign_of(audit), "next": next_day(audit)}
        for audit in page
    ]
    context = {
        "rows": rows,
        "page": page,
        "wanted": wanted,
        "groups": [("", _("all")), ("running", _("under way")), ("followed", _("in follow-up")), ("over", _("over"))],
        "query": _query(request),
        "plans": can(request.user, "audit.plan"),
    }
    return work_page(request, "audit/audits/list.html", context)


@require_safe
@allow("audit.list")
def audits_csv(request: HttpRequest) -> HttpResponse:
    """The list as a file, narrowed as on the page; the export is on the trail."""
    rows = audits_found(request.user, _wanted(request), timezone.localdate())[:MOST_EXPORTED]
    event_append(verb="audits.exported", actor=person_of(request), object_type="audit", reason="csv")
    text = csv_text(HEADER, [_cells(audit) for audit in rows])
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="audits.csv"'
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@allow("audit.plan")
def audits_plan(request: HttpRequest) -> HttpResponse:
    """Every corps of one register: last audit, due by, and why it could be next."""
    registers = registers_of(request.user)
    asked = request.GET.get("register", "")
    register = asked if asked in registers else _first(registers)
    today = timezone.localdate()
    plan = plan_of(request.user, register, today)
    only = request.GET.get("only", "")
    words = _text(request, "q")
    rows = rows_narrowed(plan.rows, words=words, only=only, year=_text(request, "due"))
    start = _place(request, len(rows))
    context: dict[str, Any] = {
        "plan": plan,
        "register": register,
        "rows": rows[start : start + PLAN_SIZE],
        "number": len(rows),
        "start": start,
        "before": max(0, start - PLAN_SIZE) if start else None,
        "after": start + PLAN_SIZE if start + PLAN_SIZE < len(rows) else None,
        "registers": [(one, Register(one).label) for one in registers],
        "years": sorted({row.due_on.year for row in plan.rows if row.due_on}),
        "due": _text(request, "due"),
        "only": only,
        "words": words,
        "query": _query(request, "from"),
        "today": today,
    }
    return work_page(request, "audit/audits/plan.html", context)


def sign_of(audit: Audit) -> Sign:
    return Sign(STATUS_SIGNS[audit.status], str(STATUS_WORDS[audit.status]))


def next_day(audit: Audit) -> date | None:
    """The day on which something is due: a start, a reply, an answer to the recommendations."""
    return {
        "planned": audit.planned_for,
        "draft_sent": audit.reply_due_on,
        "final": audit.answer_due_on,
    }.get(audit.status)


def _cells(audit: Any) -> list[object]:
    return [
        *(str(audit.pk), audit.register, audit.corps.code, audit.title, audit.status, audit.planned_for),
        *(audit.opened_on, audit.draft_sent_on, audit.reply_due_on, audit.replied_on, audit.final_on),
        *(audit.closed_on, audit.overdue, audit.origin),
    ]


def _wanted(request: HttpRequest) -> Wanted:
    year = _text(request, "year")
    return Wanted(
        group=_text(request, "group"),
        words=_text(request, "q"),
        mine=request.GET.get("mine") == "1",
        year=int(year) if year.isdecimal() and len(year) == 4 else None,
    )


def _text(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").replace("\x00", "").strip()[:80]


def _query(request: HttpRequest, *leave_out: str) -> str:
    """What the page is narrowed to, to go along in its links."""
    kept = request.GET.copy()
    for name in ("page", *leave_out):
        kept.pop(name, None)
    return kept.urlencode()


def _place(request: HttpRequest, number: int) -> int:
    asked = request.GET.get("from", "")
    place = int(asked) if asked.isdecimal() and len(asked) < 6 else 0
    return place // PLAN_SIZE * PLAN_SIZE if place < number else 0


def _first(registers: list[str]) -> str:
    """The example in a demo; else the first register of the auditor."""
    return Register.EXAMPLE if Register.EXAMPLE in registers else registers[0]
