"""Stopping the clock and letting it run again, and the one reasoned extension."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from complaints.models import Complaint, Pause
from complaints.services.clock import clock_refresh, rule_set_of, terms_of
from complaints.services.counting import stale_for
from complaints.services.history import complaint_lock, complaint_save, history_append
from complaints.services.needs import NeedMissingError
from complaints.workflow.states import Need, Status
from legitimacy.deadlines.clock import TermState
from legitimacy.models import User

PAUSABLE = (Status.ACKNOWLEDGED, Status.ADMISSIBILITY, Status.INQUIRY, Status.DRAFT_FINDING, Status.HEARD)
EXTENSION_REASONS = ("complexity", "waiting_parties", "other")


class TermError(ValueError):
    """A pause or extension that is not possible. `reason` is a word for the page, a key of TERMS there."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def pause_begin(complaint: Complaint, reason: Pause.Reason, actor: User | None) -> None:
    """Begin a pause in the caller's transaction; an open one for another reason ends first."""
    today = timezone.localdate()
    if complaint.paused_on is not None:
        pause_end(complaint, actor)
    Pause.objects.create(complaint=complaint, reason=reason, from_on=today)
    complaint.paused_on = today
    complaint_save(complaint, "paused_on")
    history_append(complaint, kind="paused", actor=actor, reason=reason)


def pause_end(complaint: Complaint, actor: User | None, *, on: date | None = None) -> None:
    """End the open pause, if there is one, in the caller's transaction."""
    pause = complaint.pauses.filter(to_on=None).first()
    if pause is None:
        return
    end = on or timezone.localdate()
    pause.to_on = end
    pause.save(update_fields=["to_on"])
    complaint.paused_days += max(0, (end - pause.from_on).days)
    complaint.paused_on = None
    complaint_save(complaint, "paused_days", "paused_on")
    history_append(complaint, kind="resumed", actor=actor, reason=pause.reason, on=end)


def waiting_days_left(complaint: Complaint) -> int:
    """Days for which waiting for the complainant may still stop the clock."""
    used = sum(
        ((pause.to_on or timezone.localdate()) - pause.from_on).days
        for pause in complaint.pauses.filter(reason=Pause.Reason.COMPLAINANT)
    )
    return max(0, rule_set_of(complaint).longest_wait_days - used)


@transaction.atomic
def waiting_begin(*, complaint: Complaint, actor: User, version: int | None = None) -> Complaint:
    """Stop the clock while the complainant is asked something: 30 days at most, all such waits together."""
    complaint = complaint_lock(complaint, version=version)
    if complaint.status not in PAUSABLE:
        raise TermError("state")
    if complaint.paused_on is not None:
        raise TermError("paused")
    if not waiting_days_left(complaint):
        raise TermError("no_days_left")
    pause_begin(complaint, Pause.Reason.COMPLAINANT, actor)
    clock_refresh(complaint)
    stale_for(complaint)
    return complaint


@transaction.atomic
def waiting_end(*, complaint: Complaint, actor: User | None) -> Complaint:
    """The complainant answered, or the handler waits no longer."""
    complaint = complaint_lock(complaint)
    pause = complaint.pauses.filter(to_on=None, reason=Pause.Reason.COMPLAINANT).first()
    if pause is None:
        raise TermError("running")
    pause_end(complaint, actor)
    clock_refresh(complaint)
    stale_for(complaint)
    return complaint


def waits_end_past() -> int:
    """End waits that used up their days, on the day on which they did; number of files. Terms run again from there."""
    open_waits = Pause.objects.filter(to_on=None, reason=Pause.Reason.COMPLAINANT)
    return sum(_wait_end_past(pk) for pk in open_waits.values_list("complaint", flat=True))


@transaction.atomic
def _wait_end_past(complaint_id: int) -> bool:
    complaint = complaint_lock(Complaint(pk=complaint_id))
    open_wait = complaint.pauses.filter(to_on=None, reason=Pause.Reason.COMPLAINANT).first()
    if open_wait is None or waiting_days_left(complaint):
        return False
    before = sum(
        (pause.to_on - pause.from_on).days
        for pause in complaint.pauses.filter(reason=Pause.Reason.COMPLAINANT)
        if pause.to_on is not None
    )
    days = max(0, rule_set_of(complaint).longest_wait_days - before)
    pause_end(complaint, None, on=open_wait.from_on + timedelta(days=days))
    clock_refresh(complaint)
    stale_for(complaint)
    return True


@transaction.atomic
def term_extend(*, complaint: Complaint, actor: User, reason: str, note: str, version: int | None = None) -> Complaint:
    """The one extension of the decision's term, with a reason that the complainant reads."""
    complaint = complaint_lock(complaint, version=version)
    if reason not in EXTENSION_REASONS:
        raise NeedMissingError(Need.REASON)
    if not note.strip():
        raise NeedMissingError(Need.NOTE)
    if complaint.extended_on is not None:
        raise TermError("extended")
    if complaint.status not in (*PAUSABLE, Status.RECEIVED, Status.MEDIATION):
        raise TermError("state")
    if any(term.rule.code == "decide" and term.state is TermState.OVERDUE for term in terms_of(complaint)):
        raise TermError("late")
    complaint.extended_on = timezone.localdate()
    complaint_save(complaint, "extended_on")
    history_append(complaint, kind="extended", actor=actor, reason=reason, note=note)
    clock_refresh(complaint)
    return complaint
