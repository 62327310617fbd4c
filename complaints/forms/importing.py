"""A file of complaint records and how to read it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from legitimacy.access import can
from legitimacy.imports.errors import FileRefusedError
from legitimacy.imports.organisations import corps_named
from legitimacy.imports.record_mappings import RecordMapping, record_mapping_from, record_mappings_shipped
from legitimacy.models import Corps, Register, User

KIND = "complaints"
LARGEST = 20 * 1024 * 1024
OWN = ""


class ImportForm(forms.Form):
    """`mapping` chooses a shipped mapping; an uploaded one goes before it."""

    table = forms.FileField(
        label=_("File with complaints"),
        help_text=_("CSV, at most 20 MB. Nothing is stored before you have seen how it is read."),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty; export the table again.")},
        widget=forms.ClearableFileInput({"class": "form-control", "accept": ".csv,.txt,text/csv"}),
    )
    mapping = forms.ChoiceField(
        label=_("How the file is written"), required=False, widget=forms.Select({"class": "form-select"})
    )
    own_mapping = forms.FileField(
        label=_("Or a mapping of your own"),
        required=False,
        help_text=_("A TOML file: which column is what, and what its words mean."),
        widget=forms.ClearableFileInput({"class": "form-control", "accept": ".toml"}),
    )
    corps = forms.ModelChoiceField(
        label=_("Whose complaints are they?"),
        queryset=Corps.objects.none(),
        required=False,
        help_text=_("Only where the mapping does not say it."),
        widget=forms.Select({"class": "form-select"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.read: RecordMapping | None = None
        self.mapping_text = b""
        shipped = [(path.name, path.stem.replace("_", " ")) for path in record_mappings_shipped(KIND)]
        mapping = cast(forms.ChoiceField, self.fields["mapping"])
        corps = cast("forms.ModelChoiceField[Corps]", self.fields["corps"])
        mapping.choices = [(OWN, _("My own mapping, see below")), *shipped]
        allowed = [each.pk for each in Corps.objects.order_by("name") if can(user, "complaint.import", each)]
        corps.queryset = Corps.objects.filter(pk__in=allowed).order_by("name")
        if len(allowed) == 1:
            corps.initial = allowed[0]

    def clean_table(self) -> UploadedFile[Any]:
        table: UploadedFile[Any] = self.cleaned_data["table"]
        if (table.size or 0) > LARGEST:
            reason = _("The file is larger than %(most)s. Split it, or ask whoever runs this site to import it.")
            raise forms.ValidationError(reason, params={"most": filesizeformat(LARGEST)})
        return table

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        own: UploadedFile[Any] | None = cleaned.get("own_mapping")
        if own is None and not cleaned.get("mapping"):
            self.add_error("mapping", _("Choose a mapping, or upload your own."))
            return cleaned
        try:
            self.read = self._mapping(own, cleaned.get("mapping", ""))
        except FileRefusedError as error:
            self.add_error("own_mapping" if own else "mapping", str(error))
        else:
            self._corps_check(self.read, cleaned.get("corps"))
        return cleaned

    def _mapping(self, own: UploadedFile[Any] | None, chosen: str) -> RecordMapping:
        if own is not None:
            path = Path(own.name or "mapping.toml")
            self.mapping_text = own.read(LARGEST)
        else:
            path = next(path for path in record_mappings_shipped(KIND) if path.name == chosen)
            self.mapping_text = path.read_bytes()
        return record_mapping_from(self.mapping_text, path, KIND)

    def _corps_check(self, mapping: RecordMapping, chosen: Corps | None) -> None:
        """Nobody brings in files of a corps that is not theirs, whatever the mapping says."""
        named = corps_named(mapping)
        if mapping.organisation and named is None:
            named = Corps(register=Register(mapping.organisation["register"]))
        if named is None and chosen is None:
            self.add_error("corps", _("Choose whose complaints they are."))
        elif named is not None and not can(self.user, "complaint.import", named):
            where = "own_mapping" if self.cleaned_data.get("own_mapping") else "mapping"
            self.add_error(where, _("This mapping is for another corps than yours."))
