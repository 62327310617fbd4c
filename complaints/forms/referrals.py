"""What is asked when a referral is answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.workflow.codes import codes, label_of
from complaints.workflow.states import BY_NAME

Choices = list[tuple[Any, Any]]
NOTE = forms.Textarea(attrs={"rows": 2, "maxlength": 4000, "class": "form-control"})
SELECT = forms.Select(attrs={"class": "form-select"})
TEXT = forms.TextInput(attrs={"class": "form-control", "maxlength": 60})
CHOOSE: Choices = [("", _("choose"))]


def _reasons(step: str) -> Choices:
    return [*CHOOSE, *((code, label_of("reason", code)) for code in BY_NAME[step].reasons)]


def _outcomes() -> Choices:
    groups = [(_("Finding"), "finding"), (_("How it ended"), "disposition")]
    return [*CHOOSE, *((title, [(code, str(e.label)) for code, e in codes()[name].items()]) for title, name in groups)]


class ReceiptForm(forms.Form):
    their_reference = forms.CharField(
        label=_("Their file number (optional)"), max_length=60, required=False, widget=TEXT
    )


class RefusalForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=lambda: _reasons("refuse_referral"),
        widget=SELECT,
        error_messages={"required": _("Choose a reason.")},
    )
    note = forms.CharField(label=_("Note (optional)"), max_length=4000, required=False, widget=NOTE)


class RecallForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=lambda: _reasons("recall_referral"),
        widget=SELECT,
        error_messages={"required": _("Choose a reason.")},
    )
    note = forms.CharField(label=_("Note (optional)"), max_length=4000, required=False, widget=NOTE)


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Outcome"), choices=_outcomes, required=False, widget=SELECT)
    note = forms.CharField(label=_("Note"), max_length=4000, required=False, widget=NOTE)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("outcome") and not cleaned.get("note"):
            self.add_error("outcome", _("Choose an outcome, or write down what came of it."))
        return cleaned
