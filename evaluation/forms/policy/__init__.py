"""Forms of plans, objectives and evaluations."""

from evaluation.forms.policy.evaluating import ActionForm, EvaluationForm, NoteForm
from evaluation.forms.policy.planning import ObjectiveForm, PlanForm, StopForm

__all__ = ["ActionForm", "EvaluationForm", "NoteForm", "ObjectiveForm", "PlanForm", "StopForm"]
