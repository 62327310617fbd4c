"""The tables of the audit body."""

from audit.models.assessments import Assessment, CriterionScore
from audit.models.audit_findings import AuditFinding, AuditReply, Recommendation
from audit.models.audits import Audit, AuditEvent, AuditMember, AuditReport
from audit.models.frameworks import (
    FrameworkChange,
    FrameworkDraft,
    FrameworkSignature,
    MethodologyDiff,
    MethodologyDiffRow,
    RobustnessRow,
    RobustnessRun,
    Trial,
)
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
from audit.models.past import PastAudit
from audit.models.reports import Report
from audit.models.samples import Reading, Sample, SampleItem, SampleReader
from audit.models.standards import Criterion, Standard

__all__ = [
    "Assessment",
    "Audit",
    "AuditEvent",
    "AuditFinding",
    "AuditMember",
    "AuditReply",
    "AuditReport",
    "Criterion",
    "CriterionScore",
    "FrameworkChange",
    "FrameworkDraft",
    "FrameworkSignature",
    "FundingDecision",
    "FundingInput",
    "FundingItem",
    "FundingReply",
    "FundingResult",
    "FundingSample",
    "FundingScheme",
    "FundingSignature",
    "MethodologyDiff",
    "MethodologyDiffRow",
    "PastAudit",
    "Reading",
    "Recommendation",
    "Report",
    "RobustnessRow",
    "RobustnessRun",
    "Sample",
    "SampleItem",
    "SampleReader",
    "Standard",
    "Trial",
]
