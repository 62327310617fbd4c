"""Findings and recommendations while the audit is opened."""

from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.models import Audit, AuditFinding, Recommendation
from audit.selectors.audits.evidence import FINDING
from audit.services.audits.history import AuditTextError, audit_append, audit_lock, audit_save
from audit.services.audits.team import team_require
from audit.workflow.audits import Grade, Priority, Status
from legitimacy.attachments.selectors import attachments_of
from legitimacy.attachments.services import attachment_delete, attachment_keep, attachment_prepare
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.models import Attachment, User

MOST_FINDINGS = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingText:
    """What a finding says. `value` is the exact figure it rests on, as the writer read it; None for none."""

    grade: Grade
    title: str
    text: str
    standard: str = ""
    value: VisibleValue | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationText:
    text: str
    owner: str
    due_on: date
    priority: Priority = Priority.ORDINARY
    finding: AuditFinding | None = None


@transaction.atomic
def finding_write(
    *,
    audit: Audit,
    given: FindingText,
    actor: User,
    finding: AuditFinding | None = None,
    version: int | None = None,
) -> AuditFinding:
    """A new finding, or another text of one. AuditTextError outside fieldwork, or for a figure of another corps."""
    audit = _opened(audit, actor, version)
    if given.value is not None and given.value.subject_id != audit.corps_id:
        raise AuditTextError(_("This figure is of another corps."))
    row = finding or AuditFinding(audit=audit, number=_next_number(AuditFinding, audit), written_by=actor)
    if row.audit_id != audit.pk:
        raise AuditTextError(_("This finding is of another audit."))
    row.grade, row.title, row.text, row.standard = given.grade, given.title, given.text, given.standard
    row.value_id = given.value.value_id if given.value else None
    row.indicator = given.value.indicator if given.value else ""
    row.period = given.value.period if given.value else ""
    row.save()
    audit_append(audit, kind="finding", actor=actor, about=row.number)
    audit_save(audit)
    return row


@transaction.atomic
def finding_remove(*, audit: Audit, finding: AuditFinding, actor: User, version: int | None = None) -> None:
    """Take a finding out, with its files; its recommendations stay. AuditTextError outside fieldwork."""
    audit = _opened(audit, actor, version)
    number = finding.number
    for row in attachments_of(FINDING, finding.pk):
        attachment_delete(row)
    audit.findings.filter(pk=finding.pk).delete()
    audit_append(audit, kind="finding_removed", actor=actor, about=number)
    audit_save(audit)


def finding_file_add(*, audit: Audit, finding: AuditFinding, upload: "UploadedFile[bytes]", actor: User) -> Attachment:
    """A file as evidence. AttachmentRefusedError has a sentence for who sent it; then nothing was kept."""
    prepared = attachment_prepare(name=upload.name or "", stream=cast(BinaryIO, upload))
    try:
        with transaction.atomic():
            audit = _opened(audit, actor, None)
            row = attachment_keep(prepared, owner_type=FINDING, owner_id=finding.pk, uploaded_by=actor)
            audit_append(audit, kind="evidence", actor=actor, about=finding.number)
    except BaseException:
        prepared.discard()
        raise
    return row


@transaction.atomic
def recommendation_write(
    *,
    audit: Audit,
    given: RecommendationText,
    actor: User,
    recommendation: Recommendation | None = None,
    version: int | None = None,
) -> Recommendation:
    """A new recommendation, or another text of one. AuditTextError outside fieldwork, or for a day that is over."""
    audit = _opened(audit, actor, version)
    if given.due_on <= timezone.localdate():
        raise AuditTextError(_("Give the corps time: choose a day after today."))
    row = recommendation or Recommendation(audit=audit, number=_next_number(Recommendation, audit))
    row.text, row.owner, row.priority, row.finding = given.text, given.owner, given.priority, given.finding
    row.due_on = row.original_due_on = given.due_on
    row.save()
    audit_append(audit, kind="recommendation", actor=actor, about=row.number)
    audit_save(audit)
    return row


@transaction.atomic
def recommendation_remove(
    *, audit: Audit, recommendation: Recommendation, actor: User, version: int | None = None
) -> None:
    """Take a recommendation out before the report is final."""
    audit = _opened(audit, actor, version)
    audit.recommendations.filter(pk=recommendation.pk).delete()
    audit_append(audit, kind="recommendation_removed", actor=actor, about=recommendation.number)
    audit_save(audit)


def _opened(audit: Audit, actor: User, version: int | None) -> Audit:
    audit = audit_lock(audit, version=version)
    team_require(audit, actor)
    if audit.status != Status.OPENED:
        raise AuditTextError(_("Findings and recommendations are written while the audit is opened, not now."))
    return audit


def _next_number(model: type[AuditFinding] | type[Recommendation], audit: Audit) -> int:
    last = model.objects.filter(audit=audit).aggregate(last=Max("number"))["last"] or 0
    if last >= MOST_FINDINGS:
        raise AuditTextError(_("There are %(most)s already, which is the most one report can hold.") % {"most": last})
    return int(last) + 1
