"""Handing a report in, reviewing it, sending it back, making it void: the table of `workflow.force`, step by step."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from legitimacy.deadlines.clock import due_day
from legitimacy.deadlines.rules import rule_set_on
from legitimacy.members import member_of
from legitimacy.models import ImprovementAction, User
from legitimacy.scorecards.services import improvements_stale
from professionalism.models import ForceIncident, ForceReview
from professionalism.selectors.force_barring import bar_of
from professionalism.selectors.force_checking import faults_of, holds_national_number, number_sentence
from professionalism.services.force_counting import force_marks
from professionalism.services.force_history import (
    ForceRefusedError,
    incident_append,
    incident_lock,
    incident_save,
)
from professionalism.services.force_joining import group_release, group_reorder, groups_lock
from professionalism.workflow.force import Actor, Finding, step_for
from professionalism.workflow.force_steps import Fault
from professionalism.workflow.force_wording import BAR_WORDS, Bar


class IncompleteError(ValueError):
    """The report cannot be handed in yet. `faults` say why."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__(f"{len(faults)} things are missing or wrong.")


class BarredError(PermissionError):
    """This person may not review this report. `bar` says why; the text is a sentence for the page."""

    def __init__(self, bar: Bar) -> None:
        self.bar = bar
        super().__init__(str(BAR_WORDS[bar]))


@dataclass(frozen=True, slots=True)
class Improvement:
    """What the corps will do better because of a review. `owner` is a function, not a name."""

    what: str
    owner: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Review:
    finding: Finding
    reasons: str
    lessons: str = ""
    improvement: Improvement | None = None


def review_due(handed_in_on: date) -> date:
    """Last day of the review of a report handed in on a day."""
    due = due_day(rule_set_on("force", handed_in_on).rule("review"), handed_in_on, ())
    if due is None:
        raise ValueError("The term of a review has no end.")
    return due


@transaction.atomic
def incident_submit(*, incident: ForceIncident, actor: User, version: int | None = None) -> ForceIncident:
    """Hand in, or hand in again what was sent back: the term of the review begins with the first time.

    IncompleteError, StepError or IncidentChangedError where it cannot be; then nothing was written.
    """
    incident = incident_lock(incident, version=version)
    step = step_for("submit", incident.status)
    faults = faults_of(incident)
    if faults:
        raise IncompleteError(faults)
    before, now = incident.status, timezone.now()
    incident.status = step.target
    if incident.registered_at is None:
        incident.registered_at, incident.completed_at = now, now
        incident.review_due_on = review_due(timezone.localdate(now))
        ForceReview.objects.create(incident=incident, due_on=incident.review_due_on)
    incident_save(incident, "status", "registered_at", "completed_at", "review_due_on")
    incident_append(incident, kind="submit", actor=actor, role=Actor.REPORTER, status_from=before)
    force_marks(incident)
    return incident


@transaction.atomic
def incident_return(*, incident: ForceIncident, actor: User, note: str, version: int | None = None) -> ForceIncident:
    """Send back for completion. The clock goes on. BarredError for whoever may not review."""
    incident = incident_lock(incident, version=version)
    step = step_for("return", incident.status)
    _reviewer_require(incident, actor)
    note = _text(note, _("Write what is missing."))
    before, incident.status = incident.status, step.target
    incident_save(incident, "status")
    incident_append(incident, kind="return", actor=actor, role=Actor.REVIEWER, status_from=before, note=note)
    force_marks(incident)
    return incident


@transaction.atomic
def incident_review(
    *, incident: ForceIncident, actor: User, review: Review, version: int | None = None
) -> ForceIncident:
    """Give the review. BarredError for whoever may not; ForceRefusedError without reasons."""
    groups_lock(incident)
    incident = incident_lock(incident, version=version)
    step = step_for("review", incident.status)
    _reviewer_require(incident, actor)
    reasons = _text(review.reasons, _("Write your reasons."))
    lessons = _text(review.lessons, "")
    today = timezone.localdate()
    row = incident.reviews.filter(decided_on=None).first() or ForceReview(incident=incident)
    row.due_on = row.due_on or incident.review_due_on
    row.reviewer, row.reviewer_member = actor, member_of(actor, incident.corps)
    row.decided_on, row.finding, row.reasons, row.lessons = today, review.finding, reasons, lessons
    row.save()
    before, incident.status = incident.status, step.target
    incident.reviewed_on, incident.finding = today, review.finding
    incident_save(incident, "status", "reviewed_on", "finding")
    group_reorder(incident)
    incident_append(incident, kind="review", actor=actor, role=Actor.REVIEWER, status_from=before)
    force_marks(incident)
    if review.improvement is not None:
        _improvement_add(incident, review.improvement, actor)
    return incident


def _improvement_add(incident: ForceIncident, improvement: Improvement, actor: User) -> None:
    if improvement.due_on < timezone.localdate():
        raise ForceRefusedError(_("The day by which it will be done is over. Give today or a later day."))
    action = ImprovementAction.objects.create(
        corps=incident.corps, source=ImprovementAction.Source.REVIEW, reference=incident.number,
        what=_text(improvement.what, _("Write what will be done better.")), owner=improvement.owner,
        due_on=improvement.due_on, original_due_on=improvement.due_on, origin=incident.origin, created_by=actor,
    )  # fmt: skip
    improvements_stale([action])


@transaction.atomic
def incident_void(*, incident: ForceIncident, actor: User, note: str, version: int | None = None) -> ForceIncident:
    """Take a report out of all figures, with a reason. Reports joined to it stay, under a new head."""
    groups_lock(incident)
    incident = incident_lock(incident, version=version)
    step = step_for("void", incident.status)
    note = _text(note, _("Write your reason."))
    before, incident.status = incident.status, step.target
    released = group_release(incident)
    incident_save(incident, "status", "joined_to")
    incident_append(incident, kind="void", actor=actor, role=Actor.STANDARDS, status_from=before, note=note)
    force_marks(incident, *released)
    return incident


def _reviewer_require(incident: ForceIncident, actor: User) -> None:
    bar = bar_of(actor, incident)
    if bar is not None:
        raise BarredError(bar)


def _text(text: str, missing: str) -> str:
    """A text without what must not stand in it. ForceRefusedError says what is wrong."""
    text = text.strip()
    if not text and missing:
        raise ForceRefusedError(missing)
    if holds_national_number(text):
        raise ForceRefusedError(number_sentence())
    return text
