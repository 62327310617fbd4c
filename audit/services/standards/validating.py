"""An auditor judges an assessment criterion by criterion: draft, return, validate, annul."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.models import Assessment, CriterionScore
from audit.services.standards.assessing import locked, touched, trail
from audit.services.standards.counting import stale_for
from audit.services.standards.errors import CriteriaMissingError, StandardError
from audit.workflow.standards.codes import Level, Stage
from audit.workflow.standards.points import total_of
from legitimacy.models import User

JUDGED = (Stage.SUBMITTED,)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the auditor says on one criterion. Everything may be empty in a draft."""

    level: str = ""
    reason: str = ""


@transaction.atomic
def verdicts_save(*, assessment: Assessment, verdicts: Mapping[str, Verdict], version: int, actor: User) -> Assessment:
    """Keep a draft that only auditors see; `verdicts` by criterion code."""
    assessment = locked(assessment, version, JUDGED)
    scores = list(assessment.scores.select_related("criterion"))
    for score in scores:
        verdict = verdicts.get(score.criterion.code, Verdict())
        score.level, score.reason = verdict.level, verdict.reason.strip()
    CriterionScore.objects.bulk_update(scores, ["level", "reason"])
    assessment.auditor = actor
    touched(assessment, ["auditor"])
    trail(assessment, "assessment.judged", actor)
    return assessment


@transaction.atomic
def assessment_validate(*, assessment: Assessment, version: int, actor: User) -> Assessment:
    """Send the verdicts to the corps; from now on they count.

    CriteriaMissingError names every criterion without a verdict, or without a reason where it differs.
    """
    assessment = locked(assessment, version, JUDGED)
    faults = verdict_faults(assessment)
    if faults:
        raise CriteriaMissingError(
            faults, _("Not sent to the corps yet: some criteria need something more. Your draft is kept.")
        )
    scores = assessment.scores.select_related("criterion")
    total = total_of((score.criterion.points, score.level) for score in scores)
    assessment.points, assessment.most, assessment.all_met = total.points, total.most, total.all_met
    assessment.stage, assessment.auditor, assessment.validated_on = Stage.VALIDATED, actor, timezone.localdate()
    assessment.note = ""
    touched(assessment, ["points", "most", "all_met", "stage", "auditor", "validated_on", "note"])
    stale_for(assessment)
    trail(assessment, "assessment.validated", actor)
    return assessment


@transaction.atomic
def assessment_return(*, assessment: Assessment, version: int, note: str, actor: User) -> Assessment:
    """Give it back to the corps, with what is asked. The draft verdicts stay, unseen."""
    assessment = locked(assessment, version, JUDGED)
    if not assessment.by_corps:
        raise StandardError("no_self", _("The corps did not assess itself here, so there is nothing to return."))
    if not note.strip():
        raise StandardError("note", _("Say what the corps should add or change."))
    assessment.stage, assessment.note, assessment.auditor = Stage.RETURNED, note.strip(), actor
    touched(assessment, ["stage", "note", "auditor"])
    trail(assessment, "assessment.returned", actor)
    return assessment


@transaction.atomic
def assessment_annul(*, assessment: Assessment, version: int, note: str, actor: User) -> Assessment:
    """Take a validated assessment out of the count, for a reason; a new one may be begun for its period."""
    assessment = locked(assessment, version, (Stage.VALIDATED, Stage.SUBMITTED))
    if not note.strip():
        raise StandardError("note", _("Say why it no longer counts."))
    counted = assessment.stage == Stage.VALIDATED
    assessment.stage, assessment.note, assessment.auditor = Stage.ANNULLED, note.strip(), actor
    touched(assessment, ["stage", "note", "auditor"])
    if counted:
        stale_for(assessment)
    trail(assessment, "assessment.annulled", actor)
    return assessment


def verdict_faults(assessment: Assessment) -> dict[str, str]:
    """What each criterion still lacks before the auditor can send it."""
    scores = list(assessment.scores.select_related("criterion"))
    found = {}
    for score in scores:
        sentence = _fault(score)
        if sentence:
            found[score.criterion.code] = sentence
    if not found and all(score.level == Level.NOT_APPLICABLE for score in scores):
        found[scores[0].criterion.code] = _("At least one criterion must apply.")
    return found


def _fault(score: CriterionScore) -> str:
    if not score.level:
        return _("Give your verdict.")
    if score.self_level and score.level != score.self_level and not score.reason:
        return _("You differ from the corps: say why.")
    if score.level == Level.NOT_APPLICABLE and not score.reason and not score.self_level:
        return _("Say why it does not apply.")
    return ""
