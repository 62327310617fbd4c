"""Plans and their objectives: written by the evaluation officer, approved and stopped by the chief."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.models import PolicyEvaluation, PolicyObjective, PolicyPlan
from evaluation.services.faults import FaultError, record_store, told, version_require
from evaluation.services.policy.stale import stale_for_plan
from evaluation.workflow.policy import LONGEST_YEARS, EvaluationState, PlanKind, months_later
from legitimacy.access import require_person
from legitimacy.models import Register, User


@transaction.atomic
def plan_save(*, plan: PolicyPlan, values: dict[str, Any], version: int = 0, actor: User) -> PolicyPlan:
    """Write a plan. Once approved its days stay. FaultError names the field that is wrong."""
    require_person(actor, "policy.write", plan)
    version_require(plan, version)
    begins, ends = values["begins_on"], values["ends_on"]
    if ends < begins:
        raise FaultError("ends_on", _("It cannot end before it began."))
    years = LONGEST_YEARS if values["kind"] == PlanKind.ZONAL else 1
    if ends >= months_later(begins, 12 * years):
        raise FaultError("ends_on", _("A plan of this kind runs for %(years)d years at most.") % {"years": years})
    corps = plan.corps
    if (corps.valid_from and begins < corps.valid_from) or (corps.valid_to and begins > corps.valid_to):
        raise FaultError("begins_on", _("The corps did not exist then."))
    days = (plan.kind, plan.begins_on, plan.ends_on)
    if plan.approved_on and days != (values["kind"], begins, ends):
        raise FaultError("begins_on", _("This plan was approved: its kind and days stay. Stop objectives instead."))
    others = PolicyPlan.objects.filter(corps=corps, kind=PlanKind.ZONAL, begins_on__lte=ends, ends_on__gte=begins)
    if values["kind"] == PlanKind.ZONAL and others.exclude(pk=plan.pk).exists():
        raise FaultError("begins_on", _("Your corps has a zonal safety plan in these days already."))
    plan.origin = Register(corps.register).origin.value
    record_store(plan, values, actor=actor, corps=corps.code)
    return plan


@transaction.atomic
def objective_save(
    *, objective: PolicyObjective, values: dict[str, Any], version: int = 0, actor: User
) -> PolicyObjective:
    """Write an objective of a plan. One that was approved stays as it is: it is evaluated or stopped."""
    plan = _plan_locked(objective)
    require_person(actor, "policy.write", plan)
    version_require(objective, version)
    if objective.approved_on:
        raise FaultError("", _("This objective was approved and stays as it is. Evaluate it, or have it stopped."))
    if not values["indicator"] and not values["measure"].strip():
        reason = _("Say how you will know that it is reached: choose an indicator or write a measure of your own.")
        raise FaultError("measure", reason)
    if values["baseline_on"] and values["baseline_on"] > timezone.localdate():
        raise FaultError("baseline_on", _("This day has not come yet. Give today or an earlier day."))
    for name in ("target_on", "acts_from"):
        if values[name] and not plan.begins_on <= values[name] <= plan.ends_on:
            raise FaultError(name, _("Give a day within the plan."))
    if objective._state.adding:
        objective.number = (plan.objectives.aggregate(last=Max("number"))["last"] or 0) + 1
    record_store(objective, values, actor=actor, corps=plan.corps.code)
    return objective


@transaction.atomic
def objective_remove(*, objective: PolicyObjective, version: int, actor: User) -> None:
    """Take away one that was never approved."""
    require_person(actor, "policy.write", objective)
    version_require(objective, version)
    if objective.approved_on:
        raise FaultError("", _("This objective was approved and stays as it is. Evaluate it, or have it stopped."))
    told(objective, "removed", actor=actor, corps=objective.plan.corps.code)
    objective.delete()


@transaction.atomic
def objective_stop(*, objective: PolicyObjective, reason: str, version: int, actor: User) -> PolicyObjective:
    """The chief stops an objective today, with a reason. It is no longer counted, and its evaluations stay."""
    plan = _plan_locked(objective)
    require_person(actor, "policy.approve", plan)
    version_require(objective, version)
    if not objective.approved_on or objective.stopped_on:
        raise FaultError("", _("Only an objective that runs can be stopped."))
    if not reason.strip():
        raise FaultError("stop_reason", _("Say why it stops."))
    today = timezone.localdate()
    values = {"stopped_on": today, "stop_reason": reason.strip()}
    record_store(objective, values, actor=actor, corps=plan.corps.code)
    objective.evaluations.filter(state=EvaluationState.PLANNED).delete()
    stale_for_plan(plan, today)
    return objective


@transaction.atomic
def plan_approve(*, plan: PolicyPlan, version: int, actor: User) -> PolicyPlan:
    """The chief approves what was not approved yet; each of these objectives gets an evaluation within twelve months.

    FaultError where nothing waits, where the plan is over, or where somebody changed it meanwhile.
    """
    require_person(actor, "policy.approve", plan)
    version_require(plan, version)
    today = timezone.localdate()
    waiting = list(plan.objectives.select_for_update().filter(approved_on=None))
    if not waiting:
        raise FaultError("", _("There is no objective in this plan that waits for approval."))
    if plan.ends_on < today:
        raise FaultError("", _("This plan is over."))
    for objective in waiting:
        objective.approved_on = today
        objective.version += 1
        objective.save(update_fields=["approved_on", "version"])
        evaluation_plan(objective, max(today, plan.begins_on))
    record_store(plan, {"approved_on": plan.approved_on or today}, actor=actor, corps=plan.corps.code)
    told(plan, "approved", actor=actor, corps=plan.corps.code)
    stale_for_plan(plan, today)
    return plan


def evaluation_plan(objective: PolicyObjective, since: date) -> None:
    """Plan the next evaluation: twelve months after `since`, or at the end of the plan where that comes first."""
    due = min(months_later(since), objective.plan.ends_on)
    if objective.stopped_on is None and due > since:
        planned = {"objective": objective, "state": EvaluationState.PLANNED}
        PolicyEvaluation.objects.get_or_create(**planned, defaults={"planned_for": due})


def _plan_locked(objective: PolicyObjective) -> PolicyPlan:
    """The plan, locked so that numbers stay unique and nobody approves meanwhile."""
    return PolicyPlan.objects.select_for_update(of=("self",)).select_related("corps").get(pk=objective.plan_id)
