"""Forms of what is done with a report that was handed in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from legitimacy.work_forms import DayField
from professionalism.forms.force_fields import ActionForm, SafeText, Text
from professionalism.models import ForceIncident
from professionalism.workflow.force import Finding


def text(label: Text, *, required: bool = True, rows: int = 5) -> SafeText:
    return SafeText(
        label=label, required=required, max_length=4000, widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    )


IMPROVEMENT = ("improve", "owner", "due_on")


class ReviewForm(ActionForm):
    mandatory = frozenset({"finding", "reasons"})
    finding = forms.ChoiceField(label=_("Finding"), choices=Finding.choices, widget=forms.RadioSelect)
    reasons = text(_("Your reasons"))
    lessons = text(_("Lessons for the team or the corps"), required=False, rows=3)
    improve = text(_("What the corps will do better"), required=False, rows=3)
    improve.help_text = _("An improvement action of the corps. Name no person; leave it empty where there is none.")
    owner = SafeText(label=_("Owner"), help_text=_("A function, not a name."), required=False, max_length=120)
    due_on = DayField(label=_("Ready by"), required=False, future=True)

    def __init__(self, data: Any = None, *, incident: ForceIncident, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, incident=incident, initial=initial)
        if incident.is_training:
            for name in IMPROVEMENT:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """All three of an improvement action, or none of them."""
        given = super().clean() or {}
        if any(given.get(name) for name in IMPROVEMENT):
            for name in IMPROVEMENT:
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("Fill this in, or leave all three of the improvement action empty."))
        return given


class NoteForm(ActionForm):
    mandatory = frozenset({"note"})
    note = text(_("Your reason"), rows=4)


class ReturnForm(NoteForm):
    note = text(_("What must be completed"), rows=4)


class JoinForm(ActionForm):
    mandatory = frozenset({"note"})
    other = forms.CharField(max_length=12, widget=forms.HiddenInput)
    note = text(_("Why these are reports on one incident"), rows=3)
