"""Fields of the form for the use of force: nothing is asked twice, and a draft may hold gaps."""

import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeAlias

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from professionalism.models import ForceIncident
from professionalism.selectors.force_checking import day_fault, holds_national_number, moment_of, number_sentence
from professionalism.workflow.force_codes import offered
from professionalism.workflow.force_steps import CODED, LABELS, MANDATORY, FormStep

CHOOSE = ("", _("Choose ..."))
NOTHING = ("", _("Not noted"))
KNOWN = {name for names in MANDATORY.values() for name in names}
DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]
Text: TypeAlias = Any
"""A text or a lazy one: the stubs of fields know a type of their own for the latter."""
Choices = Iterable[tuple[Any, Any]]


class PlainForm(forms.Form):
    """A form with the house's looks. `mandatory` are the fields that a report needs in the end."""

    use_required_attribute = False
    mandatory: frozenset[str] = frozenset()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            dress(field)
            field.is_mandatory = name in self.mandatory  # type: ignore[attr-defined]  # for the template


def dress(field: forms.Field) -> None:
    widget = field.widget
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return  # a class would dress the list, not its boxes
    if isinstance(widget, forms.CheckboxInput):
        widget.attrs.setdefault("class", "form-check-input")
    elif isinstance(widget, forms.Select):
        widget.attrs.setdefault("class", "form-select")
    elif not widget.is_hidden:
        widget.attrs.setdefault("class", "form-control")


class ActionForm(PlainForm):
    """A form about one report: the version that was read, and a key that tells a form sent twice."""

    version = forms.IntegerField(min_value=1, max_value=2_147_483_647, widget=forms.HiddenInput)
    key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, incident: ForceIncident, initial: dict[str, Any] | None = None) -> None:
        self.incident = incident
        known = {"version": incident.version, "key": secrets.token_urlsafe(16)}
        super().__init__(data, initial=known | (initial or {}))


class SafeText(forms.CharField):
    """A text in which nobody's national register number may stand."""

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and holds_national_number(value):
            raise ValidationError(number_sentence())


def label_for(name: str) -> Text:
    return LABELS[name]


def reason(name: str, help_text: Text = "", rows: int = 3) -> SafeText:
    return SafeText(
        label=label_for(name),
        help_text=help_text,
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
    )


def reference(name: str, help_text: Text = "", longest: int = 60) -> SafeText:
    return SafeText(label=label_for(name), help_text=help_text, required=False, max_length=longest)


def code(name: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label_for(name), required=False)


def choice(name: str, choices: Choices) -> forms.ChoiceField:
    return forms.ChoiceField(label=label_for(name), required=False, choices=[CHOOSE, *choices])


class FieldsForm(PlainForm):
    """Fields of the report itself, in one step."""

    mandatory = frozenset(KNOWN)

    def __init__(self, data: Any = None, *, incident: ForceIncident) -> None:
        self.incident = incident
        super().__init__(data, initial={name: getattr(incident, name) for name in self.base_fields})
        for name, field in self.fields.items():
            if name in CODED and isinstance(field, forms.ChoiceField):
                known = offered(CODED[name], incident.happened_on or timezone.localdate())
                many = isinstance(field, forms.MultipleChoiceField)
                field.choices = known if many else [CHOOSE if name in KNOWN else NOTHING, *known]


class WhatForm(FieldsForm):
    happened_on = forms.DateField(
        label=label_for("happened_on"),
        required=False,
        input_formats=DAY_FORMATS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Write the day as day/month/year, such as 24/03/2026.")},
    )
    happened_hour = forms.TypedChoiceField(
        label=label_for("happened_hour"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[CHOOSE, *((hour, f"{hour:02}:00-{hour:02}:59") for hour in range(24))],
    )
    place_kind, functionality, call_type = code("place_kind"), code("functionality"), code("call_type")
    conflict, duration = code("conflict"), code("duration")
    officers_present = forms.IntegerField(
        label=label_for("officers_present"),
        required=False,
        min_value=1,
        max_value=999,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 1, "max": 999}),
    )
    is_training = forms.BooleanField(
        label=label_for("is_training"), required=False, help_text=_("It counts in no figure.")
    )

    def clean_happened_on(self) -> date | None:
        day: date | None = self.cleaned_data["happened_on"]
        if day is not None and not 1990 <= day.year <= 2100:
            raise ValidationError(_("Check the year of this day."))
        return day

    def clean(self) -> dict[str, Any]:
        found = dict(self.cleaned_data)
        told = ForceIncident(happened_on=found.get("happened_on"), happened_hour=found.get("happened_hour"))
        wrong = day_fault(self.incident.corps, moment_of(told), timezone.localtime())
        if wrong:
            self.add_error("happened_on", wrong)
            found.pop("happened_on", None)
            found.pop("happened_hour", None)
        return found


class WhyForm(FieldsForm):
    threat = code("threat")
    alternatives = forms.MultipleChoiceField(
        label=label_for("alternatives"), required=False, widget=forms.CheckboxSelectMultiple
    )
    warning = choice("warning", ForceIncident._meta.get_field("warning").choices or ())
    why_lawful = reason("why_lawful", _("Which law or order you acted on, and the aim."))
    why_needed = reason("why_needed", _("What you tried or could not try first."))
    why_measured = reason("why_measured", _("Why this much force, and no more."))
    why_warned = reason("why_warned", _("Your words, or what made a warning useless."), rows=2)

    def clean_alternatives(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["alternatives"]
        if "none" in chosen and len(chosen) > 1:
            raise ValidationError(_("Choose “none”, or what was tried, not both."))
        return chosen


class AfterForm(FieldsForm):
    bodycam = choice("bodycam", ForceIncident._meta.get_field("bodycam").choices or ())
    bodycam_reference = reference("bodycam_reference", _("Only the reference: images are never put here."))
    report_made = choice("report_made", ForceIncident._meta.get_field("report_made").choices or ())
    report_reference = reference("report_reference")
    complaint_number = reference("complaint_number", _("Only if you know of one, such as K-7M3P-9QX2."), 24)

    def clean_complaint_number(self) -> str:
        number: str = self.cleaned_data["complaint_number"].strip().upper()
        if number and not number.replace("-", "").replace("/", "").replace(".", "").isalnum():
            raise ValidationError(_now("A number holds letters, digits and hyphens only."))
        return number


FORMS: dict[FormStep, type[FieldsForm]] = {
    FormStep.WHAT: WhatForm,
    FormStep.WHY: WhyForm,
    FormStep.AFTER: AfterForm,
}
