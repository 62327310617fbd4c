"""Forms of what is done with a report that was handed in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from professionalism.forms.force_fields import ActionForm, SafeText, Text
from professionalism.workflow.force import Finding


def text(label: Text, *, required: bool = True, rows: int = 5) -> SafeText:
    return SafeText(
        label=label, required=required, max_length=4000, widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    )


class ReviewForm(ActionForm):
    mandatory = frozenset({"finding", "reasons"})
    finding = forms.ChoiceField(label=_("Finding"), choices=Finding.choices, widget=forms.RadioSelect)
    reasons = text(_("Your reasons"))
    lessons = text(_("Lessons for the team or the corps"), required=False, rows=3)


class NoteForm(ActionForm):
    mandatory = frozenset({"note"})
    note = text(_("Your reason"), rows=4)


class ReturnForm(NoteForm):
    note = text(_("What must be completed"), rows=4)


class JoinForm(ActionForm):
    mandatory = frozenset({"note"})
    other = forms.CharField(max_length=12, widget=forms.HiddenInput)
    note = text(_("Why these are reports on one incident"), rows=3)
