"""Forms of a draft: where it begins, one item, the weights of pillars and facets. Numbers as the page writes them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from audit.workflow.frameworks import GOALPOSTS, LABELS, fields_of
from legitimacy import numbers
from legitimacy.indicators.registry import indicators
from legitimacy.models import Framework, FrameworkFacet, FrameworkItem
from legitimacy.standings import PILLARS

TEXT = {"class": "form-control"}
NUMBER = TEXT | {"inputmode": "decimal", "autocomplete": "off"}
NUMBER_ERRORS = {"invalid": _("Write a number."), "required": _("Write a number.")}


def reason_field() -> forms.CharField:
    return forms.CharField(
        label=_("Reason"),
        help_text=_("It stays beside the change, with your name, for everybody who reads this framework later."),
        max_length=1000,
        required=False,  # the service asks for it in its own words
        widget=forms.Textarea(attrs=TEXT | {"rows": 3}),
    )


class PercentField(forms.FloatField):
    """A share of 0 to 1, written in percent."""

    def prepare_value(self, value: Any) -> Any:
        return plain(value * 100) if isinstance(value, (int, float)) else value

    def clean(self, value: Any) -> float | None:
        number = super().clean(value)
        return None if number is None else round(number / 100, 12)


class NumberField(forms.FloatField):
    def prepare_value(self, value: Any) -> Any:
        return plain(value) if isinstance(value, (int, float)) else value


def plain(number: float) -> int | float:
    """Without the noise of binary fractions, and without `.0`."""
    rounded = round(number, 9)
    return int(rounded) if rounded == int(rounded) else rounded


class DraftForm(forms.Form):
    base = forms.ModelChoiceField(
        label=_("Start from"),
        queryset=Framework.objects.none(),
        to_field_name="code",
        empty_label=None,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    code = forms.CharField(
        label=_("Code"),
        help_text=_("The year and a number, such as 2027.1."),
        max_length=16,
        widget=forms.TextInput(attrs=TEXT | {"autocomplete": "off"}),
    )
    valid_from = forms.CharField(
        label=_("First quarter that it judges"),
        help_text=_("Such as 2027-Q1."),
        max_length=7,
        widget=forms.TextInput(attrs=TEXT | {"autocomplete": "off"}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        signed = Framework.objects.exclude(status=Framework.Status.DRAFT).order_by("-valid_from", "-pk")
        self.fields["base"].queryset = signed  # type: ignore[attr-defined]  # a model choice field


class ItemForm(forms.Form):
    """The fields of one item that can be changed. `version`: of the draft when the page was made."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, item: FrameworkItem, version: int) -> None:
        self.item, self.passport = item, indicators.get(item.indicator)
        self.names = fields_of(item.direction)
        initial = {name: getattr(item, name) for name in self.names} | {"version": version}
        initial["basis"] = item.basis_text
        super().__init__(data, initial=initial)
        for name in self.names:
            self.fields[name] = self._field(name)
        self.fields["reason"] = reason_field()

    def _field(self, name: str) -> forms.Field:
        label = str(LABELS[name])
        if name in GOALPOSTS:
            value, unit = getattr(self.item, name), self.passport.unit
            now = numbers.goalpost_text(value, unit) if value is not None else _("nothing")
            return (PercentField if unit == "%" else NumberField)(
                label=label, help_text=_("Now: %(value)s") % {"value": now}, required=False, localize=True,
                widget=forms.TextInput(attrs=NUMBER), error_messages=NUMBER_ERRORS,
            )  # fmt: skip
        if name == "weight":
            return NumberField(
                label=label, help_text=_("Beside the other indicators of its facet; 0 takes it out of the score."),
                min_value=0, localize=True, widget=forms.TextInput(attrs=NUMBER),
                error_messages=NUMBER_ERRORS | {"min_value": _("A weight is 0 or more.")},
            )  # fmt: skip
        if name in ("min_denominator", "public_min_denominator"):
            sentence = _("A minimum is a whole number of 1 or more.")
            return forms.IntegerField(
                label=label, min_value=1, max_value=1_000_000, widget=forms.TextInput(attrs=NUMBER),
                error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence),
            )  # fmt: skip
        if name == "funding_allowed":
            return forms.BooleanField(label=label, required=False, widget=forms.CheckboxInput())
        if name == "funding_condition":
            return forms.CharField(
                label=label, max_length=120, required=False, widget=forms.TextInput(attrs=TEXT),
                help_text=_("For what a form makes self-fulfilling: counts only with an audited sample."),
            )  # fmt: skip
        return forms.CharField(label=label, max_length=2000, widget=forms.Textarea(attrs=TEXT | {"rows": 4}))

    def changed_values(self) -> dict[str, Any]:
        """What was given, by field. The basis only where it was rewritten: what the page shows is a translation."""
        values = {name: self.cleaned_data[name] for name in self.names}
        if values["basis"].split() == self.item.basis_text.split():
            values["basis"] = self.item.basis
        return values


class WeightsForm(forms.Form):
    """Shares of pillars in the overall score, and of facets in their pillar, in percent."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, facets: Iterable[FrameworkFacet], version: int) -> None:
        self.facets = list(facets)
        super().__init__(data, initial={"version": version})
        for facet in self.facets:
            if facet.pillar not in self.fields:
                self.fields[facet.pillar] = _share(PILLARS[facet.pillar], facet.pillar_weight)
        for facet in self.facets:
            self.fields[f"{facet.pillar}.{facet.code}"] = _share(facet, facet.weight)
        self.fields["reason"] = reason_field()

    @property
    def groups(self) -> list[tuple[forms.BoundField, list[forms.BoundField]]]:
        """Each pillar with its facets."""
        pillars = list(dict.fromkeys(facet.pillar for facet in self.facets))
        return [
            (self[pillar], [self[f"{pillar}.{facet.code}"] for facet in self.facets if facet.pillar == pillar])
            for pillar in pillars
        ]

    @property
    def shares(self) -> tuple[dict[str, float], dict[str, float]]:
        """Of pillars by code, of facets by key."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in ("version", "reason")}
        return {k: v for k, v in given.items() if "." not in k}, {k: v for k, v in given.items() if "." in k}


def _share(label: Any, value: float) -> PercentField:
    sentence = _("A weight is 0 or more.")
    return PercentField(
        label=label, initial=value, min_value=0, localize=True, widget=forms.TextInput(attrs=NUMBER),
        error_messages=NUMBER_ERRORS | {"min_value": sentence},
    )  # fmt: skip
