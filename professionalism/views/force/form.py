"""The form of a report, one step to a page. Every step saves; the browser saves in between where it can.

POST answers 302 when saved, 422 with what is wrong, 409 when the report was changed on another device, with all that
was typed still in the form. A save in the background gets JSON.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from legitimacy.access import can, require
from legitimacy.models import User
from professionalism.forms.force_page import StepPage
from professionalism.models import ForceIncident
from professionalism.navigation import work_page
from professionalism.selectors.force_checking import faults_of
from professionalism.selectors.force_detail import return_note, with_rows
from professionalism.selectors.force_matching import same_incident
from professionalism.services.force_drafting import draft_discard, draft_save, row_raise
from professionalism.services.force_history import IncidentChangedError
from professionalism.services.force_reviewing import IncompleteError, incident_submit
from professionalism.views.force.access import is_own, person_of, report_or_refusal
from professionalism.views.force.lines import whole_of
from professionalism.workflow.force import WRITABLE, Status, StepError
from professionalism.workflow.force_steps import ORDER, ROWS, TITLES, FormStep, step_after

ADD, RAISE = "add-", "raise-"


@require_http_methods(["GET", "HEAD", "POST"])
def force_step(request: HttpRequest, number: str, step: str) -> HttpResponseBase:
    incident = report_or_refusal(request, number)
    if isinstance(incident, HttpResponse):
        return incident
    if not can(request.user, "force.write", incident) and is_own(person_of(request), incident):
        return _over(request, incident)
    require(request, "force.write", incident)
    here = FormStep(step)
    if request.method != "POST":
        add = request.GET.get("add", "")
        return _page(request, StepPage(incident, here, add=add if add in ROWS else ""))
    page = StepPage(incident, here, request.POST)
    if request.POST.get("autosave"):
        return _autosave(request, page)
    return _save(request, page)


def _autosave(request: HttpRequest, page: StepPage) -> HttpResponse:
    """What makes sense so far is saved; the rest stays in the browser."""
    try:
        saved = _write(request, page, partly=True)
    except (IncidentChangedError, StepError):
        return JsonResponse({"saved": False}, status=409)
    time = timezone.localtime().strftime("%H:%M")
    return JsonResponse({"saved": True, "version": saved.version, "at": time})


def _save(request: HttpRequest, page: StepPage) -> HttpResponse:
    go = request.POST.get("go", "next")
    if not page.is_valid():
        return _page(request, page, status=422)
    try:
        saved = _write(request, page)
        if go.startswith(RAISE) and go.removeprefix(RAISE).isdecimal():
            row_raise(incident=saved, place=int(go.removeprefix(RAISE)[:3]), version=saved.version)
    except StepError:
        return _over(request, page.incident)
    except IncidentChangedError as error:
        return _changed(request, page, error.incident)
    if go == "save":
        messages.success(request, _("Saved. Go on whenever you like: the report waits here."))
        return redirect("force_mine")
    here = reverse("force_step", args=[saved.number, page.step])
    if go.startswith(ADD) and go.removeprefix(ADD) in ROWS:
        kind = go.removeprefix(ADD)
        return redirect(f"{here}?add={kind}#{kind}-last")
    if go.startswith(RAISE):
        return redirect(f"{here}#applications")
    after = step_after(page.step)
    return (
        redirect("force_check", number=saved.number)
        if after is FormStep.CHECK
        else redirect("force_step", number=saved.number, step=after)
    )


def _write(request: HttpRequest, page: StepPage, *, partly: bool = False) -> ForceIncident:
    version = request.POST.get("version", "")
    return draft_save(
        incident=page.incident,
        given=page.given(partly=partly),
        actor=person_of(request),
        version=_number(version),
    )


def _number(text: str) -> int:
    """A version as it was sent; 0, which none has, for anything else."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _changed(request: HttpRequest, page: StepPage, now: ForceIncident) -> HttpResponse:
    """Somebody, or the same person elsewhere, was quicker. What was typed stands in the form."""
    if now.status not in WRITABLE:
        return _over(request, now)
    return _page(request, StepPage(with_rows(now), page.step, request.POST), changed=True, status=409)


