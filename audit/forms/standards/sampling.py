"""Drawing a sample, reading it, closing it and taking it back."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.forms.standards.assessing import StartForm
from audit.forms.standards.controls import LevelField, NoteField, VersionField
from audit.forms.standards.frames import LARGEST, ListRefusedError, frame_read
from audit.models import Reading, SampleItem, Standard
from audit.services.standards.reading import ItemAnswer
from audit.services.standards.sampling import register_items
from audit.workflow.standards.codes import ITEM_LEVELS, Frame, FrameSource, SampleFault
from audit.workflow.standards.drawing import FrameItem

FULL, CHOSEN = "full", "chosen"
DUE_AFTER = timedelta(days=120)


class DrawForm(StartForm):
    """`items` holds the list once the form is valid."""

    source = forms.ChoiceField(
        label=_("Where does the list come from?"),
        choices=FrameSource.choices,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
    )
    table = forms.FileField(
        label=_("File with the list"),
        required=False,
        help_text=_("CSV with a first row that names the columns, at most 20 MB."),
        widget=forms.ClearableFileInput(attrs={"class": "form-control", "accept": ".csv,.txt,text/csv"}),
    )
    pasted = forms.CharField(
        label=_("Or paste it"),
        required=False,
        max_length=2_000_000,
        help_text=_("With the same first row; columns separated by a comma, a semicolon or a tab."),
        widget=forms.Textarea(attrs={"rows": 5, "class": "form-control", "spellcheck": "false"}),
    )
    made = forms.ChoiceField(
        label=_("What is on the list?"),
        choices=[(FULL, _("everything of these quarters")), (CHOSEN, _("items that the corps chose"))],
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
    )
    size = forms.IntegerField(
        label=_("Number of items"),
        required=False,
        min_value=2,
        max_value=10_000,
        help_text=_("Leave empty to follow the plan of the standard."),
        widget=forms.NumberInput(attrs={"class": "form-control"}),
    )

    def __init__(self, *args: Any, standards: list[Standard], **kwargs: Any) -> None:
        super().__init__(*args, standards=standards, **kwargs)
        del self.fields["subject"]
        self.items: list[FrameItem] = []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("made") == CHOSEN:
            self.add_error(
                "made",
                _("A sample that the corps chose itself is not valid. Ask for the full list; the draw is made here."),
            )
        if not self.errors:
            try:
                self.items = self._read(cleaned)
            except ListRefusedError as error:
                self.add_error("pasted" if cleaned["source"] == FrameSource.PASTE else "table", str(error))
        return cleaned

    def _read(self, cleaned: dict[str, Any]) -> list[FrameItem]:
        kind = Frame(cleaned["standard"].sample_frame)
        if cleaned["source"] == FrameSource.REGISTER:
            first, last = self.span
            found = register_items(kind=kind, corps=cleaned["corps"], period_from=first, period_to=last)
            if not found:
                self.add_error("source", _("No register here holds such records of this corps in these quarters."))
            return found
        if cleaned["source"] == FrameSource.PASTE:
            if not cleaned.get("pasted", "").strip():
                raise ListRefusedError(_("Paste the list here."))
            return frame_read(kind=kind, chunks=[cleaned["pasted"].encode()], name="list.csv")
        table = cleaned.get("table")
        if table is None:
            raise ListRefusedError(_("Choose a file."))
        if table.size > LARGEST:
            raise ListRefusedError(_("The file is larger than 20 MB. Draw for fewer quarters."))
        return frame_read(kind=kind, chunks=table.chunks(), name=table.name or "list.csv")


class ReadingForm(forms.Form):
    """Controls `level_<item>_<criterion>` and `remark_<item>`. `asked` are the criteria of each item."""

    def __init__(
        self,
        *args: Any,
        items: list[SampleItem],
        asked: dict[int, list[str]],
        readings: dict[int, Reading],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.items, self.asked = items, asked
        for item in items:
            known = readings.get(item.pk)
            for code in asked[item.pk]:
                name = f"level_{item.pk}_{code}"
                self.fields[name] = LevelField(ITEM_LEVELS, code)
                self.initial[name] = known.levels.get(code, "") if known else ""
            self.fields[f"remark_{item.pk}"] = NoteField(_("Remark"), rows=1, most=1000)
            self.initial[f"remark_{item.pk}"] = known.remark if known else ""

    @property
    def answers(self) -> dict[int, ItemAnswer]:
        return {
            item.pk: ItemAnswer(
                {
                    code: level
                    for code in self.asked[item.pk]
                    if (level := self.cleaned_data.get(f"level_{item.pk}_{code}"))
                },
                self.cleaned_data.get(f"remark_{item.pk}") or "",
            )
            for item in self.items
        }


class CloseForm(forms.Form):
    """Who sees to what does not pass, and by when."""

    version = VersionField()
    owner = forms.CharField(
        label=_("Who in the corps will see to it"),
        max_length=120,
        help_text=_("Function, not a name"),
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    due_on = forms.DateField(
        label=_("By when"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("due_on", timezone.localdate() + DUE_AFTER)


class RejectForm(forms.Form):
    version = VersionField()
    fault = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=SampleFault.choices,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
    )
