"""Evaluations: written by the evaluation officer, approved or returned by the chief, with what must improve."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.models import PolicyEvaluation
from evaluation.rules.policy import carried_by, corps_of
from evaluation.services.faults import FaultError, record_store, told, version_require
from evaluation.services.policy.plans import evaluation_plan
from evaluation.services.policy.stale import stale_for_plan
from evaluation.workflow.policy import NEEDED, WRITABLE, Decision, EvaluationState, Evaluator
from legitimacy.access import require_person
from legitimacy.models import ImprovementAction, Role, User
from legitimacy.scorecards.services import improvements_stale


@transaction.atomic
def evaluation_save(
    *, evaluation: PolicyEvaluation, values: dict[str, Any], version: int = 0, actor: User
) -> PolicyEvaluation:
    """Write on an evaluation that the chief does not have. FaultError names the field that is wrong."""
    plan = evaluation.objective.plan
    require_person(actor, "policy.write", evaluation)
    version_require(evaluation, version)
    if evaluation.state not in WRITABLE:
        raise FaultError("", _("This evaluation was handed to the chief: it is changed only when it comes back."))
    _checked(evaluation, values)
    more = {"state": EvaluationState.DRAFT, "written_by": actor}
    record_store(evaluation, values | more, actor=actor, corps=plan.corps.code)
    return evaluation


def _checked(evaluation: PolicyEvaluation, values: dict[str, Any]) -> None:
    objective, earlier, day = evaluation.objective, values["builds_on"], values["evaluated_on"]
    if values["evaluator_name"].strip().casefold() == objective.owner.strip().casefold():
        reason = _("Who owns the objective does not evaluate it. Ask somebody else, another corps or an outsider.")
        raise FaultError("evaluator_name", reason)
    own = {objective.plan.corps.code.casefold(), objective.plan.corps.name.casefold()}
    if values["evaluator"] == Evaluator.PEER and values["evaluator_name"].strip().casefold() in own:
        raise FaultError("evaluator_name", _("This is your own corps. Name the corps that evaluated."))
    if earlier is not None and earlier.pk == evaluation.pk:
        raise FaultError("builds_on", _("An evaluation cannot rest on itself."))
    if earlier is not None and (
        earlier.state != EvaluationState.APPROVED
        or objective.plan.corps_id not in carried_by(earlier.objective.plan.corps_id)
    ):
        raise FaultError("builds_on", _("It can rest only on an approved evaluation of your corps."))
    if day and (day < objective.plan.begins_on or day > timezone.localdate()):
        raise FaultError("evaluated_on", _("Give a day from the beginning of the plan up to today."))


@transaction.atomic
def evaluation_submit(*, evaluation: PolicyEvaluation, version: int, actor: User) -> PolicyEvaluation:
    """Hand it to the chief. FaultError names everything that is not filled in yet."""
    require_person(actor, "policy.write", evaluation)
    version_require(evaluation, version)
    if evaluation.state not in (EvaluationState.DRAFT, EvaluationState.RETURNED):
        raise FaultError("", _("Only a draft can be handed to the chief."))
    if lacks := lacks_of(evaluation):
        raise FaultError("", _("Before you hand it over, fill in: ") + "; ".join(lacks) + ".")
    return _step(evaluation, {"state": EvaluationState.SUBMITTED, "returned_note": ""}, "submitted", actor)


def lacks_of(evaluation: PolicyEvaluation) -> list[str]:
    """What must still be filled in, as names of fields in words."""
    words = {
        "question": _("the question"), "criteria": _("the criteria"), "method": _("the method"),
        "evaluator": _("who evaluated"), "evaluator_name": _("the function or body that evaluated"),
        "evidence": _("the evidence"), "findings": _("the findings"), "decision": _("the decision"),
    }  # fmt: skip
    found = [words[name] for name in NEEDED if not getattr(evaluation, name)]
    return found + ([] if evaluation.evaluated_on else [_("the day")])


@transaction.atomic
def evaluation_return(*, evaluation: PolicyEvaluation, note: str, version: int, actor: User) -> PolicyEvaluation:
    """The chief sends it back, with what is missing."""
    require_person(actor, "policy.approve", evaluation)
    version_require(evaluation, version)
    _submitted_require(evaluation)
    if not note.strip():
        raise FaultError("note", _("Say what is missing."))
    values = {"state": EvaluationState.RETURNED, "returned_note": note.strip()}
    return _step(evaluation, values, "returned", actor)


@transaction.atomic
def evaluation_approve(*, evaluation: PolicyEvaluation, version: int, actor: User) -> PolicyEvaluation:
    """The chief approves: from today it counts, and the next one is planned. Who wrote it does not approve it."""
    require_person(actor, "policy.approve", evaluation)
    version_require(evaluation, version)
    _submitted_require(evaluation)
    if evaluation.written_by_id == actor.pk:
        raise FaultError("", _("Who wrote an evaluation does not approve it."))
    today = timezone.localdate()
    _step(evaluation, {"state": EvaluationState.APPROVED, "approved_on": today}, "approved", actor)
    if evaluation.decision != Decision.STOP:
        evaluation_plan(evaluation.objective, evaluation.evaluated_on or today)
    stale_for_plan(evaluation.objective.plan, today)
    return evaluation


@transaction.atomic
def action_add(
    *, evaluation: PolicyEvaluation, what: str, owner: str, due_on: date, version: int, actor: User
) -> ImprovementAction:
    """Something that must improve because of this evaluation, once it was handed to the chief or approved."""
    require_person(actor, "policy.write", evaluation)
    version_require(evaluation, version)
    if evaluation.state not in (EvaluationState.SUBMITTED, EvaluationState.APPROVED):
        raise FaultError("", _("Hand the evaluation over first: actions follow from what it found."))
    if due_on < timezone.localdate():
        raise FaultError("due_on", _("This day is over. Give today or a later day."))
    plan = evaluation.objective.plan
    now = [corps for corps in corps_of(actor, Role.EVALUATION_OFFICER) if corps.pk in carried_by(plan.corps_id)]
    action = ImprovementAction.objects.create(
        corps=now[0], source=ImprovementAction.Source.EVALUATION, reference=str(evaluation.pk), what=what.strip(),
        owner=owner.strip(), due_on=due_on, original_due_on=due_on, origin=plan.origin, created_by=actor,
    )  # fmt: skip
    improvements_stale([action])
    told(evaluation, "action_added", actor=actor, corps=plan.corps.code)
    return action


def _submitted_require(evaluation: PolicyEvaluation) -> None:
    if evaluation.state != EvaluationState.SUBMITTED:
        raise FaultError("", _("This step is not possible now: somebody took it already."))


def _step(evaluation: PolicyEvaluation, values: dict[str, Any], what: str, actor: User) -> PolicyEvaluation:
    code = evaluation.objective.plan.corps.code
    record_store(evaluation, values, actor=actor, corps=code)
    told(evaluation, what, actor=actor, corps=code)
    return evaluation
