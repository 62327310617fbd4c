"""The plan that runs now in Demervallei: evaluated in part, one evaluation waits for the chief, one came back."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from evaluation.demo.policy.words import PLAN, TEXTS, aims
from evaluation.models import PolicyEvaluation, PolicyObjective, PolicyPlan
from evaluation.workflow.policy import (
    Criterion,
    Decision,
    EvaluationState,
    Evaluator,
    Method,
    PlanKind,
    months_later,
)
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, ImprovementAction, Membership, Register, Role, User

HOME, WORDS = "V017", TEXTS["nl"]
FIRST, LAST = 2026, 2031
OWNERS = ("Hoofd wijkwerking", "Hoofd onthaal", "Hoofd interventie", "Hoofd verkeer")
STATES = (
    EvaluationState.APPROVED, EvaluationState.APPROVED, EvaluationState.SUBMITTED, EvaluationState.RETURNED,
    EvaluationState.APPROVED, EvaluationState.PLANNED, EvaluationState.PLANNED, EvaluationState.PLANNED,
)  # fmt: skip
"""Of each objective in turn; the last has none yet and waits for approval."""


@transaction.atomic
def plans_plant() -> int:
    """One plan of Demervallei, once; number of rows."""
    corps = Corps.objects.filter(register=Register.EXAMPLE, code=HOME).first()
    if corps is None or PolicyPlan.objects.filter(corps=corps, begins_on__year=FIRST).exists():
        return 0
    begins = date(FIRST, 1, 1)
    plan = PolicyPlan.objects.create(
        corps=corps, kind=PlanKind.ZONAL, title=PLAN["nl"].format(first=FIRST, last=LAST), begins_on=begins,
        ends_on=date(LAST, 12, 31), approved_on=begins, origin=Origin.SIMULATED,
    )  # fmt: skip
    writer = Membership.objects.filter(corps=corps, role=Role.EVALUATION_OFFICER).select_related("user").first()
    rows = 1
    for number, aim in enumerate(aims()[: len(STATES) + 1], start=1):
        is_new = number > len(STATES)
        objective = PolicyObjective.objects.create(
            plan=plan, number=number, title=aim.titles["nl"], functionality=aim.functionality,
            indicator=aim.indicator, measure="" if aim.indicator else WORDS["measure"], unit="%",
            baseline=40 + 3 * number, baseline_on=date(FIRST - 1, 12, 31), target=60 + 3 * number,
            target_on=date(LAST, 12, 31), actions=WORDS["actions"], acts_from=date(FIRST, 3, 1),
            partners="Gemeente, preventiedienst", budget=5000 * number, capacity=200 * number,
            owner=OWNERS[number % len(OWNERS)], approved_on=None if is_new else begins,
        )  # fmt: skip
        rows += 1
        if not is_new:
            rows += _evaluations(objective, STATES[number - 1], writer.user if writer else None)
    return rows


def _evaluations(objective: PolicyObjective, state: str, writer: User | None) -> int:
    done = date(FIRST, 4, 1) + timedelta(days=23 * objective.number)
    due = months_later(objective.plan.begins_on)
    if state == EvaluationState.PLANNED:
        PolicyEvaluation.objects.create(objective=objective, state=state, planned_for=due)
        return 1
    made = PolicyEvaluation.objects.create(
        objective=objective, state=state, planned_for=due, question=WORDS["question"],
        criteria=[Criterion.RELEVANCE, Criterion.EFFECTIVENESS, Criterion.SUSTAINABILITY],
        method=Method.BEFORE_AFTER, evaluator=Evaluator.OWN, evaluator_name=WORDS["evaluator"],
        evidence=WORDS["evidence"], findings=WORDS["findings"], measured=objective.baseline,
        decision=Decision.ADJUST, lessons=WORDS["lessons"], evaluated_on=done, written_by=writer,
        approved_on=done + timedelta(days=12) if state == EvaluationState.APPROVED else None,
        returned_note="Zeg erbij hoeveel mensen gehoord zijn." if state == EvaluationState.RETURNED else "",
    )  # fmt: skip
    if state != EvaluationState.APPROVED:
        return 1
    PolicyEvaluation.objects.create(objective=objective, planned_for=months_later(done))
    today = timezone.localdate()
    ImprovementAction.objects.create(
        corps=objective.plan.corps, source=ImprovementAction.Source.EVALUATION, reference=str(made.pk),
        what="De telling elke maand doen, niet elk kwartaal.", owner=objective.owner,
        due_on=today + timedelta(days=30 * objective.number - 60), origin=Origin.SIMULATED,
        original_due_on=today + timedelta(days=30 * objective.number - 60),
    )  # fmt: skip
    return 3
