"""The form for a wave of a survey: the file, its codebook, and what the file does not say of itself."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluation.workflow.waves import LARGEST_ASKED, LARGEST_EFFECT, OLDEST, Mode
from legitimacy.imports.errors import FileRefusedError
from legitimacy.imports.mappings import MAPPINGS
from legitimacy.imports.record_mappings import RecordMapping, record_mapping_from, record_mapping_read
from legitimacy.work_forms import HouseForm

KIND = "survey"
LARGEST_FILE = 20_000_000
OWN = "own"
SHIPPED = (
    ("survey_ess5", gettext_lazy("answers to the questions of the European Social Survey")),
    ("survey_aggregates", gettext_lazy("aggregates, one row for each construct")),
    (OWN, gettext_lazy("a codebook of your own")),
)


class WaveForm(HouseForm):
    """`mapping` is the codebook with what the form says of the wave, once the form is valid."""

    table = forms.FileField(
        label=gettext_lazy("Table"),
        help_text=gettext_lazy(
            "CSV with one row per respondent, or aggregates; at most 20 MB. Rows are summed up while they are read and "
            "are not kept."
        ),
    )
    codebook = forms.ChoiceField(label=gettext_lazy("Codebook"), choices=SHIPPED, widget=forms.RadioSelect)
    own_codebook = forms.FileField(
        label=gettext_lazy("Your codebook (.toml)"),
        required=False,
        help_text=gettext_lazy("Which column is which question, the scales, missing codes and reversals."),
    )
    survey = forms.CharField(
        label=gettext_lazy("Name of the survey"),
        max_length=80,
        help_text=gettext_lazy("The same name for each wave, so that waves of one survey form a series."),
    )
    wave = forms.IntegerField(label=gettext_lazy("Year"), min_value=OLDEST)
    mode = forms.ChoiceField(label=gettext_lazy("How people were asked"), choices=Mode)
    wording = forms.CharField(
        label=gettext_lazy("Version of the questions"),
        max_length=20,
        help_text=gettext_lazy("Another version begins a new series."),
    )
    asked = forms.IntegerField(label=gettext_lazy("People asked"), required=False, min_value=1, max_value=LARGEST_ASKED)
    design_effect = forms.FloatField(
        label=gettext_lazy("Design effect"),
        required=False,
        min_value=0.1,
        max_value=LARGEST_EFFECT,
        localize=True,
        help_text=gettext_lazy("Without one 1.5 is used, or that of the weights where it is larger."),
    )

    def clean_table(self) -> Any:
        table = self.cleaned_data["table"]
        if table.size > LARGEST_FILE:
            raise ValidationError(_("The file is larger than 20 MB: hand in a smaller one."))
        return table

    def clean_wave(self) -> int:
        year: int = self.cleaned_data["wave"]
        if year > timezone.localdate().year:
            raise ValidationError(_("This year has not come yet."))
        return year

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                cleaned["mapping"] = self._mapping(cleaned)
            except FileRefusedError as error:
                self.add_error("own_codebook" if cleaned["codebook"] == OWN else "codebook", error.reason)
        return cleaned

    def _mapping(self, cleaned: dict[str, Any]) -> RecordMapping:
        """The codebook; it never names another corps than that of the reader."""
        if cleaned["codebook"] == OWN:
            given = cleaned["own_codebook"]
            if given is None:
                raise FileRefusedError(Path("codebook"), _("choose the file of your codebook."))
            name = Path(Path(given.name or "").name[-100:] or "codebook.toml")
            mapping = record_mapping_from(given.read(), name, KIND)
        else:
            mapping = record_mapping_read(MAPPINGS / f"{cleaned['codebook']}.toml", KIND)
        wave = dict(mapping.own["wave"])
        wave |= {name: cleaned[name] for name in ("survey", "mode", "wording")} | {"wave": str(cleaned["wave"])}
        wave |= {name: cleaned[name] for name in ("asked", "design_effect") if cleaned[name] is not None}
        source = mapping.source if cleaned["codebook"] == OWN else cleaned["survey"]
        return replace(mapping, organisation={}, source=source, own=mapping.own | {"wave": wave})
