"""What is written in a case, and its steps."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from professionalism.forms.discipline.base import CaseForm, CodeField, DayField, TextField
from professionalism.models import DisciplinaryPaper
from professionalism.services.discipline.history import history_of
from professionalism.services.discipline.needs import Concern, concerns_of
from professionalism.services.discipline.steps import Given
from professionalism.workflow.discipline import BY_NAME, Step
from professionalism.workflow.discipline_codes import ANNULLED, CODES, SANCTIONS, sanctions_on


def today(_case: Any = None, _row: Any = None) -> dict[str, Any]:
    return {"on": timezone.localdate()}


class KnownForm(CaseForm):
    on = DayField(label=_("Day on which they knew"))
    by = CodeField(label=_("Which authority"))
    note = TextField(label=_("How that is known"), rows=3, required=False)

    def fill(self) -> None:
        self.fields["by"].offer(CODES.offered("known_by", timezone.localdate()))  # type: ignore[attr-defined]


class CriminalForm(CaseForm):
    kind = forms.ChoiceField(
        label=_("What happened"),
        choices=[
            ("criminal_opened", _("a criminal case on the same facts began")),
            ("judicial_notice", _("its final decision was notified to the authority")),
            ("criminal_ended", _("it ended without a decision")),
        ],
    )
    on = DayField(label=_("Day"))
    note = TextField(label=_("Reference or explanation"), rows=3, required=False)


class DefenceForm(CaseForm):
    """The written defence: by the officer, or entered from paper."""

    on = DayField(label=_("Day on which it was handed in"))
    text = TextField(label=_("Defence"), rows=10)
    asks_hearing = forms.BooleanField(label=_("A hearing is asked for"), required=False)
    has_defender = forms.BooleanField(label=_("A defender assists"), required=False)


class OwnDefenceForm(DefenceForm):
    """The same by the officer concerned: handed in now."""

    on = None  # type: ignore[assignment]  # Django takes a field out like this
    asks_hearing = forms.BooleanField(label=_("I ask to be heard"), required=False)
    has_defender = forms.BooleanField(label=_("A defender assists me"), required=False)


class HearingForm(CaseForm):
    on = DayField(label=_("Day of the hearing"))
    text = TextField(label=_("What was said"), rows=8)
    has_defender = forms.BooleanField(label=_("A defender was there"), required=False)


class NoteForm(CaseForm):
    note = TextField(label=_("What is asked"), rows=3)


class AdviceForm(CaseForm):
    text = TextField(label=_("Advice"), rows=8)


class OwnRequestForm(CaseForm):
    text = TextField(label=_("Why the proposal should change"), rows=8)


class MeasureForm(CaseForm):
    code = CodeField(label=_("Measure"))
    from_on = DayField(label=_("First day"), past=False)
    until_on = DayField(label=_("Last day"), past=False)
    reasons = TextField(label=_("Why order needs it"), rows=4)

    def fill(self) -> None:
        self.fields["code"].offer(CODES.offered("measure", timezone.localdate()))  # type: ignore[attr-defined]


class NameForm(CaseForm):
    reason = CodeField(label=_("What you need the name for"))

    def fill(self) -> None:
        self.fields["reason"].offer(CODES.offered("name_reason", timezone.localdate()))  # type: ignore[attr-defined]


DECIDES = frozenset({"decide", "propose", "decide_final"})
REASONED = DECIDES | {"close", "advise"}
ONS = {
    "introduce": _("Day on which the officer got it"),
    "advise": _("Day of the advice"),
    "appeal": _("Day of the appeal"),
}


class StepForm(CaseForm):
    """One step: its day, what it decides, and why. What speaks against it must be confirmed."""

    step = forms.CharField(max_length=20, widget=forms.HiddenInput)
    on = DayField(label=_("Day"))
    code = CodeField(required=False)
    detail = forms.CharField(
        label=_("How much or how long"),
        max_length=120,
        required=False,
        help_text=_("For instance: three days, or a twentieth of the pay."),
    )
    text = TextField(label=_("Explanation"), required=False)
    confirmed = forms.BooleanField(label=_("I go on all the same"), required=False)

    def __init__(self, *args: Any, step: str, **given: Any) -> None:
        self.taken: Step = BY_NAME[step]
        self.concerns: list[Concern] = []
        super().__init__(*args, **given)

    def fill(self) -> None:
        name = self.taken.name
        self.initial.update({"step": name, "on": timezone.localdate()})
        self.fields["on"].label = ONS.get(name, _("Day"))
        self._codes_offer(name)
        if name not in DECIDES or name == "propose":
            del self.fields["detail"]
        if name in REASONED:
            self.fields["text"].required = True
            self.fields["text"].label = _("Advice") if name == "advise" else _("Reasons")
        self.concerns = concerns_of(self.case, self.taken, history_of(self.case), self._day())
        if not self.concerns and not self.is_bound:
            del self.fields["confirmed"]

    def _day(self) -> Any:
        if not self.is_bound:
            return timezone.localdate()
        try:
            return forms.DateField().to_python(self.data.get("on")) or timezone.localdate()
        except forms.ValidationError:
            return timezone.localdate()

    def _codes_offer(self, name: str) -> None:
        day, field = timezone.localdate(), self.fields["code"]
        if name in DECIDES:
            level = "light" if name == "decide" else ""
            listed = [(code.code, code.label) for code in sanctions_on(day, self.case.authority, level)]
            field.label = _("Sanction")
            if self.case.proposed:
                self.initial.setdefault("code", self.case.proposed)
        elif name == "close":
            listed = [row for row in SANCTIONS.offered("closing", day) if row[0] != ANNULLED]
            field.label = _("Why without a sanction")
        elif name == "advise":
            listed, field.label = CODES.offered("opinion", day), _("What the council says")
        elif name == "appeal_end":
            listed = [row for row in CODES.offered("appeal_end", day) if row[0] != ANNULLED]
            field.label = _("How it ended")
        else:
            del self.fields["code"]
            return
        field.required = True
        field.offer(listed)  # type: ignore[attr-defined]

    def given(self) -> Given:
        data = self.cleaned_data
        return Given(
            on=data["on"],
            code=data.get("code", ""),
            text=data.get("text", ""),
            detail=data.get("detail", ""),
            confirmed=data.get("confirmed", False),
        )


PAPER_WORDS = dict(DisciplinaryPaper.Kind.choices)
