"""How long the audit body keeps what it made."""

from audit.services.reports import reports_expire, reports_past
from legitimacy.trail.retention import RetentionRule

REPORTS = RetentionRule(
    name="reports",
    what="reports past the week that they can be fetched in",
    count=reports_past,
    apply=reports_expire,
)
RULES = (REPORTS,)
