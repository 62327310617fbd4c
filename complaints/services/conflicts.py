"""Who is shut out of a file: whoever is named, their line of command, and whoever is marked or steps back."""

from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints.models import Complaint, Conflict, Notification
from complaints.rules import may_lift_conflict
from complaints.selectors.people import handlers_of
from complaints.services.handing import body_is_on_platform, referral_create
from complaints.services.history import complaint_lock, complaint_save, complaint_touch, history_append
from complaints.services.needs import NeedMissingError
from complaints.services.notifying import shutting_notify
from complaints.services.referring import referral_send
from complaints.workflow.routing import INTAKE_BODY
from complaints.workflow.states import BY_NAME, Need
from legitimacy.models import Member, User
from legitimacy.models.members import user_lookup

LONGEST_LINE = 12


class LiftError(ValueError):
    """A conflict that this person may not lift, or that stands no more. The text is a sentence for the page."""

    def __init__(self) -> None:
        super().__init__(
            _("Only somebody else may let them in: not the colleague, and not who shut them out. Ask Committee P.")
        )


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
        row, is_new = Conflict.objects.get_or_create(complaint=complaint, user_lookup=lookup, defaults={"kind": kind})
        added += is_new
        if row.kind == Conflict.Kind.DECLARED:  # a fact now, which nobody lifts
            Conflict.objects.filter(pk=row.pk).update(kind=kind)
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
def conflict_declare(
    *, complaint: Complaint, person: User, actor: User, note: str, reason: str = "conflict"
) -> Conflict:
    """Mark somebody as conflicted: from now on the file does not exist for them, and Committee P is told why.

    NeedMissingError without a note; NobodyLeftError for the last one who could open the file.
    """
    complaint = complaint_lock(complaint)
    if not note.strip():
        raise NeedMissingError(Need.NOTE)
    _others_require(complaint, person)
    conflict, is_new = Conflict.objects.get_or_create(
        complaint=complaint,
        user_lookup=user_lookup(person.pk),
        defaults={"kind": Conflict.Kind.DECLARED, "reason": reason, "note": note, "declared_by": actor},
    )
    if complaint.handler_id == person.pk:
        _handler_clear(complaint)
    history_append(complaint, kind="conflict", actor=actor, reason=reason, note=note)
    if is_new:
        shutting_notify(complaint, Notification.About.SHUT_OUT, note=note, actor=actor)
    complaint_touch(complaint)
    return conflict


@transaction.atomic
def conflict_lift(*, conflict: Conflict, actor: User, note: str) -> Complaint:
    """Let a colleague in again who was marked as conflicted: a second person says why, and Committee P is told.

    NeedMissingError without a note; LiftError for the colleague, for who shut them out, and for a tie that the records
    show. What the records show by now shuts them out anew.
    """
    complaint = complaint_lock(conflict.complaint)
    found = Conflict.objects.select_for_update().filter(pk=conflict.pk).first()
    if found is None or not may_lift_conflict(actor, found):
        raise LiftError
    if not note.strip():
        raise NeedMissingError(Need.NOTE)
    found.delete()
    conflicts_find(complaint)
    history_append(complaint, kind="conflict_lifted", actor=actor, note=note)
    shutting_notify(complaint, Notification.About.LET_IN, note=note, actor=actor)
    complaint_touch(complaint)
    return complaint


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
