"""The tables of the audit body."""

from audit.models.audit_findings import AuditFinding, AuditReply, Recommendation
from audit.models.audits import Audit, AuditEvent, AuditMember, AuditReport
from audit.models.funding import (
    FundingDecision,
    FundingInput,
    FundingItem,
    FundingReply,
    FundingResult,
    FundingSample,
    FundingScheme,
    FundingSignature,
)
from audit.models.reports import Report

__all__ = [
    "Audit",
    "AuditEvent",
    "AuditFinding",
    "AuditMember",
    "AuditReply",
    "AuditReport",
    "FundingDecision",
    "FundingInput",
    "FundingItem",
    "FundingReply",
    "FundingResult",
    "FundingSample",
    "FundingScheme",
    "FundingSignature",
    "Recommendation",
    "Report",
]
