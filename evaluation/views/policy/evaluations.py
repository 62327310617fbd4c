"""One evaluation: written, handed over, approved or returned, and what must improve because of it."""

from collections.abc import Callable
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from evaluation.exports.effects import effect_title
from evaluation.forms.policy import ActionForm, EvaluationForm, NoteForm
from evaluation.models import PolicyEvaluation
from evaluation.navigation import work_page
from evaluation.selectors.effects import effect_of
from evaluation.selectors.policy import actions_of, evaluation_find, evaluation_url, strength_of
from evaluation.services.faults import FaultError
from evaluation.services.policy import evaluation_approve, evaluation_submit
from evaluation.services.policy.evaluations import lacks_of
from evaluation.views.records import both, data_of, record_page, version_of
from evaluation.workflow.policy import WRITABLE, Criterion, EvaluationState
from legitimacy.access import allow, can, require
from legitimacy.models import User


@require_safe
@allow("policy.work")
def policy_evaluation(request: HttpRequest, pk: UUID) -> HttpResponse:
    return evaluation_page(request, _found(request, pk, "policy.read"))


def evaluation_page(request: HttpRequest, evaluation: PolicyEvaluation, fault: str = "") -> HttpResponse:
    """One evaluation; with what was refused where a step failed."""
    writes, approves = (can(request.user, f"policy.{act}", evaluation) for act in ("write", "approve"))
    state, effect = EvaluationState(evaluation.state), effect_of(request.user, evaluation.objective)
    context = {
        "evaluation": evaluation,
        "objective": evaluation.objective,
        "criteria": [Criterion(each).label for each in evaluation.criteria if each in Criterion],
        "strength": strength_of(evaluation),
        "effect": effect_title(effect) if effect else "",
        "actions": actions_of(evaluation),
        "lacks": lacks_of(evaluation) if state in WRITABLE else [],
        "may_write": writes and state in WRITABLE,
        "may_submit": writes and state in (EvaluationState.DRAFT, EvaluationState.RETURNED),
        "may_decide": approves and state == EvaluationState.SUBMITTED,
        "may_act": writes and state in (EvaluationState.SUBMITTED, EvaluationState.APPROVED),
        "fault": fault,
        "register": evaluation.objective.plan.corps.register,
    }
    return work_page(request, "evaluation/policy/evaluation.html", context, status=422 if fault else 200)


@both
@allow("policy.work")
def policy_evaluation_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    evaluation = _found(request, pk, "policy.write")
    form = EvaluationForm(data_of(request), record=evaluation, actor=cast(User, request.user))
    if form.is_bound and form.save():
        messages.success(request, _("Saved as a draft. Hand it to the chief when it is complete."))
        return redirect(evaluation_url(evaluation))
    title = _("Evaluation of “%(title)s”") % {"title": evaluation.objective.title}
    return record_page(request, form, title=title, back=evaluation_url(evaluation), of=evaluation.objective.plan.corps)


@require_POST
@allow("policy.work")
def policy_evaluation_submit(request: HttpRequest, pk: UUID) -> HttpResponse:
    evaluation = _found(request, pk, "policy.write")
    return _step(request, evaluation, evaluation_submit, _("Handed to the chief."))


@require_POST
@allow("policy.work")
def policy_evaluation_approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    evaluation = _found(request, pk, "policy.approve")
    return _step(request, evaluation, evaluation_approve, _("Approved: it counts from today."))


@both
@allow("policy.work")
def policy_evaluation_return(request: HttpRequest, pk: UUID) -> HttpResponse:
    evaluation = _found(request, pk, "policy.approve")
    form = NoteForm(data_of(request), record=evaluation, actor=cast(User, request.user))
    return _small(request, form, evaluation, _("Return for completion"), _("Returned."))


@both
@allow("policy.work")
def policy_evaluation_action(request: HttpRequest, pk: UUID) -> HttpResponse:
    evaluation = _found(request, pk, "policy.write")
    form = ActionForm(data_of(request), record=evaluation, actor=cast(User, request.user), initial={"owner": ""})
    return _small(request, form, evaluation, _("Improvement action"), _("Noted as an improvement action."))


def _small(
    request: HttpRequest, form: NoteForm | ActionForm, evaluation: PolicyEvaluation, title: str, done: str
) -> HttpResponse:
    if form.is_bound and form.save():
        messages.success(request, done)
        return redirect(evaluation_url(evaluation))
    return record_page(request, form, title=title, back=evaluation_url(evaluation), of=evaluation.objective.plan.corps)


def _step(request: HttpRequest, evaluation: PolicyEvaluation, step: Callable[..., object], done: str) -> HttpResponse:
    try:
        step(evaluation=evaluation, version=version_of(request), actor=cast(User, request.user))
    except FaultError as error:
        return evaluation_page(request, cast(PolicyEvaluation, evaluation_find(evaluation.pk)), error.reason)
    messages.success(request, done)
    return redirect(evaluation_url(evaluation))


def _found(request: HttpRequest, pk: UUID, action: str) -> PolicyEvaluation:
    evaluation = evaluation_find(pk)
    require(request, action, evaluation)
    return cast(PolicyEvaluation, evaluation)
