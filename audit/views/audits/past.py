"""Audits from before the software: entered for one corps, and taken back where wrong."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from audit.forms.audits.past import PastAuditForm
from audit.models import PastAudit
from audit.navigation import work_page
from audit.selectors.audits.detail import has_tie
from audit.services.audits.history import AuditTextError
from audit.services.audits.past import past_audit_enter, past_audit_remove
from audit.views.audits.access import person_of
from legitimacy.access import allow, require
from legitimacy.conflicts import ConflictError
from legitimacy.models import Corps
from legitimacy.standings import corps_title


@require_http_methods(["GET", "HEAD", "POST"])
@allow("audit.plan")
def past_audit_new(request: HttpRequest) -> HttpResponse:
    """A form with the corps of `?corps=CODE`, and what was entered of it before; without one, the way to the plan."""
    code = request.GET.get("corps", "").replace("\x00", "")
    if not code:
        return redirect("audits_plan")
    corps = get_object_or_404(Corps, code=code)
    require(request, "audit.plan_for", corps)
    user = person_of(request)
    context: dict[str, Any] = {"corps": corps, "register": corps.register, "title": corps_title(corps), "problem": ""}
    tie = has_tie(user, corps)
    if tie is not None:
        return work_page(request, "audit/audits/tie.html", context | {"sentence": tie.sentence})
    form = PastAuditForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                past_audit_enter(corps=corps, text=form.text(), actor=user)
            except (AuditTextError, ConflictError) as error:
                context["problem"] = str(error)
            else:
                messages.success(request, _("The audit was entered. It counts in the plan from now on."))
                return redirect(f"{reverse('audit_past')}?corps={corps.code}")
    entered = PastAudit.objects.filter(corps=corps).select_related("entered_by")
    return work_page(request, "audit/audits/past.html", context | {"form": form, "entered": entered}, status=status)


@require_POST
@allow("audit.plan")
def past_audit_taken_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a wrong entry."""
    past = get_object_or_404(PastAudit.objects.select_related("corps"), pk=pk)
    require(request, "audit.plan_for", past.corps)
    try:
        past_audit_remove(past=past, actor=person_of(request))
    except ConflictError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The entry was removed."))
    return redirect(f"{reverse('audit_past')}?corps={past.corps.code}")
