"""Writing a letter, and opening an identity for one that goes by post or to another body."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.workflow.codes import offered

LONGEST = 30_000


class LetterForm(forms.Form):
    """The text as it will be sent. `version` is the file's when the letter was begun."""

    text = forms.CharField(
        label=_("Text of the letter"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 24, "class": "form-control letter-text"}),
        error_messages={"required": _("The letter is empty.")},
    )
    by_post = forms.BooleanField(label=_("It also goes by post: I print it and send it"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class OpeningForm(forms.Form):
    """Why the identity is put on paper; the reason stands on the trail."""

    reason = forms.ChoiceField(
        label=_("Why do you need the name and address on it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason.")},
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = offered("grant", on)  # type: ignore[attr-defined]  # a ChoiceField
