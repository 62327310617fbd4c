"""What professionalism keeps no longer than it may. `RULES` joins the rules of every part."""

from legitimacy.trail.retention import RetentionRule
from professionalism.services.force_drafting import drafts_past

FORCE_DRAFTS = RetentionRule(
    "force_draft",
    "force reports that were never handed in",
    count=lambda: drafts_past().count(),
    apply=lambda: drafts_past().delete()[1].get("professionalism.ForceIncident", 0),
)
RULES = (FORCE_DRAFTS,)
