"""Opening a case, and changing what it says."""

import secrets
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from legitimacy.models import Corps, Member
from professionalism.forms.discipline.base import CaseForm, CodeField, DayField, HouseForm, TextField
from professionalism.models import SourceKind
from professionalism.services.discipline.opening import Facts
from professionalism.workflow.discipline import Authority, Level
from professionalism.workflow.discipline_codes import CODES

FIELDS = ("facts_kind", "facts", "charge", "happened_on", "level", "authority", "source_kind", "source_reference")


class FactsFields(forms.Form):
    """The fields that both forms share."""

    facts_kind = CodeField(label=_("Kind of facts"))
    happened_on = DayField(label=_("Day of the facts"), required=False)
    facts = TextField(
        label=_("What is known"),
        help_text=_("For whoever prepares and decides. Write no name and no origin of anybody; use pseudonyms."),
    )
    charge = TextField(
        label=_("Charge"),
        required=False,
        rows=4,
        help_text=_("As the introductory report will say it. The officer reads this text."),
    )
    level = forms.ChoiceField(
        label=_("How heavy it seems"),
        choices=Level.choices,
        help_text=_("It can change until the decision. A heavy case goes by way of a proposal."),
    )
    authority = forms.ChoiceField(label=_("Who decides"), choices=Authority.choices)
    source_kind = forms.ChoiceField(label=_("What it came to light through"), choices=SourceKind.choices)
    source_reference = forms.CharField(label=_("Number of that record"), max_length=40, required=False)

    def facts_given(self) -> Facts:
        return Facts(**{name: self.cleaned_data[name] for name in FIELDS})


class OpenForm(FactsFields, HouseForm):
    """A new case. The officer is named by pseudonym or service number; neither opens the name."""

    pseudonym = forms.CharField(
        label=_("Pseudonym of the officer"), max_length=12, help_text=_("Six letters and figures, as records show it.")
    )
    known_on = DayField(
        label=_("Day on which a competent authority knew of it"),
        help_text=_("The six-month limit runs from the earliest such day. You can add another later."),
    )
    known_by = CodeField(label=_("Which authority"))
    key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    field_order = ("pseudonym", "facts_kind", "happened_on", "known_on", "known_by", *FIELDS)

    def __init__(self, data: Any = None, *, corps: Corps, initial: dict[str, Any] | None = None) -> None:
        self.corps = corps
        self.member: Member | None = None
        usual = {"key": secrets.token_urlsafe(16), "source_kind": SourceKind.OTHER}
        super().__init__(data, initial=usual | (initial or {}))

    def fill(self) -> None:
        today = timezone.localdate()
        self.fields["facts_kind"].offer(CODES.offered("facts_kind", today))  # type: ignore[attr-defined]
        self.fields["known_by"].offer(CODES.offered("known_by", today))  # type: ignore[attr-defined]

    def clean_pseudonym(self) -> str:
        given = str(self.cleaned_data["pseudonym"]).strip().upper()
        self.member = Member.objects.filter(corps=self.corps, pseudonym=given).first()
        if self.member is None:
            raise ValidationError(_("There is no member with this pseudonym in your corps."))
        return given


class WriteForm(FactsFields, CaseForm):
    """Change the facts, the charge, the level or the authority."""

    def fill(self) -> None:
        self.fields["facts_kind"].offer(  # type: ignore[attr-defined]
            CODES.offered("facts_kind", timezone.localdate()), blank=False
        )

    @staticmethod
    def start(case: Any, _row: Any) -> dict[str, Any]:
        return {name: getattr(case, name) for name in FIELDS}
