"""Improvement actions of a corps in one list by month, and the form of those that came from evaluations."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evaluation.forms.policy.acting import ActionStateForm
from evaluation.navigation import work_page
from evaluation.selectors.actions import ALL, OPEN, VIEWS, action_find, months_of, numbers_of, words_of
from evaluation.views.records import both, data_of, record_page
from legitimacy.access import allow, require
from legitimacy.models import ImprovementAction, User


@require_safe
@allow("policy_action.list")
def policy_actions(request: HttpRequest) -> HttpResponse:
    view, source = request.GET.get("view", OPEN), request.GET.get("source", "")
    view = view if view in VIEWS else ALL
    source = source if source in ImprovementAction.Source.values else ""
    numbers = numbers_of(request.user)
    context = {
        "months": months_of(request.user, view, source),
        "views": [(key, label, numbers[key]) for key, label in VIEWS.items()],
        "view": view,
        "source": source,
        "sources": ImprovementAction.Source.choices,
    }
    return work_page(request, "evaluation/policy/actions.html", context)


@both
@allow("policy_action.list")
def policy_action(request: HttpRequest, pk: int) -> HttpResponse:
    """Postpone, say that it was done, or what it brought."""
    action = action_find(request.user, pk)
    require(request, "policy_action.change", action)
    found = cast(ImprovementAction, action)
    form = ActionStateForm(data_of(request), record=found, actor=cast(User, request.user))
    if form.is_bound and form.save():
        messages.success(request, _("Saved."))
        return redirect("policy_actions")
    return record_page(request, form, title=words_of(found), back=reverse("policy_actions"), of=found.corps)
