"""Forms of the actions on a case."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from legitimacy.work_forms import CHOOSE, DayField
from professionalism.forms.signals.base import CaseForm, TextField
from professionalism.workflow.signals import CORRECTIONS, HANDED_OVER, Effect, Outcome


class OpeningReason(models.TextChoices):
    """Why a sealed name is opened: a code, as the trail takes no text."""

    INFORM = "inform", _("to inform the officer")
    HELP = "help", _("to talk with the officer or to help them")
    DECIDE = "decide", _("to prepare the decision")
    CHECK = "check", _("to check who is meant")


class InformForm(CaseForm):
    on = DayField(past=True, label=_("Day on which you told the officer in person"))

    def fill(self) -> None:
        self.initial.setdefault("on", timezone.localdate())


class ReplyForm(CaseForm):
    text = TextField(
        rows=8, label=_("Your reply"), help_text=_("In your own words. You may add to it until the decision.")
    )


class AdviceForm(CaseForm):
    text = TextField(rows=8, label=_("Your advice"), help_text=_("The officer does not read this."))


class DecideForm(CaseForm):
    """What a person decides; what belongs to a correction or a handing-over is asked only then."""

    outcome = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect, choices=Outcome.choices)
    reasons = TextField(rows=6, label=_("Reasons"), help_text=_("The officer reads them. Name no colleague."))
    owner = forms.CharField(
        max_length=80,
        required=False,
        label=_("Function that sees to it"),
        help_text=_("For a talk, coaching, training or restriction. A function, not a name."),
    )
    due_on = DayField(future=True, required=False, label=_("To be done by"))
    reference = forms.CharField(
        max_length=40,
        required=False,
        label=_("Number of the file it is handed over to"),
        help_text=_("For discipline or the public prosecutor."),
    )

    def clean(self) -> None:
        super().clean()
        given = self.cleaned_data
        outcome = given.get("outcome", "")
        if outcome in CORRECTIONS:
            for name in ("owner", "due_on"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, ValidationError(_("This is needed for a correction.")))
        if outcome in HANDED_OVER and not given.get("reference"):
            self.add_error("reference", ValidationError(_("Give the number of the file that it is handed over to.")))


class CorrectionForm(CaseForm):
    kind = forms.ChoiceField(label=_("Correction"), choices=[CHOOSE, *((one.value, one.label) for one in CORRECTIONS)])
    owner = forms.CharField(max_length=80, label=_("Function that sees to it"), help_text=_("A function, not a name."))
    due_on = DayField(future=True, label=_("To be done by"))


class PostponeForm(CaseForm):
    due_on = DayField(future=True, label=_("New day"), help_text=_("The day first agreed stays on the page."))


class DoneForm(CaseForm):
    on = DayField(past=True, label=_("Day on which it was done"))


class EffectForm(CaseForm):
    effect = forms.ChoiceField(label=_("Did it work?"), widget=forms.RadioSelect, choices=Effect.choices)
    note = TextField(rows=4, max_length=2000, label=_("Why do you think so?"))


class OpenForm(CaseForm):
    reason = forms.ChoiceField(label=_("Reason"), choices=[CHOOSE, *OpeningReason.choices])
