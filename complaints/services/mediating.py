"""Mediation as a track: offered, accepted by both sides, held, ended. What is said in it is stored nowhere.

Terms run on throughout. Nobody must take part, and taking part admits nothing.
"""

from datetime import date
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from complaints.models import Complaint, Mediation
from complaints.services.counting import stale_for
from complaints.services.excluding import mediation_exclusion
from complaints.services.history import complaint_lock, complaint_touch, history_append
from complaints.services.steps import complaint_step
from complaints.workflow.states import Actor, Status, StepError
from legitimacy.models import User

OFFERABLE = (Status.RECEIVED, Status.ACKNOWLEDGED, Status.ADMISSIBILITY, Status.INQUIRY)
ANSWERABLE = (*OFFERABLE, Status.MEDIATION)


class Side(StrEnum):
    COMPLAINANT = "complainant"
    OFFICER = "officer"


class MediationError(ValueError):
    """A mediation that is not possible this way now. `reason` is a word for the page: one of REASONS."""

    REASONS = (
        *("offence", "force", "discrimination", "minor", "mediator", "offered", "not_offered", "accepted", "ended"),
        *("not_accepted", "not_held", "not_confirmed", "future", "state"),
    )

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@transaction.atomic
def mediation_offer(
    *,
    complaint: Complaint,
    actor: User,
    mediator: str,
    minor_without_support: bool = False,
    version: int | None = None,
) -> Mediation:
    """Offer a talk led by `mediator`: a function or service outside the line of command, never a name.

    After a refusal it may be offered again. MediationError for excluded files, StepError in a wrong state.
    """
    complaint = complaint_lock(complaint, version=version)
    if complaint.status not in OFFERABLE:
        raise StepError("mediation_offer", complaint.status)
    excluded = "minor" if minor_without_support else mediation_exclusion(complaint)
    if excluded:
        raise MediationError(excluded)
    if not mediator.strip():
        raise MediationError("mediator")
    known = Mediation.objects.filter(complaint=complaint).first()
    if known is not None and known.outcome != Mediation.Outcome.DECLINED:
        raise MediationError("offered")
    if known is not None:
        known.delete()
    mediation = Mediation.objects.create(
        complaint=complaint, mediator=mediator.strip()[:120], offered_on=timezone.localdate()
    )
    _write(complaint, "mediation_offered", actor=actor)
    return mediation


@transaction.atomic
def mediation_accept(*, complaint: Complaint, side: Side, actor: User | None = None) -> Mediation:
    """One side says yes: the complainant by code (no `actor`) or through a handler, the officer through a handler."""
    complaint, mediation = _open(complaint)
    if side is Side.COMPLAINANT:
        if mediation.complainant_accepted_on is not None:
            raise MediationError("accepted")
        mediation.complainant_accepted_on = timezone.localdate()
    else:
        if mediation.officer_accepted_on is not None:
            raise MediationError("accepted")
        mediation.officer_accepted_on = timezone.localdate()
    mediation.save(update_fields=["complainant_accepted_on", "officer_accepted_on"])
    _write(complaint, "mediation_accepted", actor=actor, side=side)
    return mediation


@transaction.atomic
def mediation_decline(*, complaint: Complaint, side: Side, actor: User | None = None) -> Mediation:
    """One side says no, or stops a mediation that began. No reason is asked, and none is kept.

    A mediation that began has failed then; the handler takes the file back to the inquiry.
    """
    complaint, mediation = _open(complaint)
    began = complaint.status == Status.MEDIATION
    mediation.outcome = Mediation.Outcome.FAILED if began else Mediation.Outcome.DECLINED
    mediation.ended_on = timezone.localdate()
    mediation.save(update_fields=["outcome", "ended_on"])
    _write(complaint, "mediation_declined", actor=actor, side=side)
    return mediation


@transaction.atomic
def mediation_hold(*, complaint: Complaint, actor: User, held_on: date) -> Mediation:
    """Note the day of the talk. The file must be in mediation: step `mediate`."""
    complaint, mediation = _open(complaint)
    if complaint.status != Status.MEDIATION:
        raise MediationError("state")
    if held_on > timezone.localdate():
        raise MediationError("future")
    mediation.held_on = held_on
    mediation.save(update_fields=["held_on"])
    _write(complaint, "mediation_held", actor=actor, on=held_on)
    return mediation


@transaction.atomic
def mediation_end(
    *,
    complaint: Complaint,
    actor: User,
    outcome: Mediation.Outcome,
    confirmed_by_both: bool = False,
    version: int | None = None,
) -> Complaint:
    """End a mediation that began: agreed (both sides confirmed, after a talk) or failed, with the step that follows.

    The file is decided as mediated, or back in the inquiry with its terms as they ran.
    """
    complaint = complaint_lock(complaint, version=version)
    mediation = Mediation.objects.select_for_update().filter(complaint=complaint).first()
    if mediation is None:
        raise MediationError("not_offered")
    if complaint.status != Status.MEDIATION or outcome == Mediation.Outcome.DECLINED:
        raise MediationError("state")
    if outcome == Mediation.Outcome.AGREED:
        if mediation.outcome:
            raise MediationError("ended")
        if mediation.held_on is None:
            raise MediationError("not_held")
        if not confirmed_by_both:
            raise MediationError("not_confirmed")
        mediation.confirmed_by_both = True
    mediation.outcome = outcome
    mediation.ended_on = mediation.ended_on or timezone.localdate()
    mediation.save(update_fields=["outcome", "ended_on", "confirmed_by_both"])
    step = "mediation_agreed" if outcome == Mediation.Outcome.AGREED else "mediation_failed"
    return complaint_step(complaint=complaint, step=step, actor=actor)


def _open(complaint: Complaint) -> tuple[Complaint, Mediation]:
    """File and mediation, locked, while both sides may still answer."""
    complaint = complaint_lock(complaint)
    mediation = Mediation.objects.select_for_update().filter(complaint=complaint).first()
    if mediation is None:
        raise MediationError("not_offered")
    if mediation.outcome:
        raise MediationError("ended")
    if complaint.status not in ANSWERABLE:
        raise MediationError("state")
    return complaint, mediation


def _write(complaint: Complaint, kind: str, *, actor: User | None, side: str = "", on: date | None = None) -> None:
    history_append(
        complaint,
        kind=kind,
        actor=actor,
        actor_kind="" if actor else Actor.COMPLAINANT,
        reason=side,
        on=on,
    )
    complaint_touch(complaint)
    stale_for(complaint)
