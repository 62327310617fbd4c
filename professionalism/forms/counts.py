"""The form for one month of counts: a row for each category, a whole number for each kind."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from legitimacy.imports.operations.checking import LARGEST, Count, Key, following, known_from
from professionalism.workflow.sheets import Sheet


def field_name(kind: str, category: str) -> str:
    return f"{kind}-{category}"


class CountsForm(forms.Form):
    """`counts` is what was entered, by kind and category; empty cells are not counted, never zero."""

    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(self, *args: Any, sheet: Sheet, month: date, stood: Mapping[Key, Count], today: date) -> None:
        super().__init__(*args)
        self.sheet, self.month, self.stood = sheet, month, stood
        self.categories = sheet.categories(month)
        self.end = following(month) - timedelta(days=1)
        self.kinds = [kind for kind in sheet.kinds if known_from(kind, self.end) <= today]
        for category, label in self.categories.items():
            for kind in self.kinds:
                count = stood.get((kind, category, month))
                self.fields[field_name(kind, category)] = forms.IntegerField(
                    label=f"{label}: {sheet.kinds[kind]}",
                    required=False,
                    min_value=0,
                    max_value=LARGEST,
                    initial=count.count if count else None,
                    widget=forms.NumberInput({"class": "form-control", "inputmode": "numeric"}),
                )

    @property
    def later(self) -> list[tuple[object, date]]:
        """Kinds that cannot be known yet, each with the day from which they can."""
        waiting = [kind for kind in self.sheet.kinds if kind not in self.kinds]
        return [(self.sheet.kinds[kind], known_from(kind, self.end)) for kind in waiting]

    @property
    def rows(self) -> list[tuple[object, list[tuple[object, Any]]]]:
        """Label of each category, with short title and bound field of each kind."""
        return [
            (label, [(self.sheet.kinds[kind], self[field_name(kind, category)]) for kind in self.kinds])
            for category, label in self.categories.items()
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for category in self.categories:
            filled = {kind: cleaned.get(field_name(kind, category)) for kind in self.kinds}
            given = any(number is not None for number in filled.values())
            for kind, number in filled.items():
                name = field_name(kind, category)
                if number is not None or name in self.errors:
                    continue
                if (kind, category, self.month) in self.stood:
                    self.add_error(name, _("This was entered before: correct the number, it cannot be emptied."))
                elif given and kind in self.sheet.together:
                    self.add_error(name, _("Fill this in too; 0 where there were none."))
        return cleaned

    def counts(self) -> dict[tuple[str, str], int]:
        numbers = {
            (kind, category): self.cleaned_data.get(field_name(kind, category))
            for category in self.categories
            for kind in self.kinds
        }
        return {key: number for key, number in numbers.items() if number is not None}

    def refuse(self, reasons: Mapping[Key, str]) -> None:
        """Show what the service refused, each at its field."""
        for (kind, category, _month), reason in reasons.items():
            name = field_name(kind, category)
            self.add_error(name if name in self.fields else None, reason)
