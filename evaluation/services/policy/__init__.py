"""Writing plans, objectives and evaluations, and approving them."""

from evaluation.services.policy.actions import action_change
from evaluation.services.policy.evaluations import (
    action_add,
    evaluation_approve,
    evaluation_return,
    evaluation_save,
    evaluation_submit,
)
from evaluation.services.policy.plans import (
    objective_remove,
    objective_save,
    objective_stop,
    plan_approve,
    plan_save,
)

__all__ = [
    "action_add",
    "action_change",
    "evaluation_approve",
    "evaluation_return",
    "evaluation_save",
    "evaluation_submit",
    "objective_remove",
    "objective_save",
    "objective_stop",
    "plan_approve",
    "plan_save",
]
