"""Forms of staff counts: a file, a pasted table, every cell by hand, and the steps of a return."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from diversity.workflow.cells import CellKey, Cells, Count, label_of, rows_of
from diversity.workflow.staffing import LARGEST, LISTS, OF_A_YEAR, PARTS, PROTECTED, Part
from legitimacy.imports.numbers import NumberError, number_read
from legitimacy.models import Region
from legitimacy.work_forms import DayField, HouseForm, TextField

LARGEST_FILE = 5_000_000
LONGEST_TEXT = 500_000
HEADS, FTE = "h", "f"


class SeenForm(HouseForm):
    """A step of one return: `seen` is what the page showed."""

    seen = forms.CharField(max_length=32, required=False, widget=forms.HiddenInput)


class TableForm(SeenForm):
    """What both tables ask: the day, where the table does not say it itself."""

    day = DayField(
        past=True,
        required=False,
        label=gettext_lazy("Day of the counts"),
        help_text=gettext_lazy(
            "Only needed where the table has no column for it; for counts of a year its 31 December."
        ),
    )


class UploadForm(TableForm):
    table = forms.FileField(
        label=gettext_lazy("Table"),
        help_text=gettext_lazy("An Excel (.xlsx) or CSV file with the columns of the template; at most 5 MB."),
    )

    def clean_table(self) -> Any:
        table = self.cleaned_data["table"]
        if table.size > LARGEST_FILE:
            raise ValidationError(_("The file is larger than 5 MB: hand in a smaller one."))
        return table


class PasteForm(TableForm):
    text = TextField(
        rows=12,
        max_length=LONGEST_TEXT,
        label=gettext_lazy("Table"),
        help_text=gettext_lazy("Copy the rows in your spreadsheet, with their titles, and paste them here."),
    )


class SubmitForm(SeenForm):
    explanation = TextField(
        rows=3,
        required=False,
        label=gettext_lazy("Explanation"),
        help_text=gettext_lazy("Why figures that look unlikely are right. Name nobody."),
    )


class SendBackForm(SeenForm):
    note = TextField(rows=3, label=gettext_lazy("What must be corrected"), help_text=gettext_lazy("Name nobody."))


class AreaForm(HouseForm):
    area = forms.ModelChoiceField(Region.objects.none(), label=gettext_lazy("Area from which you recruit"))
    valid_from = DayField(label=gettext_lazy("From which day on"))

    def __init__(self, *args: Any, areas: Any, **kwargs: Any) -> None:
        self.areas = areas
        super().__init__(*args, **kwargs)

    def fill(self) -> None:
        field = self.fields["area"]
        field.queryset = self.areas  # type: ignore[attr-defined]
        field.label_from_instance = lambda area: f"{area.display_name} ({area.get_kind_display()})"  # type: ignore[attr-defined]


class NumberField(forms.CharField):
    """A number of 0 or more as people write it; `whole` for people, else at most two decimals. Empty is not counted."""

    def __init__(self, *, whole: bool, **given: Any) -> None:
        self.whole = whole
        look = {"class": "form-control", "inputmode": "numeric" if whole else "decimal", "size": "6"}
        super().__init__(required=False, max_length=20, widget=forms.TextInput(look), **given)

    def clean(self, value: Any) -> int | Decimal | None:
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        try:
            number = number_read(text, decimal="", whole=self.whole)
        except NumberError as error:
            raise ValidationError(error.reason) from None
        if not 0 <= number <= LARGEST:
            raise ValidationError(_("Write a number from 0 to %(most)d.") % {"most": LARGEST})
        return int(number) if self.whole else Decimal(repr(number)).quantize(Decimal("0.01"))


@dataclass(frozen=True, slots=True)
class Block:
    """One part and framework of the form: titles of its columns, rows of bound fields, and sums under the columns."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Any, ...]], ...]
    sums: tuple[str, ...]


