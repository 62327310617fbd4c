"""Findings, hearing, reasons, measures and lessons: what a decision is made of."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from complaints.models import Allegation, Complaint, Finding, InvolvedMember, Measure
from complaints.services.clock import clock_refresh
from complaints.services.conflicts import conflicts_find
from complaints.services.counting import stale_for
from complaints.services.history import complaint_lock, complaint_save, complaint_touch, history_append
from complaints.services.member_events import member_events_settle
from complaints.services.needs import NeedMissingError
from complaints.services.searching import search_text_write
from complaints.workflow.codes import body_require, category_require, code_require
from complaints.workflow.states import Need, Status, StepError
from legitimacy.models import ImprovementAction, Member, User
from legitimacy.scorecards.services import improvements_stale

DECIDABLE = (Status.ADMISSIBILITY, Status.INQUIRY, Status.DRAFT_FINDING, Status.HEARD, Status.JUDICIAL_HOLD)
DECISION_WRITABLE = (*DECIDABLE, Status.REVIEW)
OTHER_AUTHORITIES = ("discipline", "judicial")


def _require_status(complaint: Complaint, allowed: tuple[Status, ...], what: str) -> None:
    if complaint.status not in allowed:
        raise StepError(what, complaint.status)


@transaction.atomic
def finding_record(
    *,
    allegation: Allegation,
    finding: str,
    actor: User,
    authority: str = "",
    found_on: date | None = None,
    note: str = "",
) -> Finding:
    """What an authority found of one allegation; the newest word of that authority counts.

    Without `authority` it is the body that holds the file, which may find only before it decides.
    """
    complaint = complaint_lock(allegation.complaint)
    code_require("finding", finding)
    if not authority or authority == complaint.holder:
        _require_status(complaint, DECIDABLE, "finding")
        authority = complaint.holder
    elif authority not in OTHER_AUTHORITIES:
        body_require(authority)
    row, _ = Finding.objects.update_or_create(
        allegation=allegation,
        authority=authority,
        defaults={
            "finding": finding,
            "found_on": found_on or timezone.localdate(),
            "note": note[:400],
            "recorded_by": actor,
        },
    )
    history_append(
        complaint, kind="finding", actor=actor, body=authority, reason=finding[:24], note=allegation.category
    )
    complaint_touch(complaint)
    return row


@transaction.atomic
def allegation_add(
    *,
    complaint: Complaint,
    category: str,
    actor: User,
    text: str = "",
    injured: bool = False,
    about_chief: bool = False,
) -> Allegation:
    """Note one more alleged failing, before the decision; and that somebody was injured, or that it is about the chief
    of corps, where the form did not say so. Neither is taken back here.
    """
    complaint = complaint_lock(complaint)
    category_require(category)
    _require_status(complaint, (Status.RECEIVED, Status.ACKNOWLEDGED, *DECIDABLE), "allegation")
    allegation = Allegation.objects.create(complaint=complaint, category=category, text=text[:400])
    complaint.injured = complaint.injured or injured
    complaint.about_chief = complaint.about_chief or about_chief
    search_text_write(complaint)
    history_append(complaint, kind="changed", actor=actor, note=category)
    complaint_save(complaint, "injured", "about_chief")
    stale_for(complaint)
    return allegation


@transaction.atomic
def involved_identify(*, involved: InvolvedMember, member: Member, actor: User) -> InvolvedMember:
    """Say which member is meant. They, and their line of command, are shut out of the file from now on."""
    complaint = complaint_lock(involved.complaint)
    if complaint.corps_id != member.corps_id:
        raise ValueError("The member belongs to another corps.")
    involved.member, involved.kind = member, InvolvedMember.Kind.KNOWN
    involved.unit = involved.unit or member.unit
    involved.save(update_fields=["member", "kind", "unit"])
    conflicts_find(complaint)
    history_append(complaint, kind="involved", actor=actor)
    complaint_touch(complaint)
    if complaint.communicated_on is not None:
        member_events_settle(complaint)
    return involved


@transaction.atomic
def officer_heard_note(*, complaint: Complaint, actor: User, heard_on: date, note: str = "") -> Complaint:
    """The member of the police was heard, or declined to be (say so in the note)."""
    complaint = complaint_lock(complaint)
    _require_status(complaint, (Status.INQUIRY, Status.DRAFT_FINDING), "officer_heard")
    complaint.officer_heard_on = heard_on
    complaint_save(complaint, "officer_heard_on")
    history_append(complaint, kind="officer_heard", actor=actor, on=heard_on, note=note)
    return complaint


@transaction.atomic
def decision_write(
    *, complaint: Complaint, actor: User, reasons: str, legal_basis: str = "", version: int | None = None
) -> Complaint:
    """The reasons that the complainant will read. They may change until the decision is taken."""
    complaint = complaint_lock(complaint, version=version)
    _require_status(complaint, DECISION_WRITABLE, "decision")
    if not reasons.strip():
        raise NeedMissingError(Need.DECISION)
    complaint.decision, complaint.legal_basis = reasons, legal_basis[:200]
    complaint_save(complaint, "decision", "legal_basis")
    history_append(complaint, kind="changed", actor=actor)
    return complaint


@transaction.atomic
def measure_add(
    *, complaint: Complaint, code: str, actor: User, note: str = "", done_on: date | None = None
) -> Measure:
    """Something that follows from the file, decided today."""
    complaint = complaint_lock(complaint)
    code_require("measure", code)
    measure = Measure.objects.create(
        complaint=complaint, code=code, note=note[:400], decided_on=timezone.localdate(), done_on=done_on
    )
    history_append(complaint, kind="measure", actor=actor, reason=code[:24])
    complaint_touch(complaint)
    clock_refresh(complaint)
    return measure


@transaction.atomic
def measure_done(*, measure: Measure, actor: User, done_on: date) -> Measure:
    complaint = complaint_lock(measure.complaint)
    measure.done_on = done_on
    measure.save(update_fields=["done_on"])
    history_append(complaint, kind="measure", actor=actor, reason=measure.code[:24], on=done_on)
    complaint_touch(complaint)
    return measure


@transaction.atomic
def lesson_add(*, complaint: Complaint, what: str, owner: str, due_on: date, actor: User) -> ImprovementAction:
    """What the corps learns: an improvement action with an owner and a day. ValueError while no corps is known."""
    complaint = complaint_lock(complaint)
    if complaint.corps is None:
        raise ValueError("A lesson belongs to a corps: say first which corps it is about.")
    action = ImprovementAction.objects.create(
        corps=complaint.corps,
        source=ImprovementAction.Source.COMPLAINT,
        reference=complaint.number,
        what=what,
        owner=owner,
        due_on=due_on,
        original_due_on=due_on,
        created_by=actor,
        origin=complaint.origin,
    )
    history_append(complaint, kind="lesson", actor=actor)
    complaint_touch(complaint)
    stale_for(complaint)
    improvements_stale([action])
    return action


@transaction.atomic
def lesson_done(*, complaint: Complaint, lesson: ImprovementAction, done_on: date, actor: User) -> ImprovementAction:
    """The corps did what it promised because of this file."""
    complaint = complaint_lock(complaint)
    lesson.done_on = done_on
    lesson.save(update_fields=["done_on"])
    history_append(complaint, kind="lesson", actor=actor, on=done_on)
    complaint_touch(complaint)
    improvements_stale([lesson])
    return lesson
