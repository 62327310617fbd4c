"""What the forms share: the version that was read, fields in groups, and plain sentences for what is no number."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from legitimacy.indicators.periods import Period
from legitimacy.models import Subject, User
from legitimacy.numbers import period_text
from professionalism.services.training import FaultError
from professionalism.workflow.training import LARGEST

QUARTERS_OFFERED = 13
Group = tuple[Any, list[forms.BoundField]]


def words_lazy(text: Any, **words: Any) -> Any:
    """A translated text with its words, both in the language of who reads it later."""
    return lazy(lambda: str(text) % words, str)()


class NumberField(forms.IntegerField):
    """People or things: a whole number of 0 or more."""

    def __init__(self, *, most: int = LARGEST, **given: Any) -> None:
        sentence = words_lazy(_("Write a whole number from 0 to %(most)d."), most=most)
        faults = dict.fromkeys(("invalid", "min_value", "max_value"), sentence)
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 12})
        super().__init__(min_value=0, max_value=most, widget=widget, error_messages=faults, **given)


class HoursField(forms.DecimalField):
    """Hours or study credits, to one decimal."""

    def __init__(self, **given: Any) -> None:
        sentence = _("Write a number of 0 or more, with one decimal at most.")
        names = ("invalid", "min_value", "max_digits", "max_decimal_places", "max_whole_digits")
        super().__init__(
            min_value=0, max_digits=6, decimal_places=1, localize=True,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "maxlength": 12}),
            error_messages=dict.fromkeys(names, sentence), **given,
        )  # fmt: skip


class DayField(forms.DateField):
    def __init__(self, **given: Any) -> None:
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **given)


class RecordForm(forms.Form):
    """A form about one record, new where it has no key yet. `subject` is the corps or school that fills it in.

    Subclasses name their groups of fields, say what stands in a record, and hand what was given to a service.
    """

    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    groups_named: Sequence[tuple[Any, Sequence[str]]] = ()

    def __init__(self, data: Any = None, *, record: Any, subject: Subject) -> None:
        self.record, self.subject = record, subject
        initial = {"version": record.version} | (self.told(record) if record.pk else self.proposed())
        super().__init__(data, initial=initial)
        self.fill()

    def fill(self) -> None:
        """Choices and fields that depend on the record and on whose it is."""

    def told(self, record: Any) -> dict[str, Any]:
        """What stands in a record, by field."""
        return {name: getattr(record, name) for name in type(self).base_fields if hasattr(record, name)}

    def proposed(self) -> dict[str, Any]:
        """What a new record begins with."""
        return {}

    def store(self, actor: User) -> None:
        """Hand the values to the service. FaultError where it refuses."""

    def save(self, actor: User) -> bool:
        """Store what was given; False with the fault at its cell where it is refused."""
        if not self.is_valid():
            return False
        try:
            self.store(actor)
        except FaultError as fault:
            self.add_error(fault.field if fault.field in self.fields else None, fault.reason)
        return not self.errors

    @property
    def groups(self) -> list[Group]:
        """Fields under their headings; what no group names comes first."""
        named = {name for _title, names in self.groups_named for name in names}
        rest = [field for field in self if field.name not in named]
        chosen = [(title, [self[name] for name in names if name in self.fields]) for title, names in self.groups_named]
        return [("", rest), *((title, fields) for title, fields in chosen if fields)]

    @property
    def seen(self) -> int:
        return self.cleaned_data.get("version") or 0

    def choices_set(self, name: str, choices: Iterable[tuple[Any, Any]], *, blank: Any = None) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [*([("", blank)] if blank is not None else []), *choices]

    def values(self, *names: str) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


def quarters_offered(own: str = "") -> list[tuple[str, str]]:
    """The running quarter and those before it, newest first, and the one that a record has."""
    newest = Period.containing(timezone.localdate())
    offered = [str(newest.shift(-back)) for back in range(QUARTERS_OFFERED)]
    if own and own not in offered:
        offered.append(own)
    return [(text, period_text(text)) for text in offered]


def days_offered(own: date | None = None) -> list[tuple[str, date]]:
    """Last days of quarters that are over, newest first, and the one that a record has."""
    newest = Period.containing(timezone.localdate()).previous
    offered = [newest.shift(-back).end for back in range(QUARTERS_OFFERED)]
    if own and own not in offered:
        offered.append(own)
    return [(day.isoformat(), day) for day in offered]
