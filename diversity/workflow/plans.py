"""States of a diversity plan, and who takes which step."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlanState(models.TextChoices):
    DRAFT = "draft", _("draft")
    ADOPTED = "adopted", _("adopted")
    ENDED = "ended", _("ended")


@dataclass(frozen=True, slots=True)
class PlanStep:
    """`action` is the predicate that says who may take it."""

    name: str
    before: str
    after: str
    action: str
    label: object


STEPS = (
    PlanStep("adopt", PlanState.DRAFT, PlanState.ADOPTED, "diversity_plan.adopt", _("Adopt the plan")),
    PlanStep("end", PlanState.ADOPTED, PlanState.ENDED, "diversity_plan.adopt", _("End the plan")),
)


def step_named(name: str) -> PlanStep:
    """Raises KeyError for a step that does not exist."""
    return {step.name: step for step in STEPS}[name]
