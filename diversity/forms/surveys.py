"""The form of a round, and that of lost slips."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diversity.models import SurveyRound
from diversity.services.surveys import FaultError, round_save
from legitimacy.models import User
from legitimacy.work_forms import DayField, HouseForm


class RoundForm(HouseForm):
    """A round that is planned. Faults of the service stand at their field."""

    wave = forms.CharField(label=_("Year or quarter"), help_text=_("Such as 2026 or 2026-Q4."), max_length=7)
    opens_on = DayField(label=_("First day"))
    closes_on = DayField(label=_("Last day"))
    invited = forms.IntegerField(
        label=_("Number of people invited"),
        help_text=_("All staff, operational and civilian. A number only: nobody is entered by name."),
        min_value=1,
        max_value=100_000,
    )
    assessment = forms.CharField(
        label=_("Impact assessment (DPIA): reference"),
        help_text=_("Without it and the advice below the round does not open. You can add them later."),
        max_length=120,
        required=False,
    )
    assessed_on = DayField(label=_("Day of the assessment"), required=False)
    advice = forms.CharField(
        label=_("Advice of the data protection officer or the COC: reference"), max_length=120, required=False
    )
    advised_on = DayField(label=_("Day of the advice"), required=False)

    def __init__(self, *args: Any, survey_round: SurveyRound, **kwargs: Any) -> None:
        self.survey_round = survey_round
        stored = {name: getattr(survey_round, name) for name in self.base_fields} if survey_round.pk else {}
        super().__init__(*args, initial=stored, **kwargs)

    def save(self, actor: User) -> bool:
        if not self.is_valid():
            return False
        try:
            round_save(survey_round=self.survey_round, values=self.cleaned_data, actor=actor)
        except FaultError as fault:
            self.add_error(fault.field or None, fault.reason)
            return False
        return True


class LostForm(HouseForm):
    """How many slips were lost."""

    lost = forms.IntegerField(label=_("Number of lost slips"), min_value=1, max_value=100_000)
