"""The tables of the audit body."""

from audit.models.audit_findings import AuditFinding, AuditReply, Recommendation
from audit.models.audits import Audit, AuditEvent, AuditMember, AuditReport

__all__ = [
    "Audit",
    "AuditEvent",
    "AuditFinding",
    "AuditMember",
    "AuditReply",
    "AuditReport",
    "Recommendation",
]
