"""Moving a file along the table of `workflow.states`: the one function behind pages, bulk actions, API and imports."""

from collections.abc import Callable, Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from complaints.models import Complaint, Mediation, Pause, Review
from complaints.services.clock import clock_refresh, rule_set_of
from complaints.services.counting import stale_for
from complaints.services.history import complaint_lock, complaint_save, history_append
from complaints.services.member_events import STANDING, member_events_settle
from complaints.services.needs import Attempt, NeedMissingError, missing
from complaints.services.notifying import offence_pass
from complaints.services.pausing import pause_begin, pause_end
from complaints.services.referring import referrals_drop
from complaints.workflow.states import Actor, Status, Step, StepError, step_for, steps_from
from legitimacy.deadlines.clock import due_day
from legitimacy.models import User

BY_REFERRAL = frozenset({"refer", "receive_referral", "refuse_referral", "recall_referral", "send_back"})
"""Steps between bodies: only `services.referring` takes them, together with the referral itself."""

GRAVEST = ("founded", "partly_founded", "organisational_dysfunction", "not_established", "unfounded", "no_fault")


@transaction.atomic
def complaint_step(
    *,
    complaint: Complaint,
    step: str,
    actor: User | None,
    actor_kind: Actor = Actor.HANDLER,
    reason: str = "",
    note: str = "",
    version: int | None = None,
) -> Complaint:
    """Take one step. StepError when the table has no such step here for this actor, NeedMissingError when something is
    missing, ChangedMeanwhileError when `version` is an older one; then nothing was written.
    """
    complaint = complaint_lock(complaint, version=version)
    taken = step_for(step, complaint.status)
    if taken.actor is not actor_kind or taken.name in BY_REFERRAL:
        raise StepError(step, complaint.status)
    lacking = missing(Attempt(complaint, actor, reason, note, taken.reasons), taken.needs)
    if lacking is not None:
        raise NeedMissingError(lacking)
    before = complaint.status
    complaint.status = taken.target
    if taken.disposition:
        complaint.disposition = taken.disposition
    fields = _dates_set(complaint, taken)
    complaint_save(complaint, "status", "disposition", *fields)
    history_append(
        complaint,
        kind=taken.name,
        actor=actor,
        actor_kind=actor_kind,
        status_from=before,
        reason=reason if reason in taken.reasons else "",
        note=note,
    )
    effect = EFFECTS.get(taken.name)
    if effect is not None:
        effect(complaint, actor)
    if complaint.communicated_on is not None or before in STANDING:
        member_events_settle(complaint)
    clock_refresh(complaint)
    stale_for(complaint)
    return complaint


def steps_possible(complaint: Complaint, actor_kind: Actor = Actor.HANDLER) -> list[Step]:
    """What may be done next, without the steps between bodies."""
    return [step for step in steps_from(complaint.status, actor_kind) if step.name not in BY_REFERRAL]


def _dates_set(complaint: Complaint, step: Step) -> list[str]:
    """Columns that repeat what the history says."""
    today = timezone.localdate()
    if step.name == "acknowledge":
        complaint.acknowledged_on = complaint.acknowledged_on or today
        return ["acknowledged_on"]
    if step.target is Status.DECIDED:
        complaint.decided_on = today
        complaint.outcome = outcome_of(complaint) if complaint.disposition == "decided" else ""
        return ["decided_on", "outcome"]
    if step.target is Status.COMMUNICATED:
        complaint.communicated_on = complaint.informed_on = today
        complaint.review_until = _review_until(complaint)
        return ["communicated_on", "informed_on", "review_until"]
    if step.target is Status.CLOSED:
        complaint.closed_on = today
        return ["closed_on"]
    if step.name in ("reopen", "overturn"):
        complaint.decided_on = complaint.closed_on = complaint.communicated_on = None
        complaint.disposition = complaint.outcome = ""
        return ["decided_on", "closed_on", "communicated_on", "outcome"]
    return []


def _review_until(complaint: Complaint) -> date | None:
    if getattr(complaint, "review", None) is not None:
        return None
    return due_day(rule_set_of(complaint).rule("review"), timezone.localdate(), ())


def outcome_of(complaint: Complaint) -> str:
    """The gravest finding of the body that holds the file."""
    found = set(
        complaint.allegations.filter(findings__authority=complaint.holder).values_list("findings__finding", flat=True)
    )
    return next((finding for finding in GRAVEST if finding in found), "")


def _hold(complaint: Complaint, actor: User | None) -> None:
    offence_pass(complaint=complaint, actor=actor)
    complaint.refresh_from_db()
    pause_begin(complaint, Pause.Reason.JUDICIAL, actor)


def _resume(complaint: Complaint, actor: User | None) -> None:
    pause_end(complaint, actor)


def _withdraw(complaint: Complaint, actor: User | None) -> None:
    pause_end(complaint, actor)
    referrals_drop(complaint)


def _mediation_begin(complaint: Complaint, actor: User | None) -> None:
    Mediation.objects.filter(complaint=complaint, started_on=None).update(started_on=timezone.localdate())


def _mediation_failed(complaint: Complaint, actor: User | None) -> None:
    """Whoever takes the file back without saying so: the mediation has failed."""
    Mediation.objects.filter(complaint=complaint, outcome="").update(
        outcome=Mediation.Outcome.FAILED, ended_on=timezone.localdate()
    )


def _review_ask(complaint: Complaint, actor: User | None) -> None:
    Review.objects.create(complaint=complaint, asked_on=timezone.localdate())


def _review_end(outcome: Review.Outcome) -> Callable[[Complaint, User | None], None]:
    def write(complaint: Complaint, actor: User | None) -> None:
        Review.objects.filter(complaint=complaint).update(outcome=outcome, decided_on=timezone.localdate())

    return write


EFFECTS: Mapping[str, Callable[[Complaint, User | None], None]] = {
    "hold_for_justice": _hold,
    "resume": _resume,
    "end_judicial": _resume,
    "withdraw": _withdraw,
    "mediate": _mediation_begin,
    "mediation_failed": _mediation_failed,
    "request_review": _review_ask,
    "uphold": _review_end(Review.Outcome.UPHELD),
    "overturn": _review_end(Review.Outcome.OVERTURNED),
}
