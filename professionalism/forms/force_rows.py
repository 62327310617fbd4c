"""Rows of the form for the use of force: officers, citizens and applications, as many as there were.

A row is known by its place. Places come from the page, so that a form that is sent twice writes the same rows.
"""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from professionalism.forms.force_fields import CHOOSE, NOTHING, PlainForm
from professionalism.models import ForceCitizen, ForceIncident
from professionalism.models.force import Harm, YesNo
from professionalism.selectors.force_checking import level_fault
from professionalism.services.force_drafting import member_found
from professionalism.workflow.force_codes import offered

MOST_ROWS = 60
PLACE = re.compile(r"(officers|citizens|applications)-(\d{1,3})-place")


class RowForm(PlainForm):
    """One row. `is_blank` when nothing was filled in; `values` are the columns it brings."""

    place = forms.IntegerField(min_value=1, max_value=999, widget=forms.HiddenInput)
    remove = forms.BooleanField(label=_("Remove this row"), required=False)
    keeps_blank = False

    def __init__(
        self, data: Any = None, *, incident: ForceIncident, kind: str, place: int, initial: Mapping[str, Any]
    ) -> None:
        self.incident, self.kind, self.row_place = incident, kind, place
        super().__init__(data, prefix=f"{kind}-{place}", initial={"place": place, **initial})
        self.fields["remove"] = self.fields.pop("remove")  # last in the row
        self.fill()

    def fill(self) -> None:
        """Choices that depend on the report."""

    @property
    def is_removed(self) -> bool:
        return self.is_bound and bool(self.data.get(self.add_prefix("remove")))

    @property
    def is_blank(self) -> bool:
        names = [name for name in self.fields if name not in ("place", "remove")]
        return not self.keeps_blank and not any(str(self.data.get(self.add_prefix(name), "")).strip() for name in names)

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in ("place", "remove")}

    def choices_set(self, name: str, choices: list[tuple[Any, Any]], first: tuple[str, object] = CHOOSE) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [first, *choices]

    @property
    def today(self) -> Any:
        return self.incident.happened_on or timezone.localdate()


class OfficerRow(RowForm):
    mandatory = frozenset({"member"})
    member = forms.CharField(
        label=_("Service number or pseudonym"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_member(self) -> Any:
        text: str = self.cleaned_data["member"]
        found = member_found(self.incident.corps, text)
        if found is None:
            raise ValidationError(_("Nobody in your corps has this number or pseudonym. Check it, or remove the row."))
        return found


class CitizenRow(RowForm):
    """Nothing here names a person. A row in which nothing is noted is a citizen too."""

    keeps_blank = True
    age_band = forms.ChoiceField(label=_("Age, as it seemed"), required=False)
    sex = forms.ChoiceField(label=_("Sex, as it seemed"), required=False, choices=[NOTHING, *ForceCitizen.Sex.choices])
    is_intoxicated = forms.ChoiceField(label=_("Seemed intoxicated"), required=False)
    is_distressed = forms.ChoiceField(label=_("Seemed in mental distress"), required=False)

    def fill(self) -> None:
        self.choices_set("age_band", offered("age_band", self.today), NOTHING)
        for name in ("is_intoxicated", "is_distressed"):
            self.choices_set(name, [(YesNo.YES, YesNo.YES.label), (YesNo.NO, YesNo.NO.label)], NOTHING)
            known = self.initial.get(name)
            self.initial[name] = "" if known is None else (YesNo.YES if known else YesNo.NO)

    def values(self) -> dict[str, Any]:
        answers = {YesNo.YES.value: True, YesNo.NO.value: False}
        state = {name: answers.get(self.cleaned_data.get(name, "")) for name in ("is_intoxicated", "is_distressed")}
        return super().values() | state


class ApplicationRow(RowForm):
    mandatory = frozenset({"level", "means"})
    level = forms.TypedChoiceField(label=_("Level of force"), required=False, coerce=int, empty_value=None)
    means = forms.ChoiceField(label=_("Means"), required=False)
    officer = forms.TypedChoiceField(label=_("By which officer"), required=False, coerce=int, empty_value=None)
    citizen = forms.TypedChoiceField(label=_("On which citizen"), required=False, coerce=int, empty_value=None)
    worked = forms.ChoiceField(label=_("Did it work?"), required=False, choices=[NOTHING, *YesNo.choices])

    def fill(self) -> None:
        self.choices_set("level", [(code, f"{code}: {label}") for code, label in offered("level", self.today)])
        self.choices_set("means", offered("means", self.today))
        officers = [(row.pk, f"{row.order}. {row.member or ''}") for row in self.incident.officers.all()]
        citizens = [(row.pk, _("Citizen %(number)s") % {"number": row.order}) for row in self.incident.citizens.all()]
        self.choices_set("officer", officers, NOTHING)
        self.choices_set("citizen", citizens, NOTHING)

    @property
    def is_blank(self) -> bool:
        """Who and on whom stand in a new row beforehand."""
        return not any(self.data.get(self.add_prefix(name)) for name in ("level", "means"))

    def clean(self) -> dict[str, Any]:
        found = dict(self.cleaned_data)
        if found.get("level") is None and "level" in found:
            self.add_error("level", _("Choose a level."))
        elif found.get("means") and "level" in found:
            wrong = level_fault(found["level"], found["means"])
            if wrong:
                self.add_error("level", wrong)
        return found

    def values(self) -> dict[str, Any]:
        found = super().values()
        return found | {"officer_id": found.pop("officer", None), "citizen_id": found.pop("citizen", None)}


class CareRow(RowForm):
    """Injury and care of somebody who stands in the report already."""

    keeps_blank = True
    harm = forms.ChoiceField(label=_("Injury"), required=False, choices=Harm.choices)
    care = forms.ChoiceField(label=_("Care"), required=False)

    def fill(self) -> None:
        self.choices_set("care", offered("care", self.today), NOTHING)
        del self.fields["remove"]

    def values(self) -> dict[str, Any]:
        found = super().values()
        return found if found.get("harm") else {"care": found.get("care", "")}
