"""A corps assesses itself: begin, fill in, send."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.models import Assessment, CriterionScore, Standard
from audit.services.standards.errors import CriteriaMissingError, StageError, StaleError, StandardError
from audit.services.standards.evidence import files_by_score
from audit.workflow.standards.codes import Judges, Level, Stage
from audit.workflow.standards.points import total_of
from legitimacy.models import Corps, Register, User
from legitimacy.trail.services import event_append

OPEN_TO_CORPS = (Stage.DRAFT, Stage.RETURNED)


@dataclass(frozen=True, slots=True)
class SelfAnswer:
    """What the corps says on one criterion. Everything may be empty while it is filled in."""

    level: str = ""
    remark: str = ""
    evidence: str = ""


@transaction.atomic
def assessment_start(
    *,
    corps: Corps,
    standard: Standard,
    period_from: date,
    period_to: date,
    actor: User,
    subject: str = "",
    by_corps: bool = True,
) -> Assessment:
    """Begin an assessment. One that an auditor begins has no self-assessment and goes straight to judging.

    StandardError: `checklist`, `register`, `unpublished`, `subject`, or `twice` when there is one already.
    """
    subject = " ".join(subject.split())
    if not standard.is_checklist:
        raise StandardError("checklist", _("This standard judges drawn items: draw a sample for it."))
    if standard.register != corps.register:
        raise StandardError("register", _("This standard belongs to another register than the corps."))
    if standard.published_on >= period_from:
        raise StandardError("unpublished", _("This standard was not published before the period began."))
    if bool(subject) != (standard.judges == Judges.DOCUMENT):
        raise StandardError(
            "subject",
            _("Name the corps's own standard that is judged.")
            if not subject
            else _("This standard judges the corps as a whole: leave the name empty."),
        )
    try:
        with transaction.atomic():
            assessment = Assessment.objects.create(
                corps=corps,
                standard=standard,
                subject=subject,
                period_from=period_from,
                period_to=period_to,
                stage=Stage.DRAFT if by_corps else Stage.SUBMITTED,
                by_corps=by_corps,
                started_by=actor,
                auditor=None if by_corps else actor,
                origin=Register(corps.register).origin,
            )
    except IntegrityError:
        raise StandardError(
            "twice", _("There is an assessment by this standard for this period already. Open it from the list.")
        ) from None
    criteria = standard.criteria.exclude(applies_to=Judges.ITEM)
    CriterionScore.objects.bulk_create(CriterionScore(assessment=assessment, criterion=each) for each in criteria)
    trail(assessment, "assessment.started", actor)
    return assessment


@transaction.atomic
def assessment_save(
    *, assessment: Assessment, answers: Mapping[str, SelfAnswer], version: int, actor: User
) -> Assessment:
    """Keep what the corps has filled in so far; `answers` by criterion code."""
    assessment = locked(assessment, version, OPEN_TO_CORPS)
    scores = list(assessment.scores.select_related("criterion"))
    for score in scores:
        answer = answers.get(score.criterion.code, SelfAnswer())
        score.self_level, score.self_remark, score.evidence = (
            answer.level,
            answer.remark.strip(),
            answer.evidence.strip(),
        )
    CriterionScore.objects.bulk_update(scores, ["self_level", "self_remark", "evidence"])
    total = total_of((score.criterion.points, score.self_level) for score in scores)
    assessment.self_points, assessment.self_most = total.points, total.most
    touched(assessment, ["self_points", "self_most"])
    trail(assessment, "assessment.saved", actor)
    return assessment


@transaction.atomic
def assessment_submit(*, assessment: Assessment, version: int, actor: User) -> Assessment:
    """Send it to the auditors. CriteriaMissingError names every criterion that lacks something."""
    assessment = locked(assessment, version, OPEN_TO_CORPS)
    faults = self_faults(assessment)
    if faults:
        raise CriteriaMissingError(
            faults, _("Not sent yet: some criteria need something more. What you wrote is kept.")
        )
    assessment.stage, assessment.submitted_by, assessment.submitted_on = Stage.SUBMITTED, actor, timezone.localdate()
    touched(assessment, ["stage", "submitted_by", "submitted_on"])
    trail(assessment, "assessment.submitted", actor)
    return assessment


def self_faults(assessment: Assessment) -> dict[str, str]:
    """What each criterion still lacks before the corps can send it."""
    scores = list(assessment.scores.select_related("criterion"))
    files = files_by_score(scores)
    found = {}
    for score in scores:
        sentence = _self_fault(score, bool(files.get(score.pk)))
        if sentence:
            found[score.criterion.code] = sentence
    if not found and all(score.self_level == Level.NOT_APPLICABLE for score in scores):
        found[scores[0].criterion.code] = _("At least one criterion must apply.")
    return found


def _self_fault(score: CriterionScore, has_file: bool) -> str:
    if not score.self_level:
        return _("Choose how far it is met.")
    if score.self_level == Level.NOT_APPLICABLE and not score.self_remark:
        return _("Say why it does not apply.")
    if score.self_level in (Level.MET, Level.PARTLY) and not score.evidence and not has_file:
        return _("Say where the evidence is, or add a file.")
    return ""


def locked(assessment: Assessment, version: int, stages: tuple[Stage, ...]) -> Assessment:
    """The row, locked, as its reader saw it. StandardError `stale` or `stage` when it changed meanwhile."""
    row = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if row.stage not in stages:
        raise StageError(row.get_stage_display())
    if row.version != version:
        raise StaleError
    return row


def touched(assessment: Assessment, fields: list[str]) -> None:
    assessment.version += 1
    assessment.save(update_fields=[*fields, "version"])


def trail(assessment: Assessment, verb: str, actor: User, reason: str = "") -> None:
    event_append(
        verb=verb,
        actor=actor,
        object_type="assessment",
        object_id=assessment.pk,
        corps=assessment.corps.code,
        reason=reason or assessment.standard.code,
    )
