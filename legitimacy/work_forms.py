"""Fields and looks of the forms on work pages, whichever app they belong to."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LARGEST = 2_147_483_647
CHOOSE = ("", _("Choose ..."))


class DayField(forms.DateField):
    """A day, chosen or typed. `past`: not in the future; `future`: not in the past."""

    def __init__(self, *, past: bool = False, future: bool = False, **given: Any) -> None:
        self.past, self.future = past, future
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **given)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        today = timezone.localdate()
        if value is None:
            return
        if self.past and value > today:
            raise ValidationError(_("This day has not come yet. Give today or an earlier day."))
        if self.future and value < today:
            raise ValidationError(_("This day is over. Give today or a later day."))
        if not 1990 <= value.year <= 2100:
            raise ValidationError(_("Check the year of this day."))


class TextField(forms.CharField):
    """A longer text."""

    def __init__(self, *, rows: int = 5, **given: Any) -> None:
        usual: dict[str, Any] = {"max_length": 2000}
        super().__init__(widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}), **(usual | given))


class HouseForm(forms.Form):
    """A form with the house's looks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fill()
        for field in self.fields.values():
            _dress(field)

    def fill(self) -> None:
        """Choices that depend on what the form is about and on the reader."""

    def choices_set(self, name: str, choices: Iterable[tuple[Any, Any]], *, blank: bool = False) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [*([CHOOSE] if blank else []), *choices]


def _dress(field: forms.Field) -> None:
    widget = field.widget
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return  # a class would dress the list, not its boxes
    if isinstance(widget, forms.CheckboxInput):
        widget.attrs.setdefault("class", "form-check-input")
    elif isinstance(widget, forms.Select):
        widget.attrs.setdefault("class", "form-select")
    elif not widget.is_hidden:
        widget.attrs.setdefault("class", "form-control")
