"""How long the audit body keeps what it made."""

from audit.services.reports import reports_expire, reports_past
from audit.services.standards.evidence import evidence_expire, evidence_past
from legitimacy.trail.retention import RetentionRule

REPORTS = RetentionRule(
    name="reports",
    what="reports past the week that they can be fetched in",
    count=reports_past,
    apply=reports_expire,
)
EVIDENCE = RetentionRule(
    name="assessment_evidence",
    what="files with evidence of assessments",
    count=lambda: evidence_past().count(),
    apply=evidence_expire,
)
RULES = (REPORTS, EVIDENCE)
