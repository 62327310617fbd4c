"""Marking what is hidden before a story is shared."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.services.redacting import MOST_PASSAGES
from complaints.workflow.passages import LONGEST_PASSAGE, Suggestion

KINDS = {
    "email": _("e-mail address"),
    "register_number": _("national register number"),
    "account": _("account number"),
    "phone": _("telephone number"),
    "plate": _("number plate"),
    "address": _("address"),
    "name": _("name"),
    "hidden": _("hidden now"),
}


class RedactionForm(forms.Form):
    """`found` are passages that were hidden before or are suggested; `more` are the handler's own, one a line."""

    found = forms.MultipleChoiceField(label=_("Hide these"), required=False, widget=forms.CheckboxSelectMultiple)
    more = forms.CharField(
        label=_("Other words to hide, one passage a line"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "form-control", "aria-describedby": "more-help"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, hidden: Sequence[str], suggested: Sequence[Suggestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {passage.casefold() for passage in hidden}
        rows = [Suggestion("hidden", passage) for passage in hidden]
        rows += [entry for entry in suggested if entry.passage.casefold() not in known]
        self.fields["found"].choices = [  # type: ignore[attr-defined]  # a MultipleChoiceField
            (row.passage, f"{row.passage} ({KINDS[row.kind]})") for row in rows
        ]
        self.initial.setdefault("found", list(hidden))

    def clean_more(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["more"].splitlines() if line.strip()]
        if len(lines) > MOST_PASSAGES or any(len(line) > LONGEST_PASSAGE for line in lines):
            raise forms.ValidationError(_("Give fewer or shorter passages."))
        return lines

    def passages(self) -> list[str]:
        return [*self.cleaned_data["found"], *self.cleaned_data["more"]]
