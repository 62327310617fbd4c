"""Adding files, and opening an original."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from complaints.workflow.codes import offered
from legitimacy.attachments.kinds import ACCEPT

MOST_AT_ONCE = 10


class FilesInput(forms.ClearableFileInput):
    """A file field in which several files can be chosen."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files. What each of them is, is decided when it is taken."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"multiple": True, "accept": ACCEPT, "class": "form-control", "aria-describedby": "evidence-help"}
        super().__init__(widget=FilesInput(attrs=attrs), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[bytes]]":
        given: Sequence[Any] = data if isinstance(data, list | tuple) else [data]
        chosen = [upload for upload in given if upload]
        if self.required and not chosen:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(chosen) > MOST_AT_ONCE:
            sentence = ngettext("Choose %(most)s file at once.", "Choose at most %(most)s files at once.", MOST_AT_ONCE)
            raise forms.ValidationError(sentence % {"most": MOST_AT_ONCE}, code="too_many")
        return chosen


class UploadForm(forms.Form):
    """Files to add. Used by handlers and in the complainant's mailbox."""

    evidence = FilesField(label=_("Files"), error_messages={"required": _("Choose at least one file.")})

    @property
    def largest(self) -> str:
        return filesizeformat(settings.ATTACHMENT_LARGEST)


class OriginalForm(forms.Form):
    """Why somebody needs the original; the reason stands on the trail."""

    reason = forms.ChoiceField(
        label=_("Why do you need the original?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason.")},
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = offered("grant", on)  # type: ignore[attr-defined]  # a ChoiceField
