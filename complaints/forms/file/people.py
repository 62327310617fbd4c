"""Forms about people: who handles the file, who may not, and which members of the police are meant."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from complaints.forms.file.base import FileForm, NoteField, ReasonField, RowField, RowsField, code_choices
from complaints.models import Allegation, Conflict, InvolvedMember
from complaints.rules import account_behind
from complaints.selectors.people import colleagues_of, handlers_of, shut_out_of
from complaints.services.assigning import Check, independence_check
from complaints.workflow.codes import categories
from legitimacy.members import member_by_number
from legitimacy.models import Member, User

TIES = {
    "same_unit": _("works in the same unit as a member of the police in this file"),
    "in_line": _("stands in the line of command of a member of the police in this file"),
    "earlier_involved": _("had an earlier part in the facts or in the file"),
    "open_file_with_complainant": _("handles another open file of the same complainant"),
}


def allegation_label(allegation: Allegation) -> str:
    category = categories().get(allegation.category)
    return f"{allegation.category} {category.label}" if category else allegation.category


def involved_label(involved: InvolvedMember) -> str:
    """A pseudonym, or what is known of them; never the sealed name."""
    if involved.member is not None:
        return str(involved.member.pseudonym)
    words = [str(involved.get_kind_display()), (involved.description or "")[:60], involved.unit, involved.vehicle]
    return ", ".join(word for word in words if word)


class AssignForm(FileForm):
    """Ties that the records show are ticked and locked; who assigns adds what else they know."""

    from_query = ("handler",)

    handler = forms.ChoiceField(label=_("Handler"), widget=forms.HiddenInput)
    same_unit = forms.BooleanField(required=False, label=TIES["same_unit"])
    in_line = forms.BooleanField(required=False, label=TIES["in_line"])
    earlier_involved = forms.BooleanField(required=False, label=TIES["earlier_involved"])
    open_file_with_complainant = forms.BooleanField(required=False, label=TIES["open_file_with_complainant"])
    note = NoteField(required=False, help_text=_("Needed with a tie: why nobody else can handle the file."))
    accept_ties = forms.BooleanField(
        required=False,
        label=_("Assign in spite of a tie"),
        help_text=_("The tie stays on record, and the file does not count as independently handled."),
    )

    def fill(self) -> None:
        self.choices_set("handler", [(str(person.pk), str(person)) for person in self.people])
        person = self.person
        if person is not None:
            self.ties_lock(independence_check(self.complaint, person))

    @cached_property
    def people(self) -> list[User]:
        return handlers_of(self.complaint)

    @property
    def person(self) -> User | None:
        """Who is to be assigned, as the form or its address says."""
        wanted = str(self.data.get("handler", "") if self.is_bound else self.initial.get("handler", ""))
        return next((person for person in self.people if str(person.pk) == wanted), None)

    def ties_lock(self, found: Check) -> None:
        for name in TIES:
            if getattr(found, name):
                self.fields[name].disabled = True
                self.initial[name] = True

    @property
    def ties(self) -> list[forms.BoundField]:
        return [self[name] for name in TIES]

    @property
    def check(self) -> Check:
        return Check(**{name: bool(self.cleaned_data[name]) for name in TIES})


class RecuseForm(FileForm):
    reason = ReasonField(("conflict", "workload", "other"))
    note = NoteField(required=False)


class ConflictForm(FileForm):
    person = forms.ChoiceField(label=_("Colleague"))
    reason = ReasonField(("conflict", "other"))
    note = NoteField(
        label=_("Why"), help_text=_("Committee P reads this, and so does who may let the colleague in again.")
    )

    def fill(self) -> None:
        others = [person for person in self.people if person.pk != self.user.pk]
        self.choices_set("person", [(str(person.pk), str(person)) for person in others])

    @cached_property
    def people(self) -> list[User]:
        return handlers_of(self.complaint)

    def chosen(self) -> User:
        return next(person for person in self.people if str(person.pk) == self.cleaned_data["person"])


class LiftConflictForm(FileForm):
    """Only those whom this person may let in again."""

    from_query = ("conflict",)

    conflict = RowField(lambda row: str(account_behind(row) or row.declared_at.date()), Conflict, label=_("Colleague"))
    note = NoteField(label=_("Why"), help_text=_("Committee P reads this, and it stands in the history of the file."))

    def fill(self) -> None:
        mine = [row.pk for row in shut_out_of(self.complaint, self.user) if row.may_lift]
        self.rows_set("conflict", self.complaint.conflicts.filter(pk__in=mine))


class InvolvedForm(FileForm):
    """Somebody else of the police whom the complaint is about."""

    description = NoteField(
        required=False, max_length=2000, label=_("Description"), help_text=_("Never a name: identify a member instead.")
    )
    unit = forms.CharField(required=False, max_length=80, label=_("Unit"))
    vehicle = forms.CharField(required=False, max_length=60, label=_("Vehicle"))
    allegations = RowsField(
        allegation_label, Allegation, required=False, label=_("Which alleged failings are about them")
    )

    def fill(self) -> None:
        self.rows_set("allegations", self.complaint.allegations)


class IdentifyForm(FileForm):
    """A member that the corps knows, by pseudonym or service number; or a new one with the name sealed apart."""

    from_query = ("involved",)

    involved = RowField(involved_label, InvolvedMember, label=_("Whom the complaint means"))
    pseudonym = forms.CharField(required=False, max_length=12, label=_("Pseudonym"))
    number = forms.CharField(
        required=False,
        max_length=40,
        label=_("Service number"),
        help_text=_("Finds a known member without showing a name. Kept sealed."),
    )
    is_new = forms.BooleanField(required=False, label=_("The member has no pseudonym yet: make one"))
    name = forms.CharField(required=False, max_length=120, label=_("Name"), help_text=_("Kept sealed."))
    unit = forms.CharField(required=False, max_length=80, label=_("Unit"))
    superior = forms.CharField(
        required=False,
        max_length=12,
        label=_("Pseudonym of the superior"),
        help_text=_("The line of command above a member is shut out of the file."),
    )
    account = forms.ChoiceField(
        required=False,
        label=_("Account of the member on this platform"),
        help_text=_("Known accounts are shut out of the file at once."),
    )

    def fill(self) -> None:
        self.rows_set("involved", self.complaint.involved.select_related("member"))
        self.choices_set("account", [(str(person.pk), str(person)) for person in self.colleagues])

    @cached_property
    def colleagues(self) -> list[User]:
        return colleagues_of(self.complaint)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["superior"] = self._member("superior", cleaned.get("superior", ""))
        cleaned["member"] = None
        if cleaned.get("pseudonym"):
            cleaned["member"] = self._member("pseudonym", cleaned["pseudonym"])
        elif not cleaned.get("is_new"):
            self._by_number(cleaned)
        return cleaned

    def _by_number(self, cleaned: dict[str, Any]) -> None:
        corps = self.complaint.corps
        if not cleaned.get("number"):
            self.add_error("pseudonym", _("Give a pseudonym or a service number, or ask for a new pseudonym."))
            return
        cleaned["member"] = member_by_number(corps, cleaned["number"]) if corps else None
        if cleaned["member"] is None:
            self.add_error("number", _("Nobody of the corps is known by this number. Ask for a new pseudonym."))

    def _member(self, field: str, pseudonym: str) -> Member | None:
        if not pseudonym:
            return None
        wanted = pseudonym.strip().upper()
        member = Member.objects.filter(corps=self.complaint.corps_id, pseudonym=wanted).first()
        if member is None:
            self.add_error(field, _("The corps has no member with this pseudonym."))
        return member

    def account_chosen(self) -> User | None:
        return next((one for one in self.colleagues if str(one.pk) == self.cleaned_data.get("account")), None)


class GrantForm(FileForm):
    """Why something sealed is opened."""

    reason = forms.ChoiceField(label=_("Why you need to know"))

    def fill(self) -> None:
        self.choices_set("reason", code_choices("grant"))


class CopyForm(GrantForm):
    """Why Committee P looks into a file that a corps holds; the corps reads both."""

    note = NoteField()
