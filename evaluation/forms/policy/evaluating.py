"""The forms of an evaluation, of what must improve, and of what a chief sends back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evaluation.forms.policy.planning import NumberField
from evaluation.forms.records import RecordForm
from evaluation.models import PolicyEvaluation, Practice
from evaluation.selectors.policy import evaluations_to_build_on
from evaluation.services.policy import action_add, evaluation_return, evaluation_save
from evaluation.workflow.policy import Criterion, Decision, Evaluator, Method
from evaluation.workflow.practices import Status
from legitimacy.work_forms import DayField, TextField


class EvaluationForm(RecordForm):
    question = TextField(label=_("Question"), rows=2, required=False, help_text=_("What do you want to know?"))
    criteria = forms.MultipleChoiceField(
        label=_("Criteria"), choices=Criterion.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    method = forms.ChoiceField(label=_("Method"), required=False)
    evaluator = forms.ChoiceField(label=_("Who evaluated"), required=False)
    evaluator_name = forms.CharField(
        label=_("Function or body that evaluated"), max_length=120, required=False,
        help_text=_("Not the owner of the objective, and no name of a person."),
    )  # fmt: skip
    evaluated_on = DayField(label=_("Day of the evaluation"), past=True, required=False)
    evidence = TextField(label=_("Evidence"), rows=4, required=False, help_text=_("Figures, sources, who was heard."))
    measured = NumberField(label=_("What the measure stands at"))
    findings = TextField(label=_("Findings"), rows=5, required=False)
    decision = forms.ChoiceField(label=_("Decision"), required=False)
    lessons = TextField(label=_("Lessons"), rows=3, required=False)
    builds_on = forms.ModelChoiceField(
        label=_("Builds on an earlier evaluation"), queryset=PolicyEvaluation.objects.none(), required=False
    )
    practice = forms.ModelChoiceField(
        label=_("Practice of the register that was evaluated"), queryset=Practice.objects.none(), required=False,
        empty_label=_("None"),
        help_text=_("Once approved, this evaluation is named on the page of the practice."),
    )  # fmt: skip
    planned_for = DayField(label=_("Planned for"))

    def fill(self) -> None:
        self.choices_set("method", Method.choices, blank=True)
        self.choices_set("evaluator", Evaluator.choices, blank=True)
        self.choices_set("decision", Decision.choices, blank=True)
        earlier = {each.pk: each for each in evaluations_to_build_on(self.record)}
        field: Any = self.fields["builds_on"]
        # Itself is offered to nobody, but stays a choice so that the service can say why it is refused.
        field.queryset = PolicyEvaluation.objects.filter(pk__in=[*earlier, self.record.pk]).select_related("objective")
        field.choices = [("", _("None")), *((pk, _told(each)) for pk, each in earlier.items())]
        practices = Practice.objects.filter(register=self.record.objective.plan.corps.register, status=Status.PUBLISHED)
        self.fields["practice"].queryset = practices  # type: ignore[attr-defined]

    def store(self) -> None:
        names = [name for name in self.fields if name != "version"]
        evaluation_save(evaluation=self.record, values=self.values(*names), version=self.seen, actor=self.actor)


def _told(evaluation: PolicyEvaluation) -> str:
    return f"{evaluation.objective.title} ({evaluation.evaluated_on:%Y-%m-%d})"


class NoteForm(RecordForm):
    """What is missing, when a chief returns an evaluation."""

    note = TextField(label=_("What is missing"), rows=3)

    def store(self) -> None:
        note = self.cleaned_data["note"]
        evaluation_return(evaluation=self.record, note=note, version=self.seen, actor=self.actor)


class ActionForm(RecordForm):
    what = TextField(label=_("What must improve"), rows=2)
    owner = forms.CharField(label=_("Owner"), max_length=120, help_text=_("A function, not a name."))
    due_on = DayField(label=_("Ready by"), future=True)

    def store(self) -> None:
        action_add(
            evaluation=self.record, version=self.seen, actor=self.actor, **self.values("what", "owner", "due_on")
        )
