"""One objective with its evaluations, changed, removed or stopped."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evaluation.exports.effects import effect_words
from evaluation.forms.policy import ObjectiveForm, StopForm
from evaluation.models import PolicyObjective
from evaluation.navigation import work_page
from evaluation.selectors.effects import effect_of
from evaluation.selectors.policy import objective_find, objective_line, objective_url, plan_url, strength_of
from evaluation.services.faults import FaultError
from evaluation.services.policy import objective_remove
from evaluation.views.records import both, data_of, record_page, version_of
from evaluation.workflow.practices import label_of
from legitimacy.access import allow, can, require
from legitimacy.charts.policy import with_charts
from legitimacy.indicators.registry import indicators
from legitimacy.models import User


@with_charts
@require_safe
@allow("policy.work")
def policy_objective(request: HttpRequest, pk: UUID) -> HttpResponse:
    objective = _found(request, pk, "policy.read")
    reads_all = can(request.user, "policy.write", objective) or can(request.user, "policy.approve", objective)
    effect = effect_of(request.user, objective)
    evaluations = [each for each in objective.evaluations.all() if reads_all or each.state == "approved"]
    context = {
        "objective": objective,
        "line": objective_line(objective),
        "evaluations": [(each, strength_of(each)) for each in reversed(evaluations)],
        "functionality": label_of("functionality", objective.functionality),
        "passport": indicators.get(objective.indicator) if objective.indicator in indicators else None,
        "effect": effect_words(effect) if effect else None,
        "writes": can(request.user, "policy.write", objective),
        "approves": can(request.user, "policy.approve", objective),
        "register": objective.plan.corps.register,
    }
    return work_page(request, "evaluation/policy/objective.html", context)


@both
@allow("policy.work")
def policy_objective_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change or remove what was not approved yet."""
    objective, fault = _found(request, pk, "policy.write"), ""
    actor = cast(User, request.user)
    if "remove" in request.POST:
        try:
            objective_remove(objective=objective, version=version_of(request), actor=actor)
        except FaultError as error:
            fault = error.reason
        else:
            messages.success(request, _("Removed."))
            return redirect(plan_url(objective.plan))
    form = ObjectiveForm(None if fault else data_of(request), record=objective, actor=actor)
    if form.is_bound and form.save():
        messages.success(request, _("Saved. It counts once the chief approved it."))
        return redirect(objective_url(objective))
    step = None if objective.approved_on else ("remove", _("Remove it"))
    return record_page(
        request, form, title=objective.title, back=objective_url(objective), of=objective.plan.corps, fault=fault,
        step=step,
    )  # fmt: skip


@both
@allow("policy.work")
def policy_objective_stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    objective = _found(request, pk, "policy.approve")
    form = StopForm(data_of(request), record=objective, actor=cast(User, request.user))
    if form.is_bound and form.save():
        messages.success(request, _("Stopped. Its evaluations stay."))
        return redirect(objective_url(objective))
    return record_page(
        request, form, title=_("Stop: %(title)s") % {"title": objective.title}, back=objective_url(objective),
        of=objective.plan.corps,
    )  # fmt: skip


def _found(request: HttpRequest, pk: UUID, action: str) -> PolicyObjective:
    objective = objective_find(pk)
    require(request, action, objective)
    return cast(PolicyObjective, objective)