def _page(request: HttpRequest, page: StepPage, *, changed: bool = False, status: int = 200) -> HttpResponse:
    incident = page.incident
    asked = request.GET.get("check") == "1" or incident.status == Status.RETURNED
    faults = [fault for fault in faults_of(incident, list(incident.applications.all())) if fault.step == page.step]
    context: dict[str, Any] = {
        **_frame(incident, page.step),
        "page": page,
        "faults": faults if asked and page.data is None else [],
        "errors": page.errors if page.data is not None else [],
        "changed": changed,
        "note": return_note(incident) if incident.status == Status.RETURNED else "",
        "saves_alone": True,
    }
    return work_page(request, "professionalism/force/step.html", context, status=status)


def _frame(incident: ForceIncident, here: FormStep) -> dict[str, Any]:
    place = ORDER.index(here)
    return {
        "incident": incident,
        "register": incident.register,
        "here": here,
        "title": TITLES[here],
        "place": place + 1,
        "steps": [(step, TITLES[step], _address(incident, step), number < place) for number, step in enumerate(ORDER)],
        "before": _address(incident, ORDER[place - 1]) if place else "",
    }


def _address(incident: ForceIncident, step: FormStep) -> str:
    if step is FormStep.CHECK:
        return reverse("force_check", args=[incident.number])
    return reverse("force_step", args=[incident.number, step])


@require_http_methods(["GET", "HEAD", "POST"])
def force_check(request: HttpRequest, number: str) -> HttpResponseBase:
    """Look at the whole, and hand it in. What is missing is named with the step where it stands."""
    incident = report_or_refusal(request, number)
    if isinstance(incident, HttpResponse):
        return incident
    user = person_of(request)
    if not can(user, "force.write", incident) and is_own(user, incident):
        return _over(request, incident)
    require(request, "force.write", incident)
    if request.method != "POST":
        return _check_page(request, incident)
    version = request.POST.get("version", "")
    try:
        incident_submit(incident=incident, actor=user, version=_number(version))
    except IncompleteError:
        return _check_page(request, incident, refused=True, status=422)
    except IncidentChangedError as error:
        if error.incident.status not in WRITABLE:
            return _over(request, incident)
        return _check_page(request, with_rows(error.incident), changed=True, status=409)
    except StepError:
        return _over(request, incident)
    messages.success(request, _("Handed in. A superior who took no part reviews it."))
    return redirect("force_report", number=incident.number)


def _check_page(
    request: HttpRequest, incident: ForceIncident, *, refused: bool = False, changed: bool = False, status: int = 200
) -> HttpResponse:
    faults = faults_of(incident, list(incident.applications.all()))
    context = {
        **_frame(incident, FormStep.CHECK),
        **whole_of(incident),
        "faults": [(fault, f"{_address(incident, fault.step)}?check=1#{fault.anchor}") for fault in faults],
        "refused": refused,
        "changed": changed,
        "note": return_note(incident) if incident.status == Status.RETURNED else "",
        "same": [] if faults else same_incident(incident),
        "is_draft": incident.status == Status.DRAFT,
    }
    return work_page(request, "professionalism/force/check.html", context, status=status)


def _over(request: HttpRequest, incident: ForceIncident) -> HttpResponse:
    """Handed in already, here or on another device."""
    messages.info(request, _("This report was handed in already."))
    return redirect("force_report", number=incident.number)


@require_POST
def force_discard(request: HttpRequest, number: str) -> HttpResponseBase:
    """Throw a draft away."""
    incident = report_or_refusal(request, number)
    if isinstance(incident, HttpResponse):
        return incident
    require(request, "force.write", incident)
    user: User = person_of(request)
    try:
        draft_discard(incident=incident, actor=user)
    except StepError:
        return _over(request, incident)
    messages.success(request, _("The draft was thrown away."))
    return redirect("force_mine")
