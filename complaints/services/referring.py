"""Handing files from one body to another, so that a file is always in somebody's hands.

The sender keeps a file until it is received. Bodies without people on this platform get a letter; whoever sent it
enters receipt and outcome by hand, and keeps the file meanwhile.
"""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from complaints.models import Complaint, Note, Referral
from complaints.querysets import bodies_of
from complaints.selectors.outside import outside_rules
from complaints.services.clock import clock_refresh
from complaints.services.counting import stale_for
from complaints.services.handing import body_is_on_platform, referral_create
from complaints.services.history import complaint_lock, complaint_save, history_append
from complaints.services.needs import NeedMissingError
from complaints.services.notifying import notifications_send
from complaints.workflow.codes import bodies
from complaints.workflow.routing import CORPS, INTAKE, INTAKE_BODY
from complaints.workflow.states import Actor, Need, Status, step_for
from legitimacy.models import User


class ReferralError(ValueError):
    """A referral that cannot be answered this way now. `reason` is a word for the page."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def initial_referral_create(complaint: Complaint) -> None:
    """Put a new file into hands that exist.

    Where the routed body has nobody here, the body of last resort keeps the file and the routed one gets a letter.
    """
    body = complaint.holder
    here = body_is_on_platform(body, complaint.register, complaint.corps)
    if body == CORPS and here:
        return
    if not here and body != INTAKE_BODY:
        complaint.holder = INTAKE_BODY
        complaint.save(update_fields=["holder"])
    referral_create(complaint, INTAKE if here else INTAKE_BODY, body, off_platform=not here)


def _move(
    complaint: Complaint,
    step_name: str,
    *,
    actor: User | None,
    actor_kind: Actor,
    body: str = "",
    reason: str = "",
    note: str = "",
) -> None:
    """One step of the table between bodies, written to the history of the body that held the file before."""
    step = step_for(step_name, complaint.status)
    before = complaint.status
    complaint.status = step.target
    history_append(
        complaint,
        kind=step.name,
        actor=actor,
        actor_kind=actor_kind,
        status_from=before,
        body=body,
        reason=reason,
        note=note,
    )


HANDED_OVER = ("status", "holder", "handler", "decision", "legal_basis")


def _hand_over(complaint: Complaint, body: str, actor: User) -> None:
    """The file changes hands: whoever handled it does so no more.

    The draft of a decision that was not taken stays with the body that wrote it, as one of its notes.
    """
    complaint.assignments.filter(ended_on=None).update(ended_on=timezone.localdate())
    if complaint.decision and complaint.decided_on is None:
        Note.objects.create(complaint=complaint, author=actor, body=complaint.holder, text=complaint.decision)
        complaint.decision = complaint.legal_basis = ""
    complaint.holder, complaint.handler = body, None


@transaction.atomic
def referral_send(
    *,
    complaint: Complaint,
    to_body: str,
    actor: User | None,
    reason: str,
    note: str = "",
    version: int | None = None,
) -> Referral:
    """Ask another body to take the file; `actor` is None where the rules ask, not a person.

    NeedMissingError without a body or reason; StepError in a wrong state; ReferralError while another body is asked.
    """
    complaint = complaint_lock(complaint, version=version)
    step = step_for("refer", complaint.status)
    if to_body not in bodies() or to_body == complaint.holder or (to_body == CORPS and complaint.corps is None):
        raise NeedMissingError(Need.BODY)
    if reason not in step.reasons:
        raise NeedMissingError(Need.REASON)
    _receipt_note(complaint, actor)
    here = body_is_on_platform(to_body, complaint.register, complaint.corps)
    referral = referral_create(
        complaint, complaint.holder, to_body, off_platform=not here, reason=reason, note=note, actor=actor
    )
    _move(complaint, "refer", actor=actor, actor_kind=Actor.HANDLER, body=to_body, reason=reason, note=note)
    complaint_save(complaint, "status")
    clock_refresh(complaint)
    stale_for(complaint)
    return referral


def _receipt_note(complaint: Complaint, actor: User | None) -> None:
    """Whoever sends a file on that the rules brought to them has received it. One referral is under way at a time."""
    under_way = complaint.referrals.select_for_update().filter(state=Referral.State.SENT, is_copy=False).first()
    if under_way is None:
        return
    if under_way.to_body != complaint.holder:
        raise ReferralError("under_way")
    under_way.state, under_way.received_on = Referral.State.RECEIVED, timezone.localdate()
    under_way.save(update_fields=["state", "received_on"])
    history_append(complaint, kind="informed", actor=actor, actor_kind=Actor.RECEIVER, body=under_way.to_body)


@transaction.atomic
def referral_receive(*, referral: Referral, actor: User, their_reference: str = "") -> Complaint:
    """The file arrived. On the platform the receiving body has it from now on, and the sender no longer sees it.

    Off the platform the sender enters the receipt and keeps the file until an outcome is entered.
    """
    complaint, referral = _answerable(referral)
    referral.state = Referral.State.RECEIVED
    referral.received_on = timezone.localdate()
    referral.their_reference = their_reference[:60]
    if referral.to_body == CORPS:
        referral.rules = _rules_now(complaint)
    referral.save(update_fields=["state", "received_on", "their_reference", "rules"])
    moves = not referral.is_copy and not referral.off_platform and referral.from_body != INTAKE
    if moves:
        history_body = complaint.holder
        _move(complaint, "receive_referral", actor=actor, actor_kind=Actor.RECEIVER, body=history_body)
        _hand_over(complaint, referral.to_body, actor)
        complaint_save(complaint, *HANDED_OVER)
        notifications_send(complaint, ())
    else:
        history_append(complaint, kind="informed", actor=actor, actor_kind=Actor.RECEIVER, body=referral.to_body)
    clock_refresh(complaint)
    stale_for(complaint)
    return complaint


def _back_to_sender(
    complaint: Complaint, referral: Referral, step: str, actor: User, actor_kind: Actor, reason: str, note: str
) -> Complaint:
    """A referral that was not received ends: the sender goes on with the file. A copy changes nothing for it."""
    if complaint.status == Status.REFERRED and not referral.is_copy:
        _move(complaint, step, actor=actor, actor_kind=actor_kind, body=referral.to_body, reason=reason, note=note)
        complaint_save(complaint, "status")
    clock_refresh(complaint)
    stale_for(complaint)
    return complaint


@transaction.atomic
def referral_refuse(*, referral: Referral, actor: User, reason: str, note: str = "") -> Complaint:
    """The body will not take it: the sender has it back, as it always had it."""
    complaint, referral = _answerable(referral)
    if reason not in step_for("refuse_referral", Status.REFERRED).reasons:
        raise NeedMissingError(Need.REASON)
    referral.state, referral.answered_on, referral.outcome_note = Referral.State.REFUSED, timezone.localdate(), note
    referral.rules = _rules_now(complaint)
    referral.save(update_fields=["state", "answered_on", "outcome_note", "rules"])
    return _back_to_sender(complaint, referral, "refuse_referral", actor, Actor.RECEIVER, reason, note)


@transaction.atomic
def referral_recall(*, referral: Referral, actor: User, reason: str = "other", note: str = "") -> Complaint:
    """The sender takes back a referral that nobody received yet."""
    complaint, referral = _answerable(referral)
    referral.state, referral.answered_on = Referral.State.RECALLED, timezone.localdate()
    referral.save(update_fields=["state", "answered_on"])
    return _back_to_sender(complaint, referral, "recall_referral", actor, Actor.HANDLER, reason, note)


def referrals_drop(complaint: Complaint) -> None:
    """Call back whatever is under way, because the file ended, in the caller's transaction."""
    complaint.referrals.filter(state=Referral.State.SENT).update(
        state=Referral.State.RECALLED, answered_on=timezone.localdate()
    )


