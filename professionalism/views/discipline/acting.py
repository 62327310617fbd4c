"""One way for every action of a case: form, version, what stops it, and back to the case.

GET shows the form with a sentence that says what will happen. POST does it: 302 when done, 422 with what is wrong, 409
when somebody changed the case meanwhile, with all that was typed still in the form.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from legitimacy.access import AccessDeniedError, can, require
from professionalism.forms.discipline.acting import StepForm
from professionalism.forms.discipline.base import CaseForm
from professionalism.models import DisciplinaryCase
from professionalism.navigation import PAGES
from professionalism.services.discipline.history import CaseChangedError, CaseTextError
from professionalism.services.discipline.needs import CaseConcernError, CaseNeedError
from professionalism.services.discipline.steps import case_step
from professionalism.services.discipline.ties import TieError
from professionalism.views.discipline.access import case_require, own_require, person_of
from professionalism.views.discipline.actions import Action
from professionalism.workflow.discipline import BY_NAME, Actor, StepError
from professionalism.workflow.discipline_wording import STEP_WORDS

SAVED = "saved_discipline_forms"
REMEMBERED = 20
PROBLEMS = (CaseTextError, CaseNeedError, CaseConcernError, TieError, StepError)


def view_of(action: Action) -> Callable[..., HttpResponseBase]:
    """The view of an action."""

    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, pk: UUID) -> HttpResponseBase:
        case = own_require(request, pk) if action.own else case_require(request, pk)
        require(request, action.may, case)
        given = request.POST if request.method == "POST" else request.GET
        row = _measure(case, str(given.get("row", ""))) if action.about_measure else None

        def make(data: Any = None) -> CaseForm:
            start = action.start(case, row) if action.start and data is None else {}
            form = action.form(data, case=case, user=person_of(request), row=row, initial=start)
            form.prosecutor = not can(request.user, "discipline.prepare", case)  # type: ignore[attr-defined]
            return form

        words = {"heading": action.title, "effect": action.effect, "button": action.button}
        back = reverse("discipline_own_case" if action.own else "discipline_case", args=[case.pk])
        return act(request, make, lambda form: action.run(case, form), words | {"done": action.done, "back": back})

    return view


@require_http_methods(["GET", "HEAD", "POST"])
def step_view(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """One step of the table, for whoever may take it."""
    case = case_require(request, pk)
    given = request.POST if request.method == "POST" else request.GET
    name = str(given.get("step", ""))
    if name not in BY_NAME:
        raise Http404
    kind = actor_kind(request, case, name)

    def make(data: Any = None) -> CaseForm:
        return StepForm(data, case=case, user=person_of(request), step=name)

    def run(form: Any) -> object:
        version = form.cleaned_data["version"]
        return case_step(case=case, step=name, given=form.given(), actor=form.user, actor_kind=kind, version=version)

    words = STEP_WORDS[name]
    context = {"heading": words.button, "effect": words.effect, "button": words.button, "done": _("Saved.")}
    return act(request, make, run, context | {"back": reverse("discipline_case", args=[case.pk])})


def actor_kind(request: HttpRequest, case: DisciplinaryCase, step: str) -> Actor:
    """As who this person takes the step; AccessDeniedError where they may not."""
    for kind, action in ((Actor.AUTHORITY, "discipline.decide"), (Actor.STANDARDS, "discipline.prepare")):
        if kind in BY_NAME[step].actors and can(request.user, action, case):
            return kind
    raise AccessDeniedError("discipline.step", case)


def act(
    request: HttpRequest,
    make: Callable[..., CaseForm],
    run: Callable[[CaseForm], object],
    words: dict[str, Any],
) -> HttpResponseBase:
    """Show the form of an action, or do it."""
    if request.method != "POST":
        return action_page(request, make(), words)
    key = str(request.POST.get("key", ""))
    if key and key in request.session.get(SAVED, []):
        return _back(request, words)
    form = make(request.POST)
    if not form.is_valid():
        return action_page(request, form, words, status=422)
    try:
        run(form)
    except CaseChangedError as error:
        data = request.POST.copy()
        data["version"] = str(error.case.version)
        form = make(data)
        form.is_valid()
        return action_page(request, form, words, changed=True, status=409)
    except PROBLEMS as error:
        _problem_add(form, error)
        return action_page(request, form, words, status=422)
    if key:
        request.session[SAVED] = [*request.session.get(SAVED, []), key][-REMEMBERED:]
    return _back(request, words)


def action_page(
    request: HttpRequest, form: CaseForm, words: dict[str, Any], *, changed: bool = False, status: int = 200
) -> HttpResponse:
    context = words | {
        "case": form.case,
        "register": form.case.register,
        "form": form,
        "concerns": getattr(form, "concerns", ()),
        "changed": changed,
    }
    return PAGES.page(request, "professionalism/discipline/action.html", context, status=status)


def _problem_add(form: CaseForm, error: Exception) -> None:
    if isinstance(error, StepError):
        form.add_error(None, _("This step cannot be taken now. Look at where the case stands."))
    elif isinstance(error, CaseConcernError):
        form.add_error("confirmed", str(error))
    else:
        field = getattr(error, "field", "")
        form.add_error(field if field in form.fields else None, str(error))


def _measure(case: DisciplinaryCase, text: str) -> Any:
    """The measure that an action is about. 404 for one of another case."""
    row = case.measures.filter(pk=int(text)).first() if text.isdecimal() and len(text) < 19 else None
    if row is None:
        raise Http404
    return row


def _back(request: HttpRequest, words: dict[str, Any]) -> HttpResponse:
    messages.success(request, str(words["done"]))
    return redirect(words["back"])
