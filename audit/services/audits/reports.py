"""The final report: frozen as it stood, with a checksum, and the replies to figures set beside those figures."""

import hashlib
from typing import Any

import orjson
from django.utils import timezone

from audit.models import Audit, AuditReply, AuditReport
from legitimacy.models import Reply, Role, User
from legitimacy.trail.services import event_append


def report_freeze(audit: Audit, actor: User) -> AuditReport:
    """Write the report once, in the caller's transaction."""
    content = report_content(audit)
    return AuditReport.objects.create(
        audit=audit, content=content, digest=digest_of(content), frozen_at=timezone.now(), frozen_by=actor
    )


def digest_of(content: dict[str, Any]) -> str:
    """SHA-256 (hex) of the content as JSON with sorted keys, so that anybody can compute it again."""
    return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()


def report_content(audit: Audit) -> dict[str, Any]:
    """Everything the report says, in codes and texts; figures by their key, people by none."""
    replies = list(audit.replies.all())
    return {
        "audit": str(audit.pk),
        "corps": audit.corps.code,
        "register": audit.register,
        "origin": audit.origin,
        "title": audit.title,
        "pillars": audit.pillars,
        "indicators": audit.indicators,
        "standards": audit.standards,
        "period_from": audit.period_from.isoformat(),
        "period_to": audit.period_to.isoformat(),
        "opened_on": audit.opened_on.isoformat() if audit.opened_on else "",
        "draft_sent_on": audit.draft_sent_on.isoformat() if audit.draft_sent_on else "",
        "replied_on": audit.replied_on.isoformat() if audit.replied_on else "",
        "final_on": audit.final_on.isoformat() if audit.final_on else "",
        "auditors": audit.team.filter(left_on=None).count(),
        "replies": [_reply(row) for row in replies if row.finding_id is None],
        "findings": [
            {
                "number": finding.number,
                "grade": finding.grade,
                "title": finding.title,
                "text": finding.text,
                "standard": finding.standard,
                "indicator": finding.indicator,
                "period": finding.period,
                "value": finding.value_id,
                "replies": [_reply(row) for row in replies if row.finding_id == finding.pk],
            }
            for finding in audit.findings.all()
        ],
        "recommendations": [
            {
                "number": one.number,
                "finding": one.finding.number if one.finding else None,
                "priority": one.priority,
                "text": one.text,
                "owner": one.owner,
                "due_on": one.due_on.isoformat(),
            }
            for one in audit.recommendations.select_related("finding")
        ],
    }


def replies_attach(audit: Audit) -> int:
    """Set each reply to a finding about a figure beside that exact figure; number of replies set.

    Only now: while the report is a draft, a reply beside a public figure would tell of it.
    """
    rows = AuditReply.objects.filter(audit=audit, reply=None, finding__value__isnull=False).select_related("finding")
    count = 0
    for row in rows:
        value_id = row.finding.value_id if row.finding else None
        if value_id is None:
            continue
        row.reply = Reply.objects.create(value_id=value_id, author=row.author, role=Role.CHIEF_OF_CORPS, text=row.text)
        row.save(update_fields=["reply"])
        event_append(
            verb="reply.written",
            actor=row.author,
            role=Role.CHIEF_OF_CORPS,
            object_type="indicatorvalue",
            object_id=value_id,
            corps=audit.corps.code,
        )
        count += 1
    return count


def _reply(row: AuditReply) -> dict[str, str]:
    return {"on": timezone.localdate(row.written_at).isoformat(), "text": row.text}
