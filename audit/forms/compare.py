"""The form to begin the limits of a trend anew, or to take that back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from audit.services.compare.rebases import SHORTEST_REASON, reason_limit


class RebaseForm(forms.Form):
    """`seen` is the id of the newest decision that the person had before them; 0 for none."""

    from_period = forms.ChoiceField(
        label=_("From which period"), choices=(), widget=forms.Select(attrs={"class": "form-select"})
    )
    reason = forms.CharField(
        label=_("Why"),
        min_length=SHORTEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control", "aria-describedby": "reason-help"}),
        help_text=_("What changed in how the work is done or recorded. Everybody who sees the trend reads it."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, periods: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_period"].choices = periods  # type: ignore[attr-defined]
        self.fields["reason"].max_length = reason_limit()  # type: ignore[attr-defined]
        self.fields["reason"].widget.attrs["maxlength"] = reason_limit()


class WithdrawForm(forms.Form):
    """Taking a decision back needs a reason too."""

    rebase = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Why is it taken back"), min_length=SHORTEST_REASON, max_length=reason_limit())
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
