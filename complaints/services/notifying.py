"""Telling other bodies of a file that they do not hold: notices, the prosecutor's copy, and Committee P's own look."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from complaints.models import Complaint, Notification, Referral
from complaints.services.clock import clock_refresh
from complaints.services.counting import stale_for
from complaints.services.handing import body_is_on_platform, referral_create
from complaints.services.history import complaint_lock, complaint_save, history_append
from complaints.services.needs import NeedMissingError
from complaints.workflow.codes import codes
from complaints.workflow.routing import COMMITTEE_P, CORPS, PROSECUTOR
from complaints.workflow.states import Need
from legitimacy.models import User
from legitimacy.trail.services import event_append


def notifications_send(complaint: Complaint, to: Iterable[str], *, actor: User | None = None) -> None:
    """Tell bodies of a file. Committee P is always told; the prosecutor gets a copy of a possible offence.

    A body without people here is told by letter: the notice waits until `notification_mark` says it was sent.
    """
    for body in sorted({*to, *([COMMITTEE_P] if complaint.holder == CORPS else [])}):
        if body == PROSECUTOR:
            offence_pass(complaint=complaint, actor=actor)
            continue
        here = body_is_on_platform(body, complaint.register, complaint.corps)
        notice, is_new = Notification.objects.get_or_create(
            complaint=complaint, body=body, about=Notification.About.FILE, defaults={"off_platform": not here}
        )
        if is_new and here:
            _notified(complaint, notice, actor)
    if complaint.holder == COMMITTEE_P and complaint.committee_p_notified_on is None:
        complaint.committee_p_notified_on = timezone.localdate()
        complaint.save(update_fields=["committee_p_notified_on"])


def shutting_notify(complaint: Complaint, about: Notification.About, *, note: str, actor: User) -> None:
    """Tell Committee P that a corps shut a colleague out of a file, or let one in again, and why."""
    if complaint.holder != CORPS:
        return
    here = body_is_on_platform(COMMITTEE_P, complaint.register, complaint.corps)
    notice = Notification.objects.create(
        complaint=complaint, body=COMMITTEE_P, about=about, note=note, off_platform=not here
    )
    if here:
        _notified(complaint, notice, actor)


@transaction.atomic
def notification_mark(*, notification: Notification, actor: User) -> Notification:
    """Somebody sent the notice by letter or mail. Marking it twice changes nothing."""
    complaint = complaint_lock(notification.complaint)
    notification = Notification.objects.select_for_update().get(pk=notification.pk)
    if notification.notified_on is None:
        _notified(complaint, notification, actor)
        stale_for(complaint)
    return notification


def _notified(complaint: Complaint, notice: Notification, actor: User | None) -> None:
    notice.notified_on = timezone.localdate()
    notice.save(update_fields=["notified_on"])
    if notice.body == COMMITTEE_P and notice.about == Notification.About.FILE:
        complaint.committee_p_notified_on = notice.notified_on
        complaint.save(update_fields=["committee_p_notified_on"])
    history_append(complaint, kind="notified", actor=actor, body=notice.body)


@transaction.atomic
def offence_pass(*, complaint: Complaint, actor: User | None = None) -> Referral:
    """Give the prosecutor a copy of a file that points to a possible offence; once.

    Without a prosecutor here the copy goes by letter: it counts as passed on when a handler (`actor`) says it was sent.
    """
    complaint = complaint_lock(complaint)
    copy = complaint.referrals.filter(to_body=PROSECUTOR, is_copy=True).first()
    if copy is None:
        here = body_is_on_platform(PROSECUTOR, complaint.register, complaint.corps)
        copy = referral_create(
            complaint,
            complaint.holder,
            PROSECUTOR,
            off_platform=not here,
            is_copy=True,
            reason="possible_offence",
            actor=actor,
        )
    if not complaint.possible_offence:
        complaint.possible_offence, complaint.offence_flagged_on = True, timezone.localdate()
        history_append(complaint, kind="offence_flagged", actor=actor)
    elif actor is not None and complaint.holder == CORPS and not _flagged_here(complaint):
        # Another body knew and said nothing: what the corps says now stands in its own history, and is passed on.
        for kind in ("offence_flagged", "offence_passed"):
            history_append(complaint, kind=kind, actor=actor, body=PROSECUTOR if kind == "offence_passed" else "")
    if complaint.offence_passed_on is None and (actor is not None or not copy.off_platform):
        complaint.offence_passed_on = timezone.localdate()
        history_append(complaint, kind="offence_passed", actor=actor, body=PROSECUTOR)
    complaint_save(complaint, "possible_offence", "offence_flagged_on", "offence_passed_on")
    clock_refresh(complaint)
    stale_for(complaint)
    return copy


def _flagged_here(complaint: Complaint) -> bool:
    return complaint.events.filter(kind="offence_flagged", holder=complaint.holder).exists()


@transaction.atomic
def copy_take(*, complaint: Complaint, body: str, actor: User, reason: str, note: str) -> Referral:
    """Break the glass: Committee P may take cognisance of any file of a corps, with a reason that everybody sees.

    The corps keeps the file and reads in its history who looked and why.
    """
    complaint = complaint_lock(complaint)
    if reason not in codes()["grant"]:
        raise NeedMissingError(Need.REASON)
    if not note.strip():
        raise NeedMissingError(Need.NOTE)
    known = complaint.referrals.filter(to_body=body, is_copy=True, state=Referral.State.RECEIVED).first()
    if known is not None:
        return known
    copy = referral_create(
        complaint, complaint.holder, body, off_platform=False, is_copy=True, reason=reason, note=note, actor=actor
    )
    copy.state, copy.received_on = Referral.State.RECEIVED, timezone.localdate()
    copy.save(update_fields=["state", "received_on"])
    event_append(
        verb="complaint.glass_broken", actor=actor, object_type="complaint", object_id=complaint.pk, reason=reason
    )
    history_append(complaint, kind="copy_taken", actor=actor, body=body, reason=reason, note=note)
    return copy