@transaction.atomic
def referral_return(
    *, referral: Referral, actor: User, outcome: str = "", note: str = "", version: int | None = None
) -> Complaint:
    """A received file goes back with an outcome: sent back by who has it, or entered by hand from a letter."""
    complaint = complaint_lock(referral.complaint, version=version)
    referral = Referral.objects.select_for_update().get(pk=referral.pk)
    if referral.state != Referral.State.RECEIVED:
        raise ReferralError("not_received")
    referral.state, referral.answered_on = Referral.State.RETURNED, timezone.localdate()
    referral.outcome, referral.outcome_note = outcome, note
    referral.rules = _rules_now(complaint)
    referral.save(update_fields=["state", "answered_on", "outcome", "outcome_note", "rules"])
    if referral.is_copy or referral.from_body == INTAKE:
        history_append(complaint, kind="informed", actor=actor, body=referral.to_body, reason=outcome, note=note)
    elif referral.off_platform:
        _move(
            complaint,
            "receive_referral",
            actor=actor,
            actor_kind=Actor.RECEIVER,
            body=referral.to_body,
            reason=outcome,
            note=note,
        )
        complaint_save(complaint, "status")
    else:
        _move(
            complaint,
            "send_back",
            actor=actor,
            actor_kind=Actor.HANDLER,
            body=referral.from_body,
            reason=outcome,
            note=note,
        )
        _hand_over(complaint, referral.from_body, actor)
        complaint_save(complaint, *HANDED_OVER)
    clock_refresh(complaint)
    stale_for(complaint)
    return complaint


def referrals_without_receipt(user: User) -> list[Referral]:
    """Referrals that nobody has received yet, to or from a body of this person, the oldest first."""
    mine = bodies_of(user)
    files = Complaint.objects.visible_to(user).values("pk")
    found = Referral.objects.filter(Q(from_body__in=mine) | Q(to_body__in=mine), state=Referral.State.SENT)
    return list(found.filter(complaint__in=files).select_related("complaint").order_by("receipt_due_on", "pk"))


def _rules_now(complaint: Complaint) -> str:
    """What an answer covers: see `selectors.outside.body_awaited`."""
    return " ".join(rule.rule for rule in outside_rules(complaint))[:400]


def _answerable(referral: Referral) -> tuple[Complaint, Referral]:
    """File and referral, locked. ReferralError when it was answered already."""
    complaint = complaint_lock(referral.complaint)
    referral = Referral.objects.select_for_update().get(pk=referral.pk)
    if referral.state != Referral.State.SENT:
        raise ReferralError("answered")
    return complaint, referral
