"""What HR fills in about a diversity plan and its actions."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from legitimacy.models import ImprovementAction
from legitimacy.work_forms import DayField, HouseForm, TextField


class PlanForm(HouseForm):
    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    valid_from = DayField(label=_("Begins on"))
    valid_to = DayField(label=_("Ends on"))
    goals = TextField(
        label=_("Goals"),
        max_length=4000,
        help_text=_("What should be different at the end, in words that a citizen understands. Name no person."),
    )


class ActionForm(HouseForm):
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    what = TextField(label=_("What will be done"), rows=3)
    owner = forms.CharField(label=_("Owner"), max_length=120, help_text=_("Function, not a name"))
    due_on = DayField(label=_("Ready by"))


class ActionChangeForm(HouseForm):
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    due_on = DayField(label=_("Ready by"))
    done_on = DayField(label=_("Carried out on"), required=False, past=True)
    effect = forms.ChoiceField(label=_("Effect"), choices=ImprovementAction.Effect.choices)

    @classmethod
    def of(cls, action: ImprovementAction, version: int, data: Any = None) -> "ActionChangeForm":
        initial: dict[str, date | str | int | None] = {
            "version": version, "due_on": action.due_on, "done_on": action.done_on, "effect": action.effect,
        }  # fmt: skip
        return cls(data, initial=initial)
