"""Planning an audit, its team, and access to records."""

import secrets
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.forms.audits.base import AuditForm
from audit.models import Audit
from audit.selectors.audits.detail import colleagues
from audit.selectors.standards.lists import standards_newest
from audit.services.audits.planning import Scope
from audit.services.audits.terms import term_end
from legitimacy.indicators.definitions import Pillar
from legitimacy.indicators.registry import indicators
from legitimacy.models import AuditGrant, Corps, User
from legitimacy.standings import PILLARS
from legitimacy.work_forms import DayField, HouseForm, TextField


class ScopeFields(forms.Form):
    """What is looked at, of when, and when it should begin."""

    title = forms.CharField(label=_("Name of the audit"), max_length=120)
    pillars = forms.MultipleChoiceField(
        label=_("Pillars"), required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )
    indicators = forms.MultipleChoiceField(
        label=_("Indicators"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": "8"}),
        help_text=_("Choose several with Ctrl or Cmd."),
    )
    published = forms.MultipleChoiceField(
        label=_("Published standards"), required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )
    standards = TextField(
        label=_("Other standards"), required=False, rows=3, max_length=700, help_text=_("One on a line.")
    )
    period_from = DayField(label=_("First day that is looked at"))
    period_to = DayField(label=_("Last day that is looked at"))
    planned_for = DayField(label=_("Should begin on"))
    why = TextField(
        label=_("Why this audit, now"), required=False, help_text=_("For the audit body; the corps does not read it.")
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("period_from"), given.get("period_to")
        if first and last and last < first:
            self.add_error("period_to", ValidationError(_("The last day lies before the first."), code="order"))
        others = (given.get("standards") or "").strip()
        named = given.get("pillars") or given.get("indicators") or given.get("published") or others
        if not named and not self.errors.get("pillars"):
            self.add_error(
                "pillars", ValidationError(_("Choose at least one pillar, indicator or standard."), code="scope")
            )
        return given

    def scope(self) -> Scope:
        given = self.cleaned_data
        names = ("title", "why", "pillars", "indicators", "period_from", "period_to", "planned_for")
        standards = "\n".join([*given.get("published", ()), *given["standards"].splitlines()])
        return Scope(standards=standards.strip(), **{name: given[name] for name in names})

    def scope_fill(self, register: str) -> None:
        """What can be chosen. A line of the standards that is the code of a published one becomes its box."""
        self.fields["pillars"].choices = pillar_choices()  # type: ignore[attr-defined]  # choice fields
        self.fields["indicators"].choices = indicator_choices()  # type: ignore[attr-defined]
        published = {each.code: str(each) for each in standards_newest([register])}
        if not published:
            del self.fields["published"]
            return
        self.fields["published"].choices = list(published.items())  # type: ignore[attr-defined]
        lines = self.initial.get("standards", "").splitlines()
        self.initial["published"] = [line for line in lines if line in published]
        self.initial["standards"] = "\n".join(line for line in lines if line not in published)


def pillar_choices() -> list[tuple[str, Any]]:
    return [(pillar.value, PILLARS[pillar]) for pillar in Pillar]


def indicator_choices() -> list[tuple[str, str]]:
    return [(one.code, f"{one.code} {one.name}") for one in indicators]


class PlanForm(HouseForm, ScopeFields):
    """A new audit of one corps."""

    key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    reasons = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput)
    lead = forms.TypedChoiceField(label=_("Lead"), coerce=int)

    def __init__(self, data: Any = None, *, corps: Corps, user: User, initial: dict[str, Any] | None = None) -> None:
        self.corps, self.user = corps, user
        today = timezone.localdate()
        usual = {
            "key": secrets.token_urlsafe(16),
            "planned_for": today + timedelta(days=30),
            "period_from": today.replace(year=today.year - 1, month=1, day=1),
            "period_to": today.replace(year=today.year - 1, month=12, day=31),
            "lead": user.pk,
        }
        super().__init__(data, initial=usual | (initial or {}))

    def fill(self) -> None:
        self.scope_fill(self.corps.register)
        self.people = {person.pk: person for person in colleagues(self.user, self.corps.register)}
        self.choices_set("lead", [(pk, str(person)) for pk, person in self.people.items()])


class ScopeForm(AuditForm, ScopeFields):
    """Another scope of an audit that was not sent."""

    def fill(self) -> None:
        self.scope_fill(self.audit.register)

    @staticmethod
    def start(audit: Audit, _row: Any) -> dict[str, Any]:
        names = ("title", "why", "pillars", "indicators", "standards", "period_from", "period_to", "planned_for")
        return {name: getattr(audit, name) for name in names}


class TeamForm(AuditForm):
    person = forms.TypedChoiceField(label=_("Auditor"), coerce=int)
    is_lead = forms.BooleanField(label=_("Leads the audit"), required=False)

    def fill(self) -> None:
        self.people = {person.pk: person for person in colleagues(self.user, self.audit.register)}
        self.choices_set("person", [(pk, str(person)) for pk, person in self.people.items()], blank=True)


class GrantForm(AuditForm):
    kind = forms.ChoiceField(label=_("Records"), widget=forms.RadioSelect, choices=AuditGrant.Kind.choices)
    reason = forms.ChoiceField(label=_("Why"), widget=forms.RadioSelect, choices=AuditGrant.Reason.choices)
    days = forms.IntegerField(label=_("For how many days"), min_value=1, initial=30)
    note = TextField(label=_("What you look for"), required=False, rows=3, max_length=400)

    def fill(self) -> None:
        today = timezone.localdate()
        longest = (term_end("records", today) - today).days
        days = self.fields["days"]
        if isinstance(days, forms.IntegerField):
            days.max_value = longest
            days.help_text = _("At most %(most)s; a second auditor can extend it.") % {"most": longest}
            days.widget.attrs["max"] = longest
        self.initial.setdefault("kind", AuditGrant.Kind.COMPLAINTS)


class StepForm(AuditForm):
    """A step of the audit; `note` is asked where the step needs one."""

    step = forms.CharField(max_length=24, widget=forms.HiddenInput)
    note = TextField(label=_("Note"), required=False, help_text=_("For the audit body; the corps does not read it."))
