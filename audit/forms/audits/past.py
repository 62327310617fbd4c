"""An audit from before the software."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from audit.services.audits.past import PastAuditText
from legitimacy.work_forms import DayField, HouseForm


class PastAuditForm(HouseForm):
    """Who audited, what, when."""

    body = forms.CharField(label=_("Who audited"), max_length=120, help_text=_("Such as the Committee P."))
    title = forms.CharField(label=_("Name of the audit"), max_length=120)
    begun_on = DayField(label=_("Begun on"), required=False, past=True)
    reported_on = DayField(label=_("Reported on"), past=True, help_text=_("Everybody can read this day."))
    link = forms.CharField(
        label=_("Link to what was published"),
        required=False,
        max_length=300,
        validators=[URLValidator(schemes=["http", "https"], message=_("Give a whole address, such as https://…"))],
        widget=forms.URLInput,
        help_text=_("Only where everybody may read it: it stands on the page of the corps."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("begun_on"), given.get("reported_on")
        if first and last and last < first:
            self.add_error("reported_on", ValidationError(_("The report lies before the beginning."), code="order"))
        return given

    def text(self) -> PastAuditText:
        return PastAuditText(**self.cleaned_data)
