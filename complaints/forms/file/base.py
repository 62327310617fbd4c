"""What every form of a file's page has: the version that was read, and a key that tells a form sent twice."""

import secrets
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint
from complaints.workflow.codes import label_of, offered
from legitimacy.models import User

LARGEST_VERSION = 2_147_483_647
CHOOSE = ("", _("Choose ..."))


class FileForm(forms.Form):
    """`from_query` names the fields that an address may fill in: numbers of rows and names of steps, never a text."""

    from_query: tuple[str, ...] = ()

    version = forms.IntegerField(min_value=1, max_value=LARGEST_VERSION, widget=forms.HiddenInput)
    key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        complaint: Complaint,
        user: User,
        initial: dict[str, Any] | None = None,
        auto_id: str = "id_%s",
    ) -> None:
        self.complaint, self.user = complaint, user
        known = {"version": complaint.version, "key": secrets.token_urlsafe(16)}
        super().__init__(data, initial=known | (initial or {}), auto_id=auto_id)
        self.fill()
        for field in self.fields.values():
            _dress(field)

    def fill(self) -> None:
        """Choices that depend on the file and the reader."""

    def choices_set(self, name: str, choices: Iterable[tuple[Any, Any]], *, blank: bool = True) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [*([CHOOSE] if blank else []), *choices]

    def rows_set(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = rows.all()


class EmptyForm(FileForm):
    """An action that asks nothing."""


class ReasonField(forms.ChoiceField):
    """A reason code of some that may be given."""

    def __init__(self, codes: Iterable[str] = (), **given: Any) -> None:
        given.setdefault("label", _("Reason"))
        super().__init__(choices=reason_choices(codes), **given)


class NoteField(forms.CharField):
    """A text of the file, for handlers only unless `help_text` says otherwise."""

    def __init__(self, *, rows: int = 4, **given: Any) -> None:
        usual: dict[str, Any] = {"label": _("Note"), "max_length": 4000}
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **(usual | given))


class RowField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """One row of the file, in the words that `words` gives for it."""

    def __init__(self, words: Callable[[Any], str], model: type[models.Model], **given: Any) -> None:
        self.words = words
        super().__init__(queryset=model._default_manager.none(), empty_label=CHOOSE[1], **given)

    def label_from_instance(self, obj: Any) -> str:
        return self.words(obj)


class RowsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """Some rows of the file, to tick."""

    def __init__(self, words: Callable[[Any], str], model: type[models.Model], **given: Any) -> None:
        self.words = words
        super().__init__(queryset=model._default_manager.none(), widget=forms.CheckboxSelectMultiple, **given)

    def label_from_instance(self, obj: Any) -> str:
        return self.words(obj)


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


def reason_choices(codes: Iterable[str]) -> list[tuple[str, str]]:
    return [CHOOSE, *((code, label_of("reason", code)) for code in codes)]  # type: ignore[list-item]  # lazy text


def code_choices(list_name: str) -> list[tuple[str, str]]:
    """What may be chosen today, in the reader's words."""
    return [(code, str(label)) for code, label in offered(list_name, timezone.localdate())]


def _dress(field: forms.Field) -> None:
    """The house's looks of a control."""
    widget = field.widget
    if isinstance(widget, (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)):
        widget.attrs.setdefault("class", "form-check-input")
    elif isinstance(widget, forms.Select):
        widget.attrs.setdefault("class", "form-select")
    elif not widget.is_hidden:
        widget.attrs.setdefault("class", "form-control")
