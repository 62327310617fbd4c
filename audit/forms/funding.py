"""Forms of funding advice. Money in euros, shares as percentages; every rule is checked again by the services."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.models import FundingDecision, FundingSample, FundingScheme, Sample
from legitimacy.indicators.funding import RulesError
from legitimacy.indicators.periods import Period, PeriodError
from legitimacy.models import Framework
from legitimacy.wording import no_period

if TYPE_CHECKING:
    SchemeFields = forms.ModelForm[FundingScheme]
    SampleFields = forms.ModelForm[FundingSample]
    DecisionFields = forms.ModelForm[FundingDecision]
else:  # generic for the type checker only
    SchemeFields = SampleFields = DecisionFields = forms.ModelForm


class ShareField(forms.FloatField):
    """A share 0-1, typed and shown as a percentage."""

    def __init__(self, **given: Any) -> None:
        super().__init__(min_value=0, max_value=100, **given)

    def prepare_value(self, value: Any) -> Any:
        return round(value * 100, 4) if isinstance(value, float) else value

    def to_python(self, value: Any) -> float | None:  # type: ignore[override]  # as FloatField itself
        number = super().to_python(value)
        return None if number is None else number / 100

    def run_validators(self, value: Any) -> None:
        super().run_validators(None if value is None else value * 100)


class SchemeForm(SchemeFields):
    """The rules of a scheme. `version` says which state of it was edited."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    envelope = forms.DecimalField(
        label=_("Envelope in euros"),
        help_text=_("What can be advised at most, all corps together."),
        min_value=Decimal(1),
        max_value=Decimal(999_999_999_999),
        max_digits=14,
        decimal_places=2,
    )
    score_from = forms.FloatField(
        label=_("Score from which an indicator earns"),
        help_text=_("At this score or less nothing."),
        min_value=0,
        max_value=100,
    )
    score_to = forms.FloatField(
        label=_("Score at which it earns all"),
        help_text=_("Between the two it earns linearly: there is no cliff."),
        min_value=0,
        max_value=100,
    )
    gap_share = ShareField(
        label=_("Share of the own gap that earns all, in %"),
        help_text=_("A corps that closes this part of the way from its own baseline to the target earns the same."),
    )
    size_exponent = forms.FloatField(
        label=_("Weight of size"),
        help_text=_("0: every corps has the same maximum. 1: the maximum goes by residents. 0.5 lies between."),
        min_value=0,
        max_value=1,
    )
    guaranteed_share = ShareField(label=_("Part that needs no points, in %"), help_text=_("Of the maximum of a corps."))
    minimum_assessed = ShareField(
        label=_("Part of the weight that must be assessed, in %"),
        help_text=_("Under it a corps is not assessed: its maximum is kept apart for the authority."),
    )
    reply_days = forms.IntegerField(label=_("Days to reply"), min_value=14, max_value=365)

    class Meta:
        model = FundingScheme
        fields = [
            *("title", "year", "framework", "period", "baseline_period", "envelope"),
            *("score_from", "score_to", "gap_share", "size_exponent", "guaranteed_share", "minimum_assessed"),
            *("pooling", "reply_days"),
        ]
        labels = {
            "title": _("Title"),
            "year": _("Year"),
            "framework": _("Framework"),
            "period": _("Period that is judged"),
            "baseline_period": _("Period of the baseline"),
            "pooling": _("Figures too small to judge"),
        }

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        signed = Framework.objects.exclude(status=Framework.Status.DRAFT).order_by("-valid_from")
        self.fields["framework"].queryset = signed  # type: ignore[attr-defined]
        this_year = timezone.localdate().year
        self.fields["year"].widget.attrs |= {"min": this_year - 10, "max": this_year + 10}

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if abs(year - timezone.localdate().year) > 10:
            raise forms.ValidationError(_("Give a year of this decade."))
        return year

    def clean_period(self) -> str:
        return _period(self.cleaned_data["period"])

    def clean_baseline_period(self) -> str:
        return _period(self.cleaned_data["baseline_period"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._check_periods(cleaned)
        low, high = cleaned.get("score_from"), cleaned.get("score_to")
        if low is not None and high is not None and low >= high:
            self.add_error("score_to", _("It must lie above the score from which an indicator earns."))
        if cleaned.get("gap_share") == 0:
            self.add_error("gap_share", _("Give more than 0: closing nothing of a gap cannot earn all."))
        return cleaned

    def _check_periods(self, cleaned: dict[str, Any]) -> None:
        if not (cleaned.get("period") and cleaned.get("baseline_period")):
            return
        now, before = Period.parse(cleaned["period"]), Period.parse(cleaned["baseline_period"])
        if before.is_year != now.is_year or before.end >= now.start or before.quarter != now.quarter:
            self.add_error(
                "baseline_period",
                _("Give the same quarter of an earlier year, or an earlier year: other windows overlap."),
            )

    def add_rules_error(self, fault: RulesError) -> None:
        self.add_error(fault.field if fault.field in self.fields else None, str(fault))


def _period(text: str) -> str:
    try:
        return str(Period.parse(text.strip()))
    except PeriodError as fault:
        raise forms.ValidationError(no_period(text)) from fault


class SampleForm(SampleFields):
    """`needing` are the indicators that take a sample; `samples` the closed ones of this corps that fit the scheme."""

    drawn = forms.ChoiceField(
        label=_("Closed sample"),
        required=False,
        help_text=_("Its numbers are taken over. Leave it empty only where no sample was drawn and read here."),
    )
    sampled = forms.IntegerField(label=_("Records drawn"), required=False, min_value=0, help_text=_("Only when typed."))
    confirmed = forms.IntegerField(
        label=_("Records that bear the figure out"), required=False, min_value=0, help_text=_("Only when typed.")
    )
    reason = forms.CharField(
        label=_("Why it is typed"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stands on the sheet of the corps, which says that the sample was typed."),
    )
    reference = forms.CharField(
        label=_("Where the sample is kept"), required=False, max_length=120, help_text=_("Only when typed.")
    )
    field_order = ("indicator", "drawn", "is_accepted", "sampled", "confirmed", "reference", "reason")

    class Meta:
        model = FundingSample
        fields = ["indicator", "sampled", "confirmed", "is_accepted", "reference", "reason"]
        labels = {"is_accepted": _("The figure stands")}

    def __init__(
        self, *args: Any, needing: Sequence[tuple[str, str]], samples: Sequence[tuple[Sample, str]], **given: Any
    ) -> None:
        super().__init__(*args, **given)
        self.samples = {str(sample.pk): sample for sample, _words in samples}
        self.fields["indicator"] = forms.ChoiceField(label=_("Indicator"), choices=needing)
        told = [(str(sample.pk), words) for sample, words in samples]
        self.fields["drawn"].choices = [("", _("none: the numbers are typed")), *told]  # type: ignore[attr-defined]
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        drawn = self.samples.get(cleaned.get("drawn") or "")
        if drawn is None and "drawn" not in self.errors:
            self._clean_typed(cleaned)
        elif drawn is not None:
            if drawn.standard.indicator != cleaned.get("indicator"):
                self.add_error("drawn", _("This sample is of another indicator."))
            self.instance.drawn = drawn
            cleaned["sampled"] = cleaned["confirmed"] = 1  # the service takes over the numbers of the sample
        return cleaned

    def _clean_typed(self, cleaned: dict[str, Any]) -> None:
        for name in ("sampled", "confirmed", "reference"):
            if cleaned.get(name) in (None, "") and name not in self.errors:
                self.add_error(name, _("Give it, or choose a closed sample."))
        if not (cleaned.get("reason") or "").strip():
            self.add_error("reason", _("Choose the closed sample, or say why its numbers are typed."))
        sampled, confirmed = cleaned.get("sampled"), cleaned.get("confirmed")
        if sampled == 0:
            self.add_error("sampled", _("Draw at least one record."))
        if sampled is not None and confirmed is not None and confirmed > sampled:
            self.add_error("confirmed", _("No more records can bear it out than were drawn."))


class TextForm(forms.Form):
    """A reply, or an answer to one."""

    text = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 6}), label=_("Your text"))


class DecisionForm(DecisionFields):
    class Meta:
        model = FundingDecision
        fields = ["authority", "decided_on", "follows_advice", "text", "reference"]
        widgets = {
            "decided_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "text": forms.Textarea(attrs={"rows": 5}),
        }
        labels = {
            "authority": _("Who decided"),
            "decided_on": _("Day of the decision"),
            "follows_advice": _("It follows the advice"),
            "text": _("Decision and its reasons"),
            "reference": _("Reference of the decision"),
        }

    def clean_decided_on(self) -> Any:
        day = self.cleaned_data["decided_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day
