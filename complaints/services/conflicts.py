"""Who is shut out of a file: whoever is named, their line of command, and whoever is marked or steps back."""

from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints.models import Complaint, Conflict
from complaints.selectors.people import handlers_of
from complaints.services.handing import body_is_on_platform, referral_create
from complaints.services.history import complaint_lock, complaint_save, complaint_touch, history_append
from complaints.services.referring import referral_send
from complaints.workflow.routing import INTAKE_BODY
from complaints.workflow.states import BY_NAME
from legitimacy.models import Member, User
from legitimacy.models.members import user_lookup

LONGEST_LINE = 12


class NobodyLeftError(ValueError):
    """Without this person nobody could open the file any more. The text is a sentence for the page."""

    def __init__(self) -> None:
        super().__init__(_("Nobody else may handle this file. Refer it to another body: then you see it no more."))


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
        _row, is_new = Conflict.objects.get_or_create(complaint=complaint, user_lookup=lookup, defaults={"kind": kind})
        added += is_new
    if added and complaint.handler_id and user_lookup(complaint.handler_id) in found:
        _handler_clear(complaint)
    if added and not handlers_of(complaint):
        _pass_on(complaint)
    return added


def _pass_on(complaint: Complaint) -> None:
    """Nobody of the body may handle it any more: the file, or where it cannot move a copy, goes to Committee P."""
    if complaint.holder == INTAKE_BODY or complaint.referrals.filter(to_body=INTAKE_BODY, state="sent").exists():
        return
    if complaint.status in BY_NAME["refer"].sources:
        referral_send(complaint=complaint, to_body=INTAKE_BODY, actor=None, reason="independence")
        complaint.refresh_from_db()
        return
    here = body_is_on_platform(INTAKE_BODY, complaint.register, complaint.corps)
    referral_create(
        complaint, complaint.holder, INTAKE_BODY, off_platform=not here, is_copy=True, reason="independence"
    )


@transaction.atomic
def conflict_declare(*, complaint: Complaint, person: User, actor: User, reason: str = "conflict") -> Conflict:
    """Mark somebody as conflicted: from now on the file does not exist for them. NobodyLeftError for the last one."""
    complaint = complaint_lock(complaint)
    _others_require(complaint, person)
    conflict, _is_new = Conflict.objects.get_or_create(
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
    """A handler steps back: they see the file no more, and it waits for another. NobodyLeftError for the last one."""
    complaint = complaint_lock(complaint)
    _others_require(complaint, actor)
    Conflict.objects.get_or_create(
        complaint=complaint,
        user_lookup=user_lookup(actor.pk),
        defaults={"kind": Conflict.Kind.RECUSED, "reason": reason, "declared_by": actor},
    )
    if complaint.handler_id == actor.pk:
        _handler_clear(complaint)
    history_append(complaint, kind="recused", actor=actor, reason=reason, note=note)
    return complaint


def _others_require(complaint: Complaint, person: User) -> None:
    if [one.pk for one in handlers_of(complaint)] == [person.pk]:
        raise NobodyLeftError


def _handler_clear(complaint: Complaint) -> None:
    complaint.assignments.filter(ended_on=None).update(ended_on=timezone.localdate())
    complaint.handler = None
    complaint_save(complaint, "handler")
