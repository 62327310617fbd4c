"""One way for every action of a file's page: form, version, what stops it, and back to the file.

GET shows the form alone with a sentence that says what will happen. POST does it: 302 when done, 422 with what is
wrong, 409 when somebody changed the file meanwhile, with all that was typed still in the form.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from complaints.forms.file.base import FileForm
from complaints.models import Complaint
from complaints.navigation import work_page
from complaints.selectors.file import file_find, reach_of
from complaints.services.history import ChangedMeanwhileError, complaint_lock
from complaints.views.file.access import file_require, person_of, way_out
from complaints.views.file.problems import PROBLEMS, Problem, problem_of
from complaints.views.file.timeline import latest
from complaints.workflow.wording import heading_of

SAVED = "saved_forms"
REMEMBERED = 20
Run = Callable[[Complaint, FileForm], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """`name` makes the URL name `complaint_<name>`; `run` gets the locked file and the valid form and calls a service;
    `effect` says what will happen; `section` is where on the page it shows afterwards.
    """

    name: str
    path: str
    form: type[FileForm]
    run: Run
    title: object
    effect: object
    button: object
    section: str = ""
    done: object = _("Saved.")
    template: str = "complaints/file/action.html"
    shows: Callable[[Complaint, FileForm], dict[str, Any]] | None = None


def view_of(action: Action) -> Callable[..., HttpResponseBase]:
    """The view of an action that has one form."""

    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, number: str) -> HttpResponseBase:
        return act(request, file_require(request, number, handle=True), action)

    return view


def act(request: HttpRequest, complaint: Complaint, action: Action) -> HttpResponseBase:
    """Show the form of an action, or do it."""
    user = person_of(request)
    if request.method != "POST":
        given = {name: request.GET[name] for name in action.form.from_query if name in request.GET}
        return action_page(request, complaint, action, action.form(complaint=complaint, user=user, initial=given))
    key = str(request.POST.get("key", ""))
    if key and key in request.session.get(SAVED, []):
        return _back(request, complaint, action)
    form = action.form(request.POST, complaint=complaint, user=user)
    if not form.is_valid():
        return action_page(request, complaint, action, form, status=422)
    try:
        with transaction.atomic():
            locked = complaint_lock(complaint, version=form.cleaned_data["version"])
            form.complaint = locked
            action.run(locked, form)
    except ChangedMeanwhileError as error:
        return _changed(request, error.complaint, action)
    except PROBLEMS as error:
        problem = problem_of(error, complaint)
        return action_page(request, complaint, action, form, problem=problem, status=422)
    if key:
        request.session[SAVED] = [*request.session.get(SAVED, []), key][-REMEMBERED:]
    return _back(request, complaint, action)


def action_page(
    request: HttpRequest,
    complaint: Complaint,
    action: Action,
    form: FileForm,
    *,
    problem: Problem | None = None,
    changed: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "complaint": complaint,
        "heading": heading_of(complaint.title),
        "action": action,
        "form": form,
        "problem": problem,
        "changed": changed,
        "latest": latest(complaint, reach_of(request.user, complaint)) if changed else [],
        **(action.shows(complaint, form) if action.shows else {}),
    }
    return work_page(request, action.template, context, status=status)


def _changed(request: HttpRequest, now: Complaint, action: Action) -> HttpResponseBase:
    """Somebody was quicker. Their change is shown; what was typed stands in the form, with the newest version."""
    complaint = file_find(request.user, now.number)
    if complaint is None or not reach_of(request.user, complaint).handles:
        raise Http404
    data = request.POST.copy()
    data["version"] = str(complaint.version)
    form = action.form(data, complaint=complaint, user=person_of(request))
    form.is_valid()
    return action_page(request, complaint, action, form, changed=True, status=409)


def _back(request: HttpRequest, complaint: Complaint, action: Action) -> HttpResponse:
    """To the file; or out, for who has just given it away."""
    messages.success(request, str(action.done))
    if file_find(request.user, complaint.number) is None:
        return redirect(way_out())
    anchor = f"#{action.section}" if action.section else ""
    return redirect(reverse("complaint_detail", args=[complaint.number]) + anchor)
