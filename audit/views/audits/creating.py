"""Planning an audit of one corps."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from audit.forms.audits.planning import PlanForm
from audit.navigation import work_page
from audit.selectors.audits.detail import has_tie
from audit.selectors.audits.suggestions import FLAGGED, LONG, MISSING, NEVER, OVERDUE
from audit.services.audits.history import AuditTextError
from audit.services.audits.planning import audit_plan
from audit.services.audits.team import refusal_append
from audit.views.audits.access import person_of
from legitimacy.access import allow, require
from legitimacy.conflicts import ConflictError
from legitimacy.indicators.registry import indicators
from legitimacy.models import Corps
from legitimacy.standings import corps_title

REASONS = (NEVER, LONG, FLAGGED, MISSING, OVERDUE)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("audit.plan")
def audit_create(request: HttpRequest) -> HttpResponse:
    """A form with the corps of `?corps=CODE`; without one, the way to the plan, where a corps is chosen."""
    code = request.GET.get("corps", "").replace("\x00", "")
    if not code:
        return redirect("audits_plan")
    corps = get_object_or_404(Corps, code=code)
    require(request, "audit.plan_for", corps)
    user = person_of(request)
    context: dict[str, Any] = {"corps": corps, "register": corps.register, "title": corps_title(corps)}
    if request.method != "POST":
        tie = has_tie(user, corps)
        if tie is not None:
            return work_page(request, "audit/audits/tie.html", context | {"sentence": tie.sentence})
        return _form_page(request, context, PlanForm(corps=corps, user=user, initial=_start(request, corps)))
    form = PlanForm(request.POST, corps=corps, user=user)
    if not form.is_valid():
        return _form_page(request, context, form, status=422)
    lead = form.people[form.cleaned_data["lead"]]
    reasons = [one for one in form.cleaned_data["reasons"].split(",") if one in REASONS]
    try:
        audit = audit_plan(
            corps=corps,
            scope=form.scope(),
            lead=lead,
            actor=user,
            reasons=reasons,
            form_key=f"{user.pk}:{form.cleaned_data['key']}" if form.cleaned_data["key"] else "",
        )
    except ConflictError as error:
        refusal_append(person=lead, corps=corps, error=error, actor=user)
        return _form_page(request, context, form, problem=str(error), status=422)
    except AuditTextError as error:
        return _form_page(request, context, form, problem=str(error), status=422)
    messages.success(request, _("The audit is planned."))
    return redirect("audit_detail", pk=audit.pk)


def _form_page(
    request: HttpRequest, context: dict[str, Any], form: PlanForm, *, problem: str = "", status: int = 200
) -> HttpResponse:
    return work_page(request, "audit/audits/create.html", context | {"form": form, "problem": problem}, status=status)


def _start(request: HttpRequest, corps: Corps) -> dict[str, Any]:
    """What a suggestion or another page brings along: indicators to look at, and reason codes."""
    named = [code for code in request.GET.get("indicators", "").split(",")[:20] if code in indicators]
    reasons = [one for one in request.GET.get("reasons", "").split(",")[:8] if one in REASONS]
    return {
        "title": _("Quality audit of %(corps)s") % {"corps": corps_title(corps)},
        "indicators": named,
        "reasons": ",".join(reasons),
    }
