"""Who is shut out of a file: whoever is named, their line of command, and whoever is marked or steps back."""

from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from complaints.models import Complaint, Conflict
from complaints.services.history import complaint_lock, complaint_save, complaint_touch, history_append
from legitimacy.models import Member, User
from legitimacy.models.members import user_lookup

LONGEST_LINE = 12


def line_of(member: Member) -> Iterator[Member]:
    """The line of command above a member. A circle in the data ends it."""
    seen = {member.pk}
    superior = member.superior
    while superior is not None and superior.pk not in seen and len(seen) <= LONGEST_LINE:
        yield superior
        seen.add(superior.pk)
        superior = superior.superior


def conflicts_find(complaint: Complaint) -> int:
    """Shut out the accounts of named members and of their line; number of people newly shut out."""
    found: dict[str, str] = {}
    for involved in complaint.involved.exclude(member=None).select_related("member__superior"):
        member = involved.member
        if member is None:
            continue
        for superior in line_of(member):
            if superior.user_lookup:
                found.setdefault(superior.user_lookup, Conflict.Kind.LINE)
        if member.user_lookup:
            found[member.user_lookup] = Conflict.Kind.NAMED
    added = 0
    for lookup, kind in found.items():
        _, is_new = Conflict.objects.get_or_create(complaint=complaint, user_lookup=lookup, defaults={"kind": kind})
        added += is_new
    if added and complaint.handler_id and user_lookup(complaint.handler_id) in found:
        _handler_clear(complaint)
    return added


@transaction.atomic
def conflict_declare(*, complaint: Complaint, person: User, actor: User, reason: str = "conflict") -> Conflict:
    """Mark somebody as conflicted: from now on the file does not exist for them."""
    complaint = complaint_lock(complaint)
    conflict, _ = Conflict.objects.get_or_create(
        complaint=complaint,
        user_lookup=user_lookup(person.pk),
        defaults={"kind": Conflict.Kind.DECLARED, "reason": reason, "declared_by": actor},
    )
    if complaint.handler_id == person.pk:
        _handler_clear(complaint)
    history_append(complaint, kind="conflict", actor=actor, reason=reason)
    complaint_touch(complaint)
    return conflict


@transaction.atomic
def handler_recuse(*, complaint: Complaint, actor: User, reason: str = "conflict", note: str = "") -> Complaint:
    """A handler steps back: they see the file no more, and it waits for another handler."""
    complaint = complaint_lock(complaint)
    Conflict.objects.get_or_create(
        complaint=complaint,
        user_lookup=user_lookup(actor.pk),
        defaults={"kind": Conflict.Kind.RECUSED, "reason": reason, "declared_by": actor},
    )
    if complaint.handler_id == actor.pk:
        _handler_clear(complaint)
    history_append(complaint, kind="recused", actor=actor, reason=reason, note=note)
    return complaint


def _handler_clear(complaint: Complaint) -> None:
    complaint.assignments.filter(ended_on=None).update(ended_on=timezone.localdate())
    complaint.handler = None
    complaint_save(complaint, "handler")
