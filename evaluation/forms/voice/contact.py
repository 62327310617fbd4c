"""The form from which contacts are drawn by lot."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluation.workflow.contact import ContactKind
from legitimacy.work_forms import HouseForm, TextField

LARGEST_FILE = 2_000_000
LONGEST_TEXT = 500_000
LONGEST_SERIES = 100_000


class DrawForm(HouseForm):
    """A list of reference numbers, pasted or as a file, or how many contacts there will be: in `references`."""

    kind = forms.ChoiceField(label=gettext_lazy("After which contact"), choices=ContactKind, widget=forms.RadioSelect)
    references = TextField(
        rows=5,
        max_length=LONGEST_TEXT,
        required=False,
        label=gettext_lazy("Reference numbers of all contacts"),
        help_text=gettext_lazy("One on each line, without names. They are not kept."),
    )
    table = forms.FileField(label=gettext_lazy("Or a text file with one number on each line"), required=False)
    series = forms.IntegerField(
        label=gettext_lazy("Or, for slips: how many contacts there will be"),
        required=False,
        min_value=1,
        max_value=LONGEST_SERIES,
        help_text=gettext_lazy("The system draws which of them get a slip: the 4th, the 9th and so on."),
    )
    size = forms.IntegerField(label=gettext_lazy("How many to draw"), min_value=1, max_value=LONGEST_SERIES)

    def clean_table(self) -> list[str]:
        table = self.cleaned_data["table"]
        if table is None:
            return []
        if table.size > LARGEST_FILE:
            raise ValidationError(_("The file is larger than 2 MB: hand in a smaller one."))
        try:
            text: str = table.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            text = "\x00"
        if "\x00" in text:
            raise ValidationError(_("This is no text file (UTF-8) with one number on each line."))
        return text.splitlines()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        lines, rows, series = cleaned["references"].splitlines(), cleaned["table"], cleaned["series"]
        if sum(map(bool, (lines, rows, series))) != 1:
            raise ValidationError(_("Give one of the three: a list, a file, or a number of contacts."))
        cleaned["references"] = lines or rows or [str(place) for place in range(1, series + 1)]
        return cleaned
