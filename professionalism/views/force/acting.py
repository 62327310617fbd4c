"""What is done with a report that was handed in, as data: each action has a form, a service and words.

GET shows the form with a sentence that says what will happen. POST does it: 302 when done, 422 with what is wrong, 409
when somebody changed the report meanwhile.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from legitimacy.access import require
from legitimacy.models import User
from professionalism.forms.force_acting import JoinForm, NoteForm, ReturnForm, ReviewForm
from professionalism.forms.force_fields import ActionForm
from professionalism.models import ForceIncident
from professionalism.navigation import work_page
from professionalism.selectors.force_detail import report_find
from professionalism.selectors.force_matching import same_incident
from professionalism.services import force_joining as joining
from professionalism.services import force_reviewing as reviewing
from professionalism.services.force_history import ForceRefusedError, IncidentChangedError
from professionalism.views.force.access import person_of, report_or_refusal
from professionalism.workflow.force import Finding, StepError
from professionalism.workflow.force_wording import STEP_WORDS

SAVED = "saved_force_forms"
REMEMBERED = 20


@dataclass(frozen=True, slots=True)
class Action:
    """`may` is a predicate about the report."""

    may: str
    form: type[ActionForm]
    run: Callable[[ForceIncident, User, dict[str, Any]], object]


def _review(incident: ForceIncident, actor: User, given: dict[str, Any]) -> None:
    wanted = given.get("improve")
    improvement = reviewing.Improvement(wanted, given["owner"], given["due_on"]) if wanted else None
    review = reviewing.Review(Finding(given["finding"]), given["reasons"], given["lessons"], improvement)
    reviewing.incident_review(incident=incident, actor=actor, review=review, version=given["version"])


def _return(incident: ForceIncident, actor: User, given: dict[str, Any]) -> None:
    reviewing.incident_return(incident=incident, actor=actor, note=given["note"], version=given["version"])


def _void(incident: ForceIncident, actor: User, given: dict[str, Any]) -> None:
    reviewing.incident_void(incident=incident, actor=actor, note=given["note"], version=given["version"])


def _join(incident: ForceIncident, actor: User, given: dict[str, Any]) -> None:
    other = next((row for row in same_incident(incident) if row.number == given["other"]), None)
    if other is None:
        raise ForceRefusedError(_("These reports cannot be joined, or are joined already."))
    joining.incidents_join(incident=incident, other=other, actor=actor, reason=given["note"], version=given["version"])


def _part(incident: ForceIncident, actor: User, given: dict[str, Any]) -> None:
    joining.incident_part(incident=incident, actor=actor, reason=given["note"], version=given["version"])


ACTIONS: Mapping[str, Action] = {
    "review": Action("force.review", ReviewForm, _review),
    "return": Action("force.review", ReturnForm, _return),
    "void": Action("force.void", NoteForm, _void),
    "join": Action("force.join", JoinForm, _join),
    "part": Action("force.join", NoteForm, _part),
}


@require_http_methods(["GET", "HEAD", "POST"])
def force_act(request: HttpRequest, number: str, action: str) -> HttpResponseBase:
    incident = report_or_refusal(request, number)
    if isinstance(incident, HttpResponse):
        return incident
    chosen = ACTIONS.get(action)
    if chosen is None:
        raise Http404
    key = request.POST.get("key", "")[:40]
    if key and key in request.session.get(SAVED, []):
        return _back(request, incident, action)
    require(request, chosen.may, incident)
    if request.method != "POST":
        start = {"other": request.GET.get("other", "").replace("\x00", "")[:12]}
        return _page(request, action, chosen.form(incident=incident, initial=start))
    form = chosen.form(request.POST, incident=incident)
    if not form.is_valid():
        return _page(request, action, form, status=422)
    try:
        chosen.run(incident, person_of(request), form.cleaned_data)
    except IncidentChangedError as error:
        return _changed(request, action, chosen, error.incident)
    except StepError:
        return _page(request, action, form, problem=_("This cannot be done now. Look at the report again."), status=422)
    except (ForceRefusedError, reviewing.BarredError) as error:
        return _page(request, action, form, problem=str(error), status=422)
    if key:
        request.session[SAVED] = [*request.session.get(SAVED, []), key][-REMEMBERED:]
    return _back(request, incident, action)


def _page(
    request: HttpRequest, action: str, form: ActionForm, *, problem: str = "", changed: bool = False, status: int = 200
) -> HttpResponse:
    context = {
        "incident": form.incident,
        "register": form.incident.register,
        "form": form,
        "words": STEP_WORDS[action],
        "other": form["other"].value() if "other" in form.fields else "",
        "problem": problem,
        "changed": changed,
    }
    return work_page(request, "professionalism/force/action.html", context, status=status)


def _changed(request: HttpRequest, action: str, chosen: Action, now: ForceIncident) -> HttpResponse:
    """Somebody was quicker. What was typed stands in the form, with the newest version."""
    incident = report_find(request.user, now.number)
    if incident is None:
        raise Http404
    data = request.POST.copy()
    data["version"] = str(incident.version)
    form = chosen.form(data, incident=incident)
    form.is_valid()
    return _page(request, action, form, changed=True, status=409)


def _back(request: HttpRequest, incident: ForceIncident, action: str) -> HttpResponse:
    messages.success(request, str(STEP_WORDS[action].done))
    return redirect("force_report", number=incident.number)
