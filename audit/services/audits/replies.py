"""The right of reply: the chief of corps answers each finding and the whole, once, within a term."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from audit.models import Audit, AuditReply
from audit.services.audits.history import audit_lock
from audit.services.audits.steps import audit_step
from audit.workflow.audits import Actor
from legitimacy.access import require_person
from legitimacy.models import User


@transaction.atomic
def reply_send(
    *, audit: Audit, overall: str, by_finding: Mapping[int, str], actor: User, version: int | None = None
) -> Audit:
    """Write what was replied and take the step. `by_finding` has texts by the key of the finding; blanks are left out.

    AuditNeedError for no text at all, StepError where no reply is awaited, AuditChangedError for an older version.
    """
    audit = audit_lock(audit, version=version)
    require_person(actor, "audit.reply", audit)
    now = timezone.now()
    findings = {finding.pk: finding for finding in audit.findings.all()}
    given = [(None, overall), *((findings[pk], text) for pk, text in by_finding.items() if pk in findings)]
    AuditReply.objects.bulk_create(
        AuditReply(audit=audit, finding=finding, text=text.strip(), author=actor, written_at=now)
        for finding, text in given
        if text.strip()
    )
    return audit_step(audit=audit, step="reply", actor=actor, actor_kind=Actor.CORPS)
