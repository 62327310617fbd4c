from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from legitimacy.accounts.api_tokens import DAYS
from legitimacy.models import Register, Scope
from legitimacy.work_forms import DayField, HouseForm, TextField


class ReleaseForm(forms.Form):
    """What a data steward proposes to publish."""

    code = forms.CharField(label=_("Code of the release"), max_length=40, help_text=_("Such as belgium-survey-2023"))
    register = forms.ChoiceField(label=_("Register"), choices=Register.choices)
    periods = forms.CharField(
        label=_("Periods"), max_length=200, help_text=_("Separated by spaces, such as 2025-Q3 2025-Q4")
    )

    note = TextField(
        label=_("Note for readers"),
        rows=2,
        required=False,
        max_length=1000,
        help_text=_("What is new or was corrected since the last release. Everybody reads it; name nobody."),
    )

    def clean_periods(self) -> list[str]:
        return str(self.cleaned_data["periods"]).replace(",", " ").split()


class TokenForm(HouseForm):
    """A token for scripts."""

    name = forms.CharField(
        label=_("Name"), max_length=60, help_text=_("For yourself: where this token is used, such as 'Laptop, thesis'")
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=Scope.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Without a tick it reads what every visitor reads, at the higher rate of an account."),
    )
    days = forms.TypedChoiceField(
        label=_("Ends after"),
        coerce=int,
        choices=[(days, ngettext_lazy("%d day", "%d days", days) % days) for days in DAYS],
    )


class AccessForm(HouseForm):
    """A request for access to the figures that researchers may read."""

    register = forms.ChoiceField(label=_("Register"))
    title = forms.CharField(label=_("Title of the research"), max_length=160)
    purpose = TextField(label=_("Purpose"), max_length=4000, help_text=_("What you want to find out, and for whom"))
    plan = TextField(
        label=_("Plan of the research"), max_length=4000, help_text=_("Which figures, which methods, what you publish")
    )
    ethics = TextField(label=_("Ethics"), rows=3, help_text=_("Approval of an ethics committee, or why none is needed"))
    team = TextField(
        label=_("Team"), rows=3, help_text=_("Institution and functions of those who work with the figures")
    )
    until = DayField(label=_("Last day"), future=True, help_text=_("A year from today at most"))

    def __init__(self, *args: Any, registers: Sequence[str], **kwargs: Any) -> None:
        self.registers = registers
        super().__init__(*args, **kwargs)

    def fill(self) -> None:
        self.choices_set("register", [(one, Register(one).label) for one in self.registers])


class OutputForm(HouseForm):
    """What a researcher wants to publish."""

    title = forms.CharField(label=_("Title"), max_length=160)
    content = TextField(
        label=_("Table or text"),
        rows=10,
        max_length=200_000,
        help_text=_("Paste everything that should leave: tables as CSV, numbers of charts as a table"),
    )
