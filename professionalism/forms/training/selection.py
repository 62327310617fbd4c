"""The form of a selection procedure: instruments with what they test, and outcomes by sex."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from legitimacy.models import SubjectKind, User
from professionalism.forms.training.base import NumberField, RecordForm, quarters_offered, words_lazy
from professionalism.services.training import selection_save
from professionalism.services.training.selection import Instrument, Outcome
from professionalism.workflow.training import Phase, Sex, choices_of
from professionalism.workflow.wording import OUTCOME_LABELS

INSTRUMENTS = 4
PARTS = ("instrument", "competences", "is_validated", "norm_group")
OUTCOMES = ("tested", "passed", "decisions", "decisions_on_four")


class SelectionForm(RecordForm):
    code = forms.SlugField(
        label=_("Code of the procedure"), max_length=24, help_text=_("Short, without spaces, such as INSP-2025-2."),
        error_messages={"invalid": _("Use letters, digits and hyphens only.")},
    )  # fmt: skip
    period = forms.ChoiceField(label=_("Quarter of the decisions"))
    grade = forms.ChoiceField(label=_("Grade"))
    groups_named = (
        *(
            (words_lazy(_("Instrument %(number)d"), number=number + 1), tuple(f"{part}_{number}" for part in PARTS))
            for number in range(INSTRUMENTS)
        ),
        *((label, tuple(f"{name}_{sex}" for name in OUTCOMES)) for sex, label in Sex.choices),
    )

    def fill(self) -> None:
        today = timezone.localdate()
        self.choices_set("period", quarters_offered(self.record.period))
        self.choices_set("grade", choices_of("grade", today))
        known = list(self.record.instruments.all()) if self.record.pk else []
        for number in range(INSTRUMENTS):
            self._instrument_fill(
                number, known[number] if number < len(known) else None, choices_of("competence", today)
            )
        outcomes = {one.sex: one for one in self.record.outcomes.all()} if self.record.pk else {}
        for sex in Sex.values:
            for name in OUTCOMES:
                self.fields[f"{name}_{sex}"] = NumberField(label=OUTCOME_LABELS[name], required=False)
                self.initial[f"{name}_{sex}"] = getattr(outcomes.get(sex), name, None)

    def _instrument_fill(self, number: int, known: Any, competences: list[tuple[str, Any]]) -> None:
        self.fields[f"instrument_{number}"] = forms.CharField(label=_("Name"), max_length=120, required=False)
        self.fields[f"competences_{number}"] = forms.MultipleChoiceField(
            label=_("What it tests"), choices=competences, required=False, widget=forms.CheckboxSelectMultiple
        )
        self.fields[f"is_validated_{number}"] = forms.BooleanField(label=_("Validated"), required=False)
        self.fields[f"norm_group_{number}"] = forms.CharField(
            label=_("Norm group"), max_length=160, required=False, help_text=_("The people it was validated with.")
        )
        if known:
            told = (known.name, known.competences, known.is_validated, known.norm_group)
            self.initial.update(zip((f"{part}_{number}" for part in PARTS), told, strict=True))

    def _instruments(self) -> list[Instrument]:
        """In their places: an empty one in between would shift the faults to another cell."""
        given = [[self.cleaned_data.get(f"{part}_{number}") for part in PARTS] for number in range(INSTRUMENTS)]
        while given and not any(given[-1]):
            given.pop()
        return [
            Instrument(name=row[0] or "", competences=row[1] or [], is_validated=bool(row[2]), norm_group=row[3] or "")
            for row in given
        ]

    def store(self, actor: User) -> None:
        is_school = self.subject.kind == SubjectKind.SCHOOL
        outcomes = [
            Outcome(sex=sex, **{name: self.cleaned_data.get(f"{name}_{sex}") or 0 for name in OUTCOMES})
            for sex in Sex.values
        ]
        selection_save(
            procedure=self.record,
            values=self.values("code", "period", "grade") | {"phase": Phase.TRAINING if is_school else Phase.SELECTION},
            instruments=self._instruments(),
            outcomes=outcomes,
            version=self.seen,
            actor=actor,
        )
