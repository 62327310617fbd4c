"""Accounts that may handle a file."""

from django.db.models import Q
from django.utils import timezone

from complaints.models import Complaint
from complaints.workflow.routing import CORPS, MAYOR
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


def colleagues_of(complaint: Complaint) -> list[User]:
    """Accounts of the corps that the file is about, for tying a pseudonym to one."""
    if complaint.corps_id is None:
        return []
    people = User.objects.filter(memberships__corps=complaint.corps_id, is_active=True).distinct()
    return sorted(people, key=lambda person: (str(person).casefold(), person.pk))
