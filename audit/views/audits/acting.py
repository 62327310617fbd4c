"""One way for every action of an audit: form, version, what stops it, and back to the audit.

GET shows the form alone with a sentence that says what will happen. POST does it: 302 when done, 422 with what is
wrong, 409 when somebody changed the audit meanwhile, with all that was typed still in the form.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from audit.forms.audits.base import AuditForm
from audit.models import Audit
from audit.navigation import work_page
from audit.selectors.audits.detail import audit_find
from audit.services.audits.history import AuditChangedError, AuditTextError, audit_lock
from audit.services.audits.needs import AuditNeedError
from audit.services.audits.team import refusal_append
from audit.views.audits.access import audit_require, person_of
from audit.views.audits.actions import EXTEND, Action, rows_of
from audit.workflow.audit_wording import STATUS_WORDS, STEP_WORDS
from audit.workflow.audits import BY_NAME as STEPS
from audit.workflow.audits import Need, StepError
from legitimacy.access import require
from legitimacy.attachments.errors import AttachmentRefusedError
from legitimacy.conflicts import ConflictError
from legitimacy.models import User
from legitimacy.standings import corps_title

SAVED = "saved_audit_forms"
REMEMBERED = 20
PROBLEMS = (AuditTextError, AuditNeedError, ConflictError, StepError, AttachmentRefusedError)


def view_of(action: Action) -> Callable[..., HttpResponseBase]:
    """The view of an action."""

    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, pk: UUID) -> HttpResponseBase:
        audit = audit_require(request, pk)
        given = request.POST if request.method == "POST" else request.GET
        if action.may != EXTEND:
            require(request, action.may, audit)
        row = _row(audit, action, str(given.get("row", "")))
        if action.may == EXTEND:
            require(request, EXTEND, row)
        return act(request, audit, action, row)

    return view


def act(request: HttpRequest, audit: Audit, action: Action, row: Any) -> HttpResponseBase:
    """Show the form of an action, or do it."""
    user = person_of(request)
    if request.method != "POST":
        start = action.start(audit, row) if action.start else {}
        if action.name == "step":
            start["step"] = _step(request.GET.get("step", ""))
        return action_page(request, action, action.form(audit=audit, user=user, row=row, initial=start))
    key = str(request.POST.get("key", ""))
    if key and key in request.session.get(SAVED, []):
        return _back(request, audit, action)
    form = action.form(request.POST, request.FILES if action.with_files else None, audit=audit, user=user, row=row)
    if not form.is_valid():
        return action_page(request, action, form, status=422)
    try:
        with transaction.atomic():
            audit_lock(audit, version=form.cleaned_data["version"])
            action.run(audit, form)
    except AuditChangedError as error:
        return _changed(request, error.audit, action, row)
    except PROBLEMS as error:
        if isinstance(error, ConflictError):
            refusal_append(person=_meant(form, user), corps=audit.corps, error=error, actor=user)
        return action_page(request, action, form, problem=_sentence(error), status=422)
    if key:
        request.session[SAVED] = [*request.session.get(SAVED, []), key][-REMEMBERED:]
    return _back(request, audit, action)


def action_page(
    request: HttpRequest,
    action: Action,
    form: AuditForm,
    *,
    problem: str = "",
    changed: bool = False,
    status: int = 200,
) -> HttpResponse:
    step = str(form["step"].value() or "") if "step" in form.fields else ""
    words = STEP_WORDS.get(step)
    asks = step in STEPS and Need.NOTE in STEPS[step].needs
    context = {
        "audit": form.audit,
        "register": form.audit.register,
        "title": corps_title(form.audit.corps),
        "action": action,
        "heading": words.button if words else action.title,
        "effect": words.effect if words else action.effect,
        "button": words.button if words else action.button,
        "asks_note": asks,
        "form": form,
        "row": form.about,
        "problem": problem,
        "changed": changed,
        "status_words": STATUS_WORDS[form.audit.status],
        "back": _address(form.audit, action),
    }
    return work_page(request, "audit/audits/action.html", context, status=status)


def _changed(request: HttpRequest, now: Audit, action: Action, row: Any) -> HttpResponseBase:
    """Somebody was quicker. What was typed stands in the form, with the newest version."""
    audit = audit_find(request.user, now.pk)
    if audit is None:
        raise Http404
    data = request.POST.copy()
    data["version"] = str(audit.version)
    form = action.form(data, audit=audit, user=person_of(request), row=row)
    form.is_valid()
    return action_page(request, action, form, changed=True, status=409)


def _row(audit: Audit, action: Action, text: str) -> Any:
    """The row that an action is about. 404 for one of another audit, and for none where one is needed."""
    if not action.about:
        return None
    row = rows_of(audit, action.about).filter(pk=int(text)).first() if text.isdecimal() and len(text) < 19 else None
    if row is None and (text or not action.row_optional):
        raise Http404
    if row is not None and hasattr(row, "audit_id"):
        row.audit = audit
    return row


def _step(name: str) -> str:
    if name not in STEPS:
        raise Http404
    return name


def _meant(form: AuditForm, user: User) -> User:
    """Who has the tie: the person chosen, or whoever acts."""
    people: dict[int, User] = getattr(form, "people", {})
    return people.get(form.cleaned_data.get("person", 0), user)


def _sentence(error: Exception) -> str:
    if isinstance(error, StepError):
        return _("This step cannot be taken now. Look at where the audit stands.")
    return str(error)


def _address(audit: Audit, action: Action) -> str:
    address = reverse("audit_detail", args=[audit.pk])
    return f"{address}?tab={action.tab}" if action.tab else address


def _back(request: HttpRequest, audit: Audit, action: Action) -> HttpResponse:
    """To the audit; or to the list, for who no longer sees it."""
    messages.success(request, str(action.done))
    if audit_find(request.user, audit.pk) is None:
        return redirect("audits_list")
    return redirect(_address(audit, action))
