"""What every form about a case has: the version that was read, and a key that tells a form sent twice."""

import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from legitimacy.models import User
from professionalism.forms.safe import numbers_refuse
from professionalism.models import SignalCase

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
        usual: dict[str, Any] = {"max_length": 4000}
        super().__init__(widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}), **(usual | given))


class HouseForm(forms.Form):
    """A form with the house's looks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fill()
        for field in self.fields.values():
            _dress(field)

    def fill(self) -> None:
        """Choices that depend on the reader."""

    def clean(self) -> None:
        super().clean()
        numbers_refuse(self)

    def choices_set(self, name: str, choices: Iterable[tuple[Any, Any]], *, blank: bool = False) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [*([CHOOSE] if blank else []), *choices]


class CaseForm(HouseForm):
    """A form about one case. `row` is the key of the correction or report that it is about."""

    version = forms.IntegerField(min_value=1, max_value=LARGEST, widget=forms.HiddenInput)
    key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    row = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, case: SignalCase, user: User, row: Any = None,
                 initial: dict[str, Any] | None = None) -> None:  # fmt: skip
        self.case, self.user, self.about = case, user, row
        known = {"version": case.version, "key": secrets.token_urlsafe(16), "row": getattr(row, "pk", None) or ""}
        super().__init__(data, initial=known | (initial or {}))


class EmptyForm(CaseForm):
    """An action that asks nothing."""


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
