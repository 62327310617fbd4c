"""Files with evidence, each beside one criterion of an assessment."""

from collections.abc import Iterable
from typing import BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from audit.models import Assessment, CriterionScore
from audit.services.audits.terms import evidence_kept_from
from audit.workflow.standards.codes import Stage
from legitimacy.attachments.services import (
    attachment_delete,
    attachment_keep,
    attachment_prepare,
    attachment_read,
    original_read,
)
from legitimacy.models import Attachment, User
from legitimacy.trail.services import event_append

OWNER = "audit_criterionscore"


def files_by_score(scores: Iterable[CriterionScore]) -> dict[int, list[Attachment]]:
    """Files of each score, by its key, the oldest first. One query."""
    found: dict[int, list[Attachment]] = {}
    keys = [str(score.pk) for score in scores]
    for row in Attachment.objects.filter(owner_type=OWNER, owner_id__in=keys).order_by("uploaded_at", "pk"):
        found.setdefault(int(row.owner_id), []).append(row)
    return found


def evidence_add(*, score: CriterionScore, upload: "UploadedFile[bytes]", actor: User) -> Attachment:
    """Take a file. AttachmentRefusedError has a sentence; then nothing is kept."""
    prepared = attachment_prepare(name=upload.name or "", stream=cast(BinaryIO, upload))
    try:
        with transaction.atomic():
            Assessment.objects.select_for_update().get(pk=score.assessment_id)
            kept = attachment_keep(prepared, owner_type=OWNER, owner_id=score.pk, uploaded_by=actor)
            _trail(score, kept, actor, "evidence.added")
    except BaseException:
        prepared.discard()
        raise
    return kept


@transaction.atomic
def evidence_remove(*, score: CriterionScore, attachment: Attachment, actor: User) -> None:
    """Take a file away again, while the corps still fills the assessment in."""
    assessment = Assessment.objects.select_for_update().get(pk=score.assessment_id)
    if assessment.stage not in (Stage.DRAFT, Stage.RETURNED):
        raise ValueError("Evidence of an assessment that was sent stays.")
    _trail(score, attachment, actor, "evidence.removed")
    attachment_delete(attachment)


@transaction.atomic
def evidence_open(*, score: CriterionScore, attachment: Attachment, actor: User) -> bytes:
    """The copy without metadata; the original where no copy is made of such a file. On the trail.

    AttachmentClosedError in quarantine, AttachmentDamagedError where the sealed file is not what was sealed.
    """
    read = attachment_read(attachment) if attachment.copy_path else original_read(attachment)
    _trail(score, attachment, actor, "evidence.read")
    return read


def evidence_past() -> QuerySet[Attachment]:
    """Files past their time, counted from the validation; from the end of the period where there was none."""
    limit = evidence_kept_from(timezone.localdate())
    ended = CriterionScore.objects.annotate(ended=Coalesce("assessment__validated_on", "assessment__period_to"))
    keys = ended.filter(ended__lt=limit).annotate(key=Cast("pk", CharField())).values("key")
    return Attachment.objects.filter(owner_type=OWNER, owner_id__in=keys)


def evidence_expire() -> int:
    """Remove files past their time, each in a transaction of its own; number of files."""
    past = list(evidence_past())
    for attachment in past:
        attachment_delete(attachment)
    return len(past)


def _trail(score: CriterionScore, attachment: Attachment, actor: User, verb: str) -> None:
    event_append(
        verb=verb,
        actor=actor,
        object_type="attachment",
        object_id=attachment.pk,
        corps=score.assessment.corps.code,
        reason=score.criterion.code,
    )
