"""The form on which an improvement action is postponed, done, or judged by its effect."""

from django import forms
from django.utils.translation import gettext_lazy as _

from evaluation.forms.records import RecordForm
from evaluation.services.policy import action_change
from legitimacy.models import ImprovementAction
from legitimacy.work_forms import DayField


class ActionStateForm(RecordForm):
    due_on = DayField(
        label=_("Ready by"), help_text=_("A later day postpones it; the day first agreed stays and counts.")
    )
    done_on = DayField(label=_("Done on"), past=True, required=False)
    effect = forms.ChoiceField(label=_("Did it work?"), choices=ImprovementAction.Effect.choices)

    def store(self) -> None:
        action_change(action=self.record, actor=self.actor, **self.values("due_on", "done_on", "effect"))
