"""Reading diversity plans and their actions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet

from diversity.models import DiversityPlan
from diversity.workflow.plans import PlanState
from legitimacy.models import Corps, ImprovementAction


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """`running`: an adopted plan covers the day. Actions of plans that were ever adopted: all, due by then, checked."""

    running: bool = False
    actions: int = 0
    due: int = 0
    checked: int = 0


def plan_facts(day: date, corps_ids: Sequence[int] | None = None) -> dict[int, PlanFacts]:
    """What plans say on a day, by corps. Two queries, whatever the number of corps."""
    plans = DiversityPlan.objects.filter(adopted_on__lte=day).order_by()
    if corps_ids is not None:
        plans = plans.filter(corps__in=corps_ids)
    found: dict[int, PlanFacts] = {}
    owners: dict[str, int] = {}
    for plan in plans:
        known = found.setdefault(plan.corps_id, PlanFacts())
        covers = plan.valid_from <= day <= plan.valid_to and (plan.ended_on is None or plan.ended_on > day)
        found[plan.corps_id] = replace(known, running=known.running or covers)
        owners[str(plan.pk)] = plan.corps_id
    actions = ImprovementAction.objects.filter(source=ImprovementAction.Source.DIVERSITY, reference__in=owners)
    for reference, due_on, done_on, checked_on in actions.values_list(
        "reference", "due_on", "done_on", "effect_checked_on"
    ):
        known = found[owners[reference]]
        checked = done_on is not None and checked_on is not None and checked_on <= day
        found[owners[reference]] = replace(
            known,
            actions=known.actions + 1,
            due=known.due + (due_on <= day),
            checked=known.checked + checked,
        )
    return found


def plans_of(corps: Corps) -> QuerySet[DiversityPlan]:
    """Newest first, with who adopted them."""
    return DiversityPlan.objects.filter(corps=corps).select_related("adopted_by")


def actions_of(plans: Sequence[DiversityPlan]) -> dict[int, list[ImprovementAction]]:
    """Actions by plan, in order of their dates. One query."""
    rows = ImprovementAction.objects.filter(
        source=ImprovementAction.Source.DIVERSITY, reference__in=[str(plan.pk) for plan in plans]
    ).order_by("due_on", "pk")
    found: dict[int, list[ImprovementAction]] = {plan.pk: [] for plan in plans}
    for row in rows:
        found[int(row.reference)].append(row)
    return found


def drafts_of(corps_ids: Sequence[int]) -> QuerySet[DiversityPlan]:
    """Plans that wait for their chief."""
    return DiversityPlan.objects.filter(Q(state=PlanState.DRAFT), corps__in=corps_ids).select_related("corps")
