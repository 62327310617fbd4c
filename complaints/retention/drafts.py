"""Forms that were never sent: gone when their time is over. A sent form leaves its draft after a day at most."""

from complaints.services.drafts import drafts_past
from legitimacy.trail.retention import RetentionRule

DRAFTS = RetentionRule(
    "complaint_draft",
    "drafts of complaints",
    count=lambda: drafts_past().count(),
    apply=lambda: drafts_past().delete()[0],
)
