"""Forms of what people enter: a report by a colleague, a notice of a judgment, exposure of officers."""

import secrets
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from legitimacy.models import Corps
from legitimacy.work_forms import CHOOSE, DayField
from professionalism.forms.signals.base import HouseForm, TextField
from professionalism.models import ColleagueReport, OfficerExposure
from professionalism.selectors.signals.peers import quarters_ended

LARGEST_FILE = 200_000


class CorpsForm(HouseForm):
    """A form about one of the corps that somebody works for; asked only where there are several."""

    corps = forms.ChoiceField(label=_("Corps"))
    key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, files: Any = None, *, corps: Sequence[Corps]) -> None:
        self.known = {str(one.pk): one for one in corps}
        super().__init__(data, files, initial={"corps": next(iter(self.known), ""), "key": secrets.token_urlsafe(16)})

    def fill(self) -> None:
        self.choices_set("corps", [(key, str(one)) for key, one in self.known.items()])
        if len(self.known) == 1:
            self.fields["corps"].widget = forms.HiddenInput()

    @property
    def chosen(self) -> Corps:
        return self.known[self.cleaned_data["corps"]]


class ReportForm(CorpsForm):
    wanted = forms.CharField(
        max_length=40,
        label=_("Pseudonym or service number of the colleague"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    about = forms.ChoiceField(label=_("What is it about?"), choices=[CHOOSE, *ColleagueReport.About.choices])
    seen_on = DayField(past=True, label=_("When did you see it?"))
    text = TextField(
        rows=8, label=_("What did you see?"), help_text=_("Only what you saw or heard yourself. Name no citizen.")
    )


class JudgmentForm(CorpsForm):
    wanted = forms.CharField(
        max_length=40,
        label=_("Pseudonym or service number of the officer"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    on = DayField(past=True, label=_("Day of the judgment"))
    reference = forms.CharField(
        max_length=40, label=_("Number of the notice"), help_text=_("No name, no address: only the number.")
    )


class LinesForm(CorpsForm):
    """Lines of one quarter, pasted or in a file."""

    LINES_HELP: Any = ""

    quarter = forms.ChoiceField(label=_("Quarter"))
    lines = TextField(rows=8, max_length=LARGEST_FILE, required=False, label=_("Lines"))
    file = forms.FileField(required=False, label=_("CSV file"))

    def fill(self) -> None:
        super().fill()
        quarters = quarters_ended(timezone.localdate(), 8)[::-1]
        self.choices_set("quarter", [(str(one), str(one)) for one in quarters])
        self.fields["file"].widget.attrs["accept"] = ".csv,.txt"
        self.fields["lines"].help_text = self.LINES_HELP

    def clean(self) -> None:
        super().clean()
        given = self.cleaned_data
        upload = given.get("file")
        if upload is not None:
            if upload.size > LARGEST_FILE:
                self.add_error("file", ValidationError(_("This file is too large: send it in parts.")))
                return
            given["lines"] = _decoded(upload.read())
        if "\x00" in given.get("lines", ""):
            self.add_error("file", ValidationError(_("This is no text file. Save the sheet as CSV.")))
        elif not given.get("lines", "").strip():
            self.add_error("lines", ValidationError(_("Write lines, or choose a file.")))


class ExposureForm(LinesForm):
    LINES_HELP = _("One officer on a line: pseudonym or service number; group; count. Or choose a file.")
    field_order = ("corps", "quarter", "measure", "lines", "file", "key")

    measure = forms.ChoiceField(label=_("What is counted"), choices=OfficerExposure.Measure.choices)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
