"""Accounts that may handle a file."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from complaints.models import Complaint, Conflict
from complaints.rules import account_behind
from complaints.workflow.routing import CORPS, MAYOR
from legitimacy.access import Person, can
from legitimacy.models import Membership, Role, User
from legitimacy.models.members import user_lookup


def handlers_of(complaint: Complaint) -> list[User]:
    """Who handles files of the body that holds this one and is not shut out of it, by name."""
    today = timezone.localdate()
    valid = Q(valid_from__lte=today) & (Q(valid_to=None) | Q(valid_to__gte=today)) & Q(user__is_active=True)
    if complaint.holder == CORPS:
        role = Q(role=Role.COMPLAINTS_OFFICER, corps=complaint.corps_id)
    else:
        bodies = [complaint.holder, ""] if complaint.holder == MAYOR else [complaint.holder]
        authority = Q(role=Role.AUTHORITY, corps=complaint.corps_id, body__in=bodies)
        role = Q(role=Role.INDEPENDENT_HANDLER, body=complaint.holder, corps=None) | authority
    found = Membership.objects.filter(valid, role, register=complaint.register).select_related("user")
    people = {membership.user_id: membership.user for membership in found}
    shut_out = set(complaint.conflicts.values_list("user_lookup", flat=True))
    free = [person for person in people.values() if user_lookup(person.pk) not in shut_out]
    return sorted(free, key=lambda person: (str(person).casefold(), person.pk))


@dataclass(frozen=True, slots=True)
class ShutOut:
    """A colleague who was marked as conflicted. `person` is None when the account has no role any more."""

    pk: int
    person: User | None
    reason: str
    note: str
    by: User | None
    at: datetime
    may_lift: bool


def shut_out_of(complaint: Complaint, user: Person) -> list[ShutOut]:
    """Whom a colleague shut out, oldest first. Ties on record stay unnamed: they would tell who is meant."""
    rows = complaint.conflicts.filter(kind=Conflict.Kind.DECLARED).select_related("declared_by").order_by("pk")
    found = []
    for row in rows:
        row.complaint = complaint
        may = can(user, "conflict.lift", row)
        found.append(ShutOut(row.pk, account_behind(row), row.reason, row.note, row.declared_by, row.declared_at, may))
    return found


def colleagues_of(complaint: Complaint) -> list[User]:
    """Accounts of the corps that the file is about, for tying a pseudonym to one."""
    if complaint.corps_id is None:
        return []
    people = User.objects.filter(memberships__corps=complaint.corps_id, is_active=True).distinct()
    return sorted(people, key=lambda person: (str(person).casefold(), person.pk))
