"""Beginning an assessment, filling one in, and judging one: a row of controls for each criterion."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from audit.forms.standards.controls import CHOOSE, LevelField, NoteField, QuarterField, VersionField
from audit.models import CriterionScore, Standard
from audit.services.standards.assessing import SelfAnswer
from audit.services.standards.errors import StandardError
from audit.services.standards.periods import span_require, standard_for
from audit.services.standards.validating import Verdict
from audit.workflow.standards.codes import Judges, Level
from legitimacy.models import Corps


class StartForm(forms.Form):
    """Which corps, by which standard, over which quarters. The version follows from the first quarter."""

    corps = forms.ModelChoiceField(
        label=_("Corps"),
        queryset=Corps.objects.none(),
        empty_label=CHOOSE[1],
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    standard = forms.ChoiceField(label=_("Standard"), widget=forms.Select(attrs={"class": "form-select"}))
    subject = forms.CharField(
        label=_("Name of the corps's own standard"),
        required=False,
        max_length=120,
        help_text=_("Only for the lists on inclusion: the plan, instruction or procedure that is judged."),
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    first = QuarterField(_("First quarter"))
    last = QuarterField(_("Last quarter"))

    def __init__(self, *args: Any, corps: list[Corps], standards: list[Standard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.span: Any = None
        chosen = cast("forms.ModelChoiceField[Corps]", self.fields["corps"])
        chosen.queryset = Corps.objects.filter(pk__in=[each.pk for each in corps]).order_by("name")
        if len(corps) == 1:
            chosen.initial = corps[0].pk
        cast(forms.ChoiceField, self.fields["standard"]).choices = [(each.code, str(each)) for each in standards]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first is None or last is None or not cleaned.get("corps") or not cleaned.get("standard"):
            return cleaned
        try:
            self.span = span_require(first, last)
        except StandardError as error:
            self.add_error("last", str(error))
            return cleaned
        try:
            cleaned["standard"] = standard_for(
                code=cleaned["standard"], register=cleaned["corps"].register, period_from=self.span[0]
            )
        except StandardError as error:
            self.add_error("first", str(error))
            return cleaned
        is_document = cleaned["standard"].judges == Judges.DOCUMENT
        if is_document and not cleaned.get("subject", "").strip():
            self.add_error("subject", _("Name the corps's own standard that is judged."))
        if not is_document:
            cleaned["subject"] = ""
        return cleaned


class RowsForm(forms.Form):
    """A form with controls for each criterion, named `<what>_<code>`."""

    version = VersionField()

    def __init__(self, *args: Any, scores: list[CriterionScore], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scores = scores
        for score in scores:
            self.controls_add(score)

    def controls_add(self, score: CriterionScore) -> None:
        """Each form adds the fields of one criterion."""

    def given(self, what: str, score: CriterionScore) -> Any:
        return self.cleaned_data.get(f"{what}_{score.criterion.code}") or ""


class SelfForm(RowsForm):
    """What the corps says of itself."""

    def controls_add(self, score: CriterionScore) -> None:
        code = score.criterion.code
        self.fields[f"level_{code}"] = LevelField(Level, str(_("How far is it met?")))
        self.fields[f"evidence_{code}"] = forms.CharField(
            label=_("Where is the evidence?"),
            required=False,
            max_length=300,
            widget=forms.TextInput(attrs={"class": "form-control"}),
        )
        self.fields[f"remark_{code}"] = NoteField(_("Remark"))
        self.fields[f"file_{code}"] = forms.FileField(
            label=_("Add a file"), required=False, widget=forms.ClearableFileInput(attrs={"class": "form-control"})
        )
        self.initial.update(
            {f"level_{code}": score.self_level, f"evidence_{code}": score.evidence, f"remark_{code}": score.self_remark}
        )

    @property
    def answers(self) -> dict[str, SelfAnswer]:
        return {
            each.criterion.code: SelfAnswer(
                self.given("level", each), self.given("remark", each), self.given("evidence", each)
            )
            for each in self.scores
        }

    @property
    def uploads(self) -> list[tuple[CriterionScore, Any]]:
        return [(each, self.given("file", each)) for each in self.scores if self.given("file", each)]


class JudgeForm(RowsForm):
    """What the auditor says; `note` goes to the corps when the assessment is returned."""

    note = NoteField(_("What should the corps add or change?"), rows=3)

    def controls_add(self, score: CriterionScore) -> None:
        code = score.criterion.code
        self.fields[f"level_{code}"] = LevelField(Level, str(_("Your verdict")))
        self.fields[f"reason_{code}"] = NoteField(_("Reason, where you differ"))
        self.initial.update({f"level_{code}": score.level, f"reason_{code}": score.reason})

    @property
    def verdicts(self) -> dict[str, Verdict]:
        return {
            each.criterion.code: Verdict(self.given("level", each), self.given("reason", each)) for each in self.scores
        }


class AnnulForm(forms.Form):
    version = VersionField()
    note = NoteField(_("Why does it no longer count?"), rows=3)
