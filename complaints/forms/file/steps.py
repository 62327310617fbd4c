"""Forms of steps: only what a step needs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.forms.file.base import DayField, FileForm, NoteField, ReasonField, reason_choices
from complaints.services.pausing import EXTENSION_REASONS
from complaints.workflow.codes import bodies
from complaints.workflow.routing import CORPS
from complaints.workflow.states import BY_NAME, Need


class StepForm(FileForm):
    """One step of the table: a reason where it has reasons, a note where it needs or may have one."""

    from_query = ("step",)

    step = forms.ChoiceField(
        choices=[(name, name) for name in BY_NAME],
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": _("There is no such step.")},
    )
    reason = ReasonField()
    note = NoteField(help_text=_("Stands in the history, for handlers only."))

    def fill(self) -> None:
        name = str(self.data.get("step", "") if self.is_bound else self.initial.get("step", ""))
        step = BY_NAME.get(name)
        needs_note = step is not None and Need.NOTE in step.needs
        if step is None or not step.reasons:
            del self.fields["reason"]
        else:
            self.choices_set("reason", reason_choices(step.reasons), blank=False)
        if step is None or not (needs_note or step.reasons):
            del self.fields["note"]
        else:
            self.fields["note"].required = needs_note

    @property
    def asks(self) -> bool:
        return any(not field.widget.is_hidden for field in self.fields.values())


class ReferForm(FileForm):
    from_query = ("to_body", "reason")

    to_body = forms.ChoiceField(label=_("To which body"))
    reason = ReasonField(BY_NAME["refer"].reasons)
    note = NoteField(required=False, help_text=_("The other body reads this."))

    def fill(self) -> None:
        able = [
            (code, str(body.label))
            for code, body in bodies().items()
            if code != self.complaint.holder and (code != CORPS or self.complaint.corps_id is not None)
        ]
        self.choices_set("to_body", able)


class RecallForm(FileForm):
    reason = ReasonField(BY_NAME["recall_referral"].reasons)
    note = NoteField(required=False)


class ExtendForm(FileForm):
    reason = ReasonField(EXTENSION_REASONS)
    note = NoteField(label=_("Explanation"), help_text=_("Write it so that the complainant can read it."))


class DisciplineForm(FileForm):
    known_on = DayField(past=True, label=_("Day on which the disciplinary authority knew the facts"))


class MessageForm(FileForm):
    text = NoteField(
        rows=5,
        max_length=20_000,
        label=_("Message to the complainant"),
        help_text=_("The complainant reads it in the mailbox. It cannot be changed afterwards."),
    )


class OfferForm(FileForm):
    mediator = forms.CharField(
        max_length=120,
        label=_("Who leads the talk"),
        help_text=_("A function or service outside the line of command, not a name."),
    )
    minor_without_support = forms.BooleanField(
        required=False, label=_("The complainant is a minor without somebody to support them")
    )


class OfficerAnswerForm(FileForm):
    """The officer's answer comes through a handler."""

    answer = forms.ChoiceField(
        label=_("What the officer says"),
        widget=forms.RadioSelect,
        choices=[
            ("accept", _("yes, the officer takes part")),
            ("decline", _("no, the officer does not take part")),
        ],
    )


class HeldForm(FileForm):
    held_on = DayField(past=True, label=_("Day of the talk"))


class EndForm(FileForm):
    outcome = forms.ChoiceField(
        label=_("How it ended"),
        widget=forms.RadioSelect,
        choices=[("agreed", _("with an agreement")), ("failed", _("without agreement"))],
    )
    confirmed_by_both = forms.BooleanField(required=False, label=_("Both sides confirmed the agreement"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("outcome") == "agreed" and not cleaned.get("confirmed_by_both"):
            self.add_error("confirmed_by_both", _("An agreement stands when both sides confirmed it."))
        return cleaned