class CellsForm(SeenForm):
    """Every cell of a kind. What is hidden from everybody is typed anew, never shown."""

    day = DayField(past=True, label=gettext_lazy("Day of the counts"))

    def __init__(self, *args: Any, kind: str, stood: Cells, day: date | None, fixed: bool, **kwargs: Any) -> None:
        self.kind, self.stood, self.places = kind, stood, rows_of(kind)
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = day
        if fixed:
            self.fields["day"].disabled = True
        if kind in OF_A_YEAR:
            self.fields["day"].help_text = _("31 December of the year that is counted.")

    def fill(self) -> None:
        for number, place in enumerate(self.places):
            count = None if self.kind in PROTECTED else self.stood.get(place)
            who = label_of(self.kind, place)
            label = _("%(who)s: people") % {"who": who}
            self.fields[f"{HEADS}{number}"] = NumberField(
                whole=True, label=label, initial=count.heads if count else None
            )
            if PARTS[self.kind][place.part].has_fte:
                fte = number_format(count.fte) if count and count.fte is not None else None
                label = _("%(who)s: full-time equivalents") % {"who": who}
                self.fields[f"{FTE}{number}"] = NumberField(whole=False, label=label, initial=fte)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for number, _place in enumerate(self.places):
            heads, fte = f"{HEADS}{number}", f"{FTE}{number}"
            if cleaned.get(fte) is not None and cleaned.get(heads) is None and heads not in self.errors:
                self.add_error(heads, _("Fill this in too; 0 where there were none."))
        return cleaned

    def cells(self) -> Cells:
        """What was entered; cells that are empty or wrong are left out."""
        found: Cells = {}
        for number, place in enumerate(self.places):
            heads = self.cleaned_data.get(f"{HEADS}{number}")
            if heads is not None:
                found[place] = Count(heads, self.cleaned_data.get(f"{FTE}{number}"))
        return found

    def blocks(self) -> list[Block]:
        """The form as tables, with sums of what stands in it now."""
        cells = self.cells() if self.is_bound and hasattr(self, "cleaned_data") else self._shown()
        numbers = {place: number for number, place in enumerate(self.places)}
        groups: dict[tuple[str, str], list[CellKey]] = {}
        for place in self.places:
            groups.setdefault((place.part, place.framework), []).append(place)
        return [self._block(part, places, cells, numbers) for (part, _framework), places in groups.items()]

    def _block(self, part: str, places: list[CellKey], cells: Cells, numbers: dict[CellKey, int]) -> Block:
        rule = PARTS[self.kind][part]
        codes = list(LISTS.lists[rule.groups]) if rule.groups else [""]
        words = [LISTS.label_of(rule.groups, code) if code else _("people") for code in codes]
        columns = [
            text for word in words for text in ([word, _("%(who)s, FTE") % {"who": word}] if rule.has_fte else [word])
        ]
        rows: dict[str, list[Any]] = {}
        for place in places:
            label = LISTS.label_of(rule.keys, place.key) if place.key else str(Part(part).label)
            names = [f"{HEADS}{numbers[place]}", *([f"{FTE}{numbers[place]}"] if rule.has_fte else [])]
            rows.setdefault(label, []).extend(self[name] for name in names)
        title = str(Part(part).label)
        if places[0].framework:
            title = f"{title}, {LISTS.label_of('framework', places[0].framework)}"
        sums = _sums(codes, places, cells, has_fte=rule.has_fte)
        return Block(title, tuple(columns), tuple((label, tuple(fields)) for label, fields in rows.items()), sums)

    def _shown(self) -> Cells:
        return {} if self.kind in PROTECTED else self.stood


def _sums(codes: Iterable[str], places: Iterable[CellKey], cells: Cells, *, has_fte: bool) -> tuple[str, ...]:
    found = []
    for code in codes:
        counts = [cells[place] for place in places if place.group == code and place in cells]
        found.append(number_format(sum(count.heads for count in counts)) if counts else "")
        if has_fte:
            told = [count.fte for count in counts if count.fte is not None]
            found.append(number_format(sum(told)) if told else "")
    return tuple(found)
