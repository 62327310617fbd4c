"""Who may open representation, the quality criterion and the diversity plan. Part of the table of access."""

from typing import Any

from diversity.models import DiversityPlan
from legitimacy.models import ImprovementAction, Role
from tests.access.entry import CHIEF, Access

HR = frozenset({Role.HR_OFFICER})
READERS = frozenset({Role.HR_OFFICER, Role.CHIEF_OF_CORPS, Role.AUDITOR})


def _plan(world: Any) -> DiversityPlan:
    given = {"valid_to": "2027-12-31", "goals": "G", "origin": "simulated"}
    place = {"corps": world.corps, "valid_from": "2025-01-01"}
    return DiversityPlan.objects.get_or_create(**place, defaults=given)[0]


def _action(world: Any) -> dict[str, Any]:
    plan = _plan(world)
    given = {"what": "A", "owner": "O", "due_on": "2026-01-01", "original_due_on": "2026-01-01", "origin": "simulated"}
    place = {"corps": world.corps, "source": ImprovementAction.Source.DIVERSITY, "reference": str(plan.pk)}
    return {"pk": plan.pk, "action": ImprovementAction.objects.get_or_create(**place, defaults=given)[0].pk}


def plan(world: Any) -> dict[str, Any]:
    return {"pk": _plan(world).pk}


JUDGING: dict[str, Access] = {
    "diversity_representation": Access(get=READERS),
    "diversity_criteria": Access(get=READERS),
    "diversity_plan": Access(get=HR | CHIEF),
    "diversity_plan_new": Access(get=HR, post=HR),
    "diversity_plan_change": Access(get=HR, post=HR, own=True, place=plan),
    "diversity_action_new": Access(get=HR, post=HR, own=True, place=plan),
    "diversity_action_change": Access(get=HR, post=HR, own=True, place=_action),
    "diversity_plan_step": Access(
        get=frozenset(), post=CHIEF, own=True, place=lambda world: plan(world) | {"step": "adopt"}
    ),
}
