"""Files behind findings and behind what the corps says was done."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from audit.models import Audit, AuditFinding
from legitimacy.models import Attachment

FINDING, DONE = "audit_finding", "audit_recommendation"
"""Owner types of attachments: what the auditors added to a finding, what the corps added to a recommendation."""


def files_of(owner_type: str, ids: Iterable[int]) -> dict[int, list[Attachment]]:
    """Files by the key of their finding or recommendation, the oldest first. One query."""
    found: dict[int, list[Attachment]] = defaultdict(list)
    rows = Attachment.objects.filter(owner_type=owner_type, owner_id__in=[str(pk) for pk in ids])
    for row in rows.order_by("uploaded_at", "pk"):
        found[int(row.owner_id)].append(row)
    return dict(found)


def findings_without_evidence(audit: Audit) -> list[AuditFinding]:
    """Findings that rest on neither a figure nor a file."""
    bare = list(audit.findings.filter(value=None))
    files = files_of(FINDING, [finding.pk for finding in bare])
    return [finding for finding in bare if finding.pk not in files]


def file_of_audit(audit: Audit, pk: UUID) -> Attachment | None:
    """One file of this audit; None for a file of another record."""
    row = Attachment.objects.filter(pk=pk, owner_type__in=(FINDING, DONE)).first()
    if row is None:
        return None
    owners = audit.findings if row.owner_type == FINDING else audit.recommendations
    return row if owners.filter(pk=int(row.owner_id)).exists() else None
