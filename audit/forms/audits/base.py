"""What every form of an audit has: the version that was read, and a key that tells a form sent twice."""

import secrets
from typing import Any

from django import forms

from audit.models import Audit
from legitimacy.models import User
from legitimacy.work_forms import LARGEST, HouseForm


class AuditForm(HouseForm):
    """A form about one audit. `row` is the key of the finding, recommendation, access or person that it is about."""

    version = forms.IntegerField(min_value=1, max_value=LARGEST, widget=forms.HiddenInput)
    key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    row = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, files: Any = None, *, audit: Audit, user: User, row: Any = None,
                 initial: dict[str, Any] | None = None) -> None:  # fmt: skip
        self.audit, self.user, self.about = audit, user, row
        known = {"version": audit.version, "key": secrets.token_urlsafe(16), "row": getattr(row, "pk", None)}
        super().__init__(data, files, initial=known | (initial or {}))


class EmptyForm(AuditForm):
    """An action that asks nothing."""
