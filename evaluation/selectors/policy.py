"""Plans, objectives and evaluations that somebody may read, how far they are, and what of them waits."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.models import PolicyEvaluation, PolicyObjective, PolicyPlan
from evaluation.rules.policy import corps_of
from evaluation.workflow.policy import STRENGTH, WRITABLE, EvaluationState, months_later
from legitimacy.access import Person
from legitimacy.models import CorpsLink, ImprovementAction, Role
from legitimacy.work_pages import Waiting

MOST_WAITING = 12


def corps_carried(corps_ids: Iterable[int]) -> set[int]:
    """These corps and every one that went into them. One query."""
    reached = set(corps_ids)
    links = list(CorpsLink.objects.values_list("predecessor_id", "successor_id")) if reached else []
    while more := {old for old, new in links if new in reached} - reached:
        reached |= more
    return reached


@dataclass(frozen=True, slots=True)
class ObjectiveLine:
    """An objective with its newest approved evaluation, the one that is written on, and by when it is due."""

    objective: PolicyObjective
    newest: PolicyEvaluation | None
    open: PolicyEvaluation | None
    is_fresh: bool
    is_active: bool

    @property
    def due_on(self) -> date | None:
        return self.open.planned_for if self.open else None

    @property
    def is_late(self) -> bool:
        return self.is_active and not self.is_fresh and self.due_on is not None and self.due_on < timezone.localdate()


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan with its objectives. `evaluated` of `active` were evaluated in the past twelve months (EFF-01)."""

    plan: PolicyPlan
    lines: list[ObjectiveLine]

    @property
    def active(self) -> int:
        return sum(line.is_active for line in self.lines)

    @property
    def evaluated(self) -> int:
        return sum(line.is_active and line.is_fresh for line in self.lines)

    @property
    def unapproved(self) -> int:
        return sum(line.objective.approved_on is None for line in self.lines)


def plans_of(user: Person) -> list[PlanView]:
    """Plans of this person's corps, also those that a merger handed on; the newest first. Four queries."""
    corps = corps_carried(each.pk for each in corps_of(user))
    plans = PolicyPlan.objects.filter(corps__in=corps).select_related("corps").prefetch_related(_objectives())
    writing = corps_of(user, Role.EVALUATION_OFFICER, Role.CHIEF_OF_CORPS)
    if not writing:
        plans = plans.exclude(approved_on=None)
    return [plan_view(plan, approved_only=not writing) for plan in plans]


def plan_view(plan: PolicyPlan, *, approved_only: bool) -> PlanView:
    """From a plan whose objectives and evaluations were read with it, or are read now.

    `approved_only`: without objectives that wait for approval and without what is written on, for the council.
    """
    lines = [_line(objective, plan, timezone.localdate()) for objective in plan.objectives.all()]
    if approved_only:
        lines = [replace(line, open=None) for line in lines if line.objective.approved_on is not None]
    return PlanView(plan, lines)


def plan_find(pk: UUID) -> PolicyPlan | None:
    found = PolicyPlan.objects.select_related("corps").prefetch_related(_objectives())
    return found.filter(pk=pk).first()


def objective_find(pk: UUID) -> PolicyObjective | None:
    rows = PolicyObjective.objects.select_related("plan__corps", "practice")
    return rows.prefetch_related(Prefetch("evaluations", evaluations_ordered())).filter(pk=pk).first()


def evaluation_find(pk: UUID) -> PolicyEvaluation | None:
    rows = PolicyEvaluation.objects.select_related("objective__plan__corps", "builds_on", "practice")
    return rows.filter(pk=pk).first()


def objective_line(objective: PolicyObjective) -> ObjectiveLine:
    return _line(objective, objective.plan, timezone.localdate())


def evaluations_ordered() -> QuerySet[PolicyEvaluation]:
    return PolicyEvaluation.objects.order_by("evaluated_on", "planned_for", "pk")


def evaluations_to_build_on(evaluation: PolicyEvaluation) -> list[PolicyEvaluation]:
    """Approved evaluations of the corps, the newest first."""
    corps = corps_carried([evaluation.objective.plan.corps_id])
    rows = PolicyEvaluation.objects.filter(objective__plan__corps__in=corps, state=EvaluationState.APPROVED)
    return list(rows.exclude(pk=evaluation.pk).select_related("objective").order_by("-evaluated_on")[:50])


