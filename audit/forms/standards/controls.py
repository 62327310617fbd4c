"""The looks of controls, and choices that several forms share."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.workflow.standards.codes import Level
from legitimacy.indicators.periods import Period, PeriodError
from legitimacy.numbers import period_text

CHOOSE = ("", _("Choose ..."))
SHOWN_QUARTERS = 16
LARGEST_VERSION = 2_147_483_647


class LevelField(forms.ChoiceField):
    """How far one criterion is met. Nothing chosen is allowed while somebody is still at work."""

    def __init__(self, levels: Iterable[Level], label: str) -> None:
        super().__init__(
            label=label,
            required=False,
            choices=[(level.value, level.label) for level in levels],
            widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
        )


class NoteField(forms.CharField):
    def __init__(self, label: Any, *, rows: int = 2, most: int = 2000) -> None:
        widget = forms.Textarea(attrs={"rows": rows, "class": "form-control"})
        super().__init__(label=label, required=False, max_length=most, widget=widget)


class VersionField(forms.IntegerField):
    """The version that the person has read, so that the second of two people is told."""

    def __init__(self) -> None:
        super().__init__(min_value=1, max_value=LARGEST_VERSION, widget=forms.HiddenInput)


class QuarterField(forms.ChoiceField):
    """A quarter that has begun; gives a Period."""

    def __init__(self, label: Any) -> None:
        super().__init__(
            label=label, choices=quarter_choices, widget=forms.Select(attrs={"class": "form-select"})
        )  # fmt: skip

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return Period.parse(text)
        except PeriodError:
            raise forms.ValidationError(self.error_messages["required"], code="required") from None


def quarter_choices() -> list[tuple[str, object]]:
    """The newest quarters, newest first."""
    newest = Period.containing(timezone.localdate())
    quarters = [newest.shift(-step) for step in range(SHOWN_QUARTERS)]
    return [CHOOSE, *((str(each), period_text(str(each))) for each in quarters)]
