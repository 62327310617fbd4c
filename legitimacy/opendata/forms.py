from django import forms
from django.utils.translation import gettext_lazy as _

from legitimacy.models import Register


class ReleaseForm(forms.Form):
    """What a data steward proposes to publish."""

    code = forms.CharField(label=_("Code of the release"), max_length=40, help_text=_("Such as belgium-survey-2023"))
    register = forms.ChoiceField(label=_("Register"), choices=Register.choices)
    periods = forms.CharField(
        label=_("Periods"), max_length=200, help_text=_("Separated by spaces, such as 2025-Q3 2025-Q4")
    )

    def clean_periods(self) -> list[str]:
        return str(self.cleaned_data["periods"]).replace(",", " ").split()
