"""What the forms of discipline share: fields with the house's looks, the version they were filled in from, a key."""

import secrets
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from legitimacy.models import User
from professionalism.forms.safe import numbers_refuse
from professionalism.models import DisciplinaryCase

LARGEST = 2_147_483_647
CHOOSE = ("", _("Choose ..."))


class DayField(forms.DateField):
    """A day, chosen or typed. `past`: not in the future."""

    def __init__(self, *, past: bool = True, **given: Any) -> None:
        self.past = past
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **given)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is None:
            return
        if self.past and value > timezone.localdate():
            raise ValidationError(_("This day has not come yet. Give today or an earlier day."))
        if not 1990 <= value.year <= 2100:
            raise ValidationError(_("Check the year of this day."))


class TextField(forms.CharField):
    """A longer text."""

    def __init__(self, *, rows: int = 5, **given: Any) -> None:
        usual: dict[str, Any] = {"max_length": 8000}
        super().__init__(widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}), **(usual | given))


class CodeField(forms.CharField):
    """One code of a list. A code outside it is told by the service, in a sentence that says why."""

    def __init__(self, **given: Any) -> None:
        super().__init__(max_length=24, widget=forms.Select, **given)

    def offer(self, choices: Any, *, blank: bool = True) -> None:
        self.widget.choices = [*([CHOOSE] if blank else []), *choices]


class HouseForm(forms.Form):
    """A form with the house's looks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fill()
        for field in self.fields.values():
            _dress(field)

    def fill(self) -> None:
        """Choices that depend on the case, the day and the reader."""

    def clean(self) -> None:
        super().clean()
        numbers_refuse(self)


class CaseForm(HouseForm):
    """A form about one case. `row` is the key of the measure that it is about."""

    version = forms.IntegerField(min_value=1, max_value=LARGEST, widget=forms.HiddenInput)
    key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    row = forms.IntegerField(min_value=1, max_value=LARGEST, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, case: DisciplinaryCase, user: User, row: Any = None,
                 initial: dict[str, Any] | None = None) -> None:  # fmt: skip
        self.case, self.user, self.about = case, user, row
        known = {"version": case.version, "key": secrets.token_urlsafe(16), "row": getattr(row, "pk", None)}
        super().__init__(data, initial=known | (initial or {}))


class EmptyForm(CaseForm):
    """An action that asks nothing."""


def _dress(field: forms.Field) -> None:
    widget = field.widget
    if isinstance(widget, forms.CheckboxInput):
        widget.attrs.setdefault("class", "form-check-input")
    elif isinstance(widget, forms.Select) and not isinstance(widget, forms.RadioSelect):
        widget.attrs.setdefault("class", "form-select")
    elif not widget.is_hidden and not isinstance(widget, forms.RadioSelect):
        widget.attrs.setdefault("class", "form-control")
