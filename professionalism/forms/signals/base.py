"""What every form about a case has: the version that was read, and a key that tells a form sent twice."""

import secrets
from typing import Any

from django import forms

from legitimacy import work_forms
from legitimacy.models import User
from legitimacy.work_forms import LARGEST
from professionalism.forms.safe import numbers_refuse
from professionalism.models import SignalCase


class TextField(work_forms.TextField):
    """A text as long as reasons may be."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**({"max_length": 4000} | given))


class HouseForm(work_forms.HouseForm):
    """A form whose texts hold no national register number."""

    def clean(self) -> None:
        super().clean()
        numbers_refuse(self)


class CaseForm(HouseForm):
    """A form about one case. `row` is the key of the correction or report that it is about."""

    version = forms.IntegerField(min_value=1, max_value=LARGEST, widget=forms.HiddenInput)
    key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    row = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, case: SignalCase, user: User, row: Any = None,
                 initial: dict[str, Any] | None = None) -> None:  # fmt: skip
        self.case, self.user, self.about = case, user, row
        known = {"version": case.version, "key": secrets.token_urlsafe(16), "row": getattr(row, "pk", None) or ""}
        super().__init__(data, initial=known | (initial or {}))


class EmptyForm(CaseForm):
    """An action that asks nothing."""
