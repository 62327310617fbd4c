"""One way for every action on a case: form, version, what stops it, and back to the case.

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
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from legitimacy.access import require
from legitimacy.models import Member
from professionalism.forms.signals import cases as forms
from professionalism.forms.signals.base import CaseForm
from professionalism.models import SignalCase
from professionalism.navigation import PAGES
from professionalism.selectors.signals.cases import case_find, correction_find, own_find
from professionalism.selectors.signals.effect import effect_read
from professionalism.services.signals.cases import case_reply
from professionalism.services.signals.history import SignalChangedError, SignalTextError
from professionalism.views.signals.access import case_require, own_require, person_of
from professionalism.views.signals.actions import Action
from professionalism.workflow.signals import SignalStepError

SAVED = "saved_signal_forms"
REMEMBERED = 20
REPLY = Action(
    name="reply",
    form=forms.ReplyForm,
    run=lambda case, form: case_reply(
        case=case, actor=form.user, text=form.cleaned_data["text"], version=form.cleaned_data["version"]
    ),
    title=_("Reply"),
    button=_("Send the reply"),
    effect=_("Professional standards and the wellbeing adviser read it before anything is decided. Nobody else does."),
    may="signal.read_own",
    done=_("Your reply was sent."),
)


def view_of(action: Action) -> Callable[..., HttpResponseBase]:
    """The view of an action by professional standards or the wellbeing adviser."""

    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, pk: UUID) -> HttpResponseBase:
        case = case_require(request, pk)
        require(request, action.may, case)
        return act(request, case, action)

    return view


@require_http_methods(["GET", "HEAD", "POST"])
def signal_reply(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    return act(request, own_require(request, pk), REPLY)


def act(request: HttpRequest, case: SignalCase, action: Action) -> HttpResponseBase:
    """Show the form of an action, or do it."""
    user = person_of(request)
    row = _row(request, case, action)
    if request.method != "POST":
        return action_page(request, action, action.form(case=case, user=user, row=row))
    key = str(request.POST.get("key", ""))
    if key and key in request.session.get(SAVED, []):
        return _back(request, case, action)
    form = action.form(request.POST, case=case, user=user, row=row)
    if not form.is_valid():
        return action_page(request, action, form, status=422)
    try:
        action.run(case, form)
    except SignalChangedError as error:
        return _changed(request, error.case, action, row)
    except (SignalTextError, SignalStepError) as error:
        return action_page(request, action, form, problem=str(error), status=422)
    if key:
        request.session[SAVED] = [*request.session.get(SAVED, []), key][-REMEMBERED:]
    return _back(request, case, action)


def action_page(
    request: HttpRequest,
    action: Action,
    form: CaseForm,
    *,
    problem: str = "",
    changed: bool = False,
    status: int = 200,
) -> HttpResponse:
    judged = action.name == "judge" and form.about is not None
    context = {
        "case": form.case,
        "register": form.case.register,
        "action": action,
        "heading": action.title,
        "form": form,
        "problem": problem,
        "changed": changed,
        "row": form.about,
        "reading": effect_read(form.about) if judged else None,
        "back": _address(form.case, action),
        "is_own": action is REPLY,
    }
    return PAGES.page(request, "professionalism/signals/action.html", context, status=status)


def _changed(request: HttpRequest, now: SignalCase, action: Action, row: Any) -> HttpResponseBase:
    """Somebody was quicker. What was typed stands in the form, with the newest version."""
    find = own_find if action is REPLY else case_find
    case = find(request.user, now.pk)
    if case is None:
        raise Http404
    data = request.POST.copy()
    data["version"] = str(case.version)
    form = action.form(data, case=case, user=person_of(request), row=row)
    form.is_valid()
    return action_page(request, action, form, changed=True, status=409)


def _row(request: HttpRequest, case: SignalCase, action: Action) -> Any:
    """The correction that an action is about. 404 for one of another case."""
    if not action.of_correction:
        return None
    given = request.POST if request.method == "POST" else request.GET
    row = correction_find(case, str(given.get("row", "")))
    if row is None:
        raise Http404
    return row


def _address(case: SignalCase, action: Action) -> str:
    return reverse("signal_mine" if action is REPLY else "signal_case", args=[case.pk])


def _back(request: HttpRequest, case: SignalCase, action: Action) -> HttpResponse:
    """To the case; or to the list, for who no longer sees it."""
    messages.success(request, str(action.done))
    if action is not REPLY and case_find(request.user, case.pk) is None:
        return redirect("signals_list")
    return redirect(_address(case, action))


def member_of_case(case: SignalCase) -> Member:
    if case.member is None:
        raise Http404
    return case.member