def actions_of(evaluation: PolicyEvaluation) -> QuerySet[ImprovementAction]:
    source = ImprovementAction.Source.EVALUATION
    return ImprovementAction.objects.filter(source=source, reference=str(evaluation.pk)).order_by("due_on", "pk")


def evaluations_approved(practice_id: int) -> QuerySet[PolicyEvaluation]:
    """Approved evaluations of a practice, the newest first."""
    rows = PolicyEvaluation.objects.filter(practice=practice_id, state=EvaluationState.APPROVED)
    return rows.select_related("objective__plan__corps").order_by("-evaluated_on")[:20]


def _objectives() -> "Prefetch[str]":
    rows = PolicyObjective.objects.prefetch_related(Prefetch("evaluations", evaluations_ordered()))
    return Prefetch("objectives", rows)


def _line(objective: PolicyObjective, plan: PolicyPlan, on: date) -> ObjectiveLine:
    evaluations = list(objective.evaluations.all())
    approved = [each for each in evaluations if each.state == EvaluationState.APPROVED]
    newest = approved[-1] if approved else None
    begun = next(
        (each for each in evaluations if each.state not in (EvaluationState.PLANNED, EvaluationState.APPROVED)), None
    )
    planned = next((each for each in evaluations if each.state == EvaluationState.PLANNED), None)
    done = newest.evaluated_on if newest else None
    running = objective.approved_on is not None and objective.approved_on <= on and objective.stopped_on is None
    return ObjectiveLine(
        objective=objective,
        newest=newest,
        open=begun or planned,
        is_fresh=done is not None and months_later(done) > on,
        is_active=running and plan.begins_on <= on <= plan.ends_on,
    )


def strength_of(evaluation: PolicyEvaluation) -> int:
    return STRENGTH.get(evaluation.method, 0)


def policy_waiting(user: Person) -> list[Waiting]:
    """For a chief what waits for approval; for the evaluation officer what came back and what is due."""
    return [*_of_chief(user), *_of_officer(user)]


def _of_chief(user: Person) -> list[Waiting]:
    led = corps_carried(corps.pk for corps in corps_of(user, Role.CHIEF_OF_CORPS))
    if not led:
        return []
    plans = PolicyPlan.objects.filter(corps__in=led, objectives__approved_on=None, ends_on__gte=timezone.localdate())
    found = [
        Waiting(what=_("Approve what is new in “%(title)s”") % {"title": plan.title}, url=plan_url(plan))
        for plan in plans.filter(objectives__isnull=False).distinct()[:MOST_WAITING]
    ]
    handed = PolicyEvaluation.objects.filter(objective__plan__corps__in=led, state=EvaluationState.SUBMITTED)
    return found + [
        Waiting(
            what=_("Approve or return the evaluation of “%(title)s”") % {"title": each.objective.title},
            url=evaluation_url(each),
        )
        for each in handed.select_related("objective").order_by("planned_for", "pk")[:MOST_WAITING]
    ]


def _of_officer(user: Person) -> list[Waiting]:
    mine = corps_carried(corps.pk for corps in corps_of(user, Role.EVALUATION_OFFICER))
    if not mine:
        return []
    soon = months_later(timezone.localdate(), 2)
    rows = PolicyEvaluation.objects.filter(
        Q(state=EvaluationState.RETURNED) | Q(planned_for__lte=soon), objective__plan__corps__in=mine,
        objective__stopped_on=None, state__in=WRITABLE,
    )  # fmt: skip
    words = {EvaluationState.RETURNED: _("Complete the evaluation of “%(title)s”, which came back")}
    usual = _("Evaluate “%(title)s”")
    return [
        Waiting(
            what=words.get(EvaluationState(each.state), usual) % {"title": each.objective.title},
            url=evaluation_url(each),
            by_when=each.planned_for,
        )
        for each in rows.select_related("objective").order_by("planned_for", "pk")[:MOST_WAITING]
    ]


def plan_url(plan: PolicyPlan) -> str:
    return reverse("policy_plan", args=[plan.pk])


def objective_url(objective: PolicyObjective) -> str:
    return reverse("policy_objective", args=[objective.pk])


def evaluation_url(evaluation: PolicyEvaluation) -> str:
    return reverse("policy_evaluation", args=[evaluation.pk])
