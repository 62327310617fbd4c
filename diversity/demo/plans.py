"""Simulated diversity plans: more than half of the corps have one, with an action whose effect was checked."""

from collections.abc import Mapping
from datetime import date

from diversity.demo.drawing import NOTHING, STOPPED
from diversity.models import DiversityPlan
from diversity.workflow.plans import PlanState
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, ImprovementAction
from legitimacy.models.inserting import objects_insert, objects_insert_keyed
from legitimacy.simulations import Example

WITH_PLAN, CHECKED = 0.6, 0.7
PLANTED = "V017"
FIRST, LAST, DONE, LOOKED = date(2024, 1, 1), date(2027, 12, 31), date(2024, 11, 15), date(2025, 5, 20)
GOALS = "Meer vrouwen in het operationele kader, en voor elke kandidaat gelijke kansen op bevordering."
WHAT = "Selectiegesprekken voeren met een gemengde jury"


def plans_write(example: Example, corps: Mapping[str, Corps]) -> int:
    """Number of plans. Corps that ended, deliver nothing, or have planted cases get none."""
    drawn = example.generator("diversity", "plans").random((len(example.codes), 2))
    plans, checked = [], []
    for row, code in enumerate(example.codes):
        left_out = code in (NOTHING, STOPPED, PLANTED) or not example.alive[row, -1]
        if left_out or drawn[row, 0] >= WITH_PLAN:
            continue
        plan = DiversityPlan(
            corps=corps[code], valid_from=FIRST, valid_to=LAST, goals=GOALS, state=PlanState.ADOPTED,
            adopted_on=date(2024, 1, 20), origin=Origin.SIMULATED,
        )  # fmt: skip
        plans.append(plan)
        checked.append(bool(drawn[row, 1] < CHECKED))
    objects_insert_keyed(plans)
    objects_insert(
        [
            ImprovementAction(
                corps=plan.corps, source=ImprovementAction.Source.DIVERSITY, reference=str(plan.pk), what=WHAT,
                owner="Diensthoofd personeel", due_on=date(2024, 12, 31), original_due_on=date(2024, 12, 31),
                done_on=DONE, origin=Origin.SIMULATED, effect_checked_on=LOOKED if done else None,
                effect=ImprovementAction.Effect.PARTLY if done else ImprovementAction.Effect.UNKNOWN,
            )
            for plan, done in zip(plans, checked, strict=True)
        ]
    )  # fmt: skip
    return len(plans)
