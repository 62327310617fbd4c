"""Keeping and destroying files: how long, what holds them, and the two people it takes."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from complaints.models import Complaint, Disposal, Identity, RetentionHold
from complaints.selectors.keeping import identities_past
from complaints.services.clock import terms_of
from complaints.services.evidence import evidence_destroy
from complaints.services.history import SYSTEM, complaint_lock, complaint_touch, history_append
from complaints.services.member_events import member_events_withdraw
from complaints.workflow.keeping import CONTACT, FILE, keeping_rule
from complaints.workflow.routing import CORPS
from complaints.workflow.states import Status
from legitimacy.accounts.selectors import is_same_person
from legitimacy.deadlines.clock import TermState
from legitimacy.models import User
from legitimacy.trail.services import event_append


class KeepingError(ValueError):
    """A file that may not go now, or a hold without a reason. `reason` is a word: one of BLOCKS, or of ERRORS."""

    ERRORS = ("early", "proposed", "same_person", "not_proposed", "no_reason", "lifted")

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


BLOCKS = ("open", "hold", "unread", "term")


@dataclass(frozen=True, slots=True)
class Keeping:
    """The clock of keeping, for the page of a file. `due_on` is None while the file is open; `blocks` hold it."""

    rule: str
    due_on: date | None
    contact_due_on: date | None
    blocks: tuple[str, ...]

    @property
    def may_go(self) -> bool:
        return self.due_on is not None and not self.blocks and self.due_on <= timezone.localdate()


def keeping_of(complaint: Complaint) -> Keeping:
    """Until when a file is kept, by which rule, and what holds it meanwhile."""
    rule = keeping_rule(FILE, complaint.disposition)
    is_closed = complaint.status == Status.CLOSED and complaint.closed_on is not None
    contact = keeping_rule(CONTACT, complaint.disposition)
    return Keeping(
        rule=rule.rule,
        due_on=rule.due_on(complaint.closed_on) if is_closed and complaint.closed_on else None,
        contact_due_on=contact.due_on(complaint.closed_on) if is_closed and complaint.closed_on else None,
        blocks=tuple(blocks_of(complaint)),
    )


def retention_due_on(complaint: Complaint) -> date | None:
    """First day on which the file may be destroyed; None while it is open."""
    return keeping_of(complaint).due_on


def blocks_of(complaint: Complaint) -> list[str]:
    """What keeps a file, whatever its age: it is open, somebody holds it, a message is unread, a term runs."""
    found = []
    if complaint.status != Status.CLOSED:
        found.append("open")
    if complaint.holds.filter(lifted_on=None).exists():
        found.append("hold")
    if complaint.messages.filter(read_at=None).exists():
        found.append("unread")
    if any(term.state in (TermState.RUNNING, TermState.PAUSED) for term in terms_of(complaint)):
        found.append("term")
    return found


@transaction.atomic
def hold_place(*, complaint: Complaint, actor: User, reason: str) -> RetentionHold:
    """Keep a file for a reason, such as a claim in court, whatever its age."""
    complaint = complaint_lock(complaint)
    if not reason.strip():
        raise KeepingError("no_reason")
    hold = RetentionHold.objects.create(
        complaint=complaint, reason=reason.strip()[:200], placed_by=actor, placed_on=timezone.localdate()
    )
    history_append(complaint, kind="held", actor=actor, reason="placed")
    complaint_touch(complaint)
    return hold


@transaction.atomic
def hold_lift(*, hold: RetentionHold, actor: User) -> RetentionHold:
    complaint = complaint_lock(hold.complaint)
    hold = RetentionHold.objects.select_for_update().get(pk=hold.pk)
    if hold.lifted_on is not None:
        raise KeepingError("lifted")
    hold.lifted_on = timezone.localdate()
    hold.save(update_fields=["lifted_on"])
    history_append(complaint, kind="held", actor=actor, reason="lifted")
    complaint_touch(complaint)
    return hold


@transaction.atomic
def disposal_propose(*, complaint: Complaint, actor: User) -> Disposal:
    """Propose to destroy a file of which the time is over. KeepingError says what holds it."""
    complaint = complaint_lock(complaint)
    keeping = _may_go(complaint)
    if Disposal.objects.filter(number=complaint.number).exists() or complaint.closed_on is None:
        raise KeepingError("proposed")
    try:
        with transaction.atomic():
            disposal = Disposal.objects.create(
                number=complaint.number,
                body=complaint.holder,
                corps_code=complaint.corps.code if complaint.corps and complaint.holder == CORPS else "",
                rule=keeping.rule,
                received_year=complaint.received_on.year,
                closed_on=complaint.closed_on,
                proposed_by=actor,
            )
    except IntegrityError:
        raise KeepingError("proposed") from None
    _trail(complaint, "disposal.proposed", actor, keeping.rule)
    return disposal


@transaction.atomic
def disposal_drop(*, disposal: Disposal, actor: User) -> None:
    """Say no to a proposal: the file stays, and may be proposed again."""
    complaint, disposal = _waiting(disposal)
    _trail(complaint, "disposal.dropped", actor, disposal.rule)
    disposal.delete()


@transaction.atomic
def disposal_approve(*, disposal: Disposal, actor: User) -> Disposal:
    """Destroy the file: everything in it, who complained, and its evidence. The tombstone stays.

    KeepingError for the person who proposed it, under whichever account as far as that can be known, and for a file
    that something holds by now.
    """
    complaint, disposal = _waiting(disposal)
    if disposal.proposed_by is None or is_same_person(disposal.proposed_by, actor):
        raise KeepingError("same_person")
    _may_go(complaint)
    now = timezone.now()
    disposal.approved_by, disposal.disposed_at = actor, now
    disposal.save(update_fields=["approved_by", "disposed_at"])
    _trail(complaint, "complaint.disposed", actor, disposal.rule)
    evidence_destroy(complaint=complaint)
    member_events_withdraw(complaint.number)
    # The trigger lets a history go only with a file that is marked.
    Complaint.objects.filter(pk=complaint.pk).update(disposed_at=now)
    complaint.delete()
    return disposal


def contacts_expire() -> int:
    """Destroy who complained, a year after a file was closed; number of identities."""
    return sum(_contact_expire(complaint_id) for complaint_id in identities_past().values_list("complaint", flat=True))


@transaction.atomic
def _contact_expire(complaint_id: int) -> int:
    complaint = complaint_lock(Complaint(pk=complaint_id))
    due_on = keeping_of(complaint).contact_due_on
    if blocks_of(complaint) or due_on is None or due_on > timezone.localdate():
        return 0
    Identity.objects.filter(complaint=complaint).delete()
    history_append(complaint, kind="changed", actor_kind=SYSTEM, reason="contact_expired")
    complaint_touch(complaint)
    return 1


def _may_go(complaint: Complaint) -> Keeping:
    keeping = keeping_of(complaint)
    if keeping.blocks:
        raise KeepingError(keeping.blocks[0])
    if not keeping.may_go:
        raise KeepingError("early")
    return keeping


def _waiting(disposal: Disposal) -> tuple[Complaint, Disposal]:
    """File and proposal, locked."""
    complaint = Complaint.objects.select_for_update().filter(number=disposal.number).first()
    waiting = Disposal.objects.select_for_update().filter(pk=disposal.pk, disposed_at=None).first()
    if complaint is None or waiting is None:
        raise KeepingError("not_proposed")
    return complaint, waiting


def _trail(complaint: Complaint, verb: str, actor: User, rule: str) -> None:
    event_append(
        verb=verb,
        actor=actor,
        object_type="complaint",
        object_id=complaint.pk,
        corps=complaint.corps.code if complaint.corps and complaint.holder == CORPS else "",
        reason=rule,
    )
