"""The form to hand in a table of counts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LARGEST = 5_000_000


class TableForm(forms.Form):
    """A table in the columns of the template. It is looked through first; nothing is kept where a row is refused."""

    table = forms.FileField(label=_("Table"), help_text=_("A CSV or Excel file with the columns of the template."))

    def clean_table(self) -> Any:
        table = self.cleaned_data["table"]
        if table.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 5 MB: hand in a smaller one."))
        return table
