"""What professionalism keeps no longer than it may. `RULES` joins the rules of every part."""

from legitimacy.trail.retention import RetentionRule
from professionalism.services.discipline.erasing import DISCIPLINE
from professionalism.services.force_drafting import drafts_past
from professionalism.services.signals.keeping import cases_empty, cases_past, signals_expire, signals_past

FORCE_DRAFTS = RetentionRule(
    "force_draft",
    "force reports that were never handed in",
    count=lambda: drafts_past().count(),
    apply=lambda: drafts_past().delete()[1].get("professionalism.ForceIncident", 0),
)
SIGNALS = RetentionRule(
    name="signals",
    what="early signals past their two years",
    count=lambda: signals_past().count(),
    apply=signals_expire,
)
CASES = RetentionRule(
    name="signal_cases",
    what="cases of early signals, emptied two years after the decision; counts stay",
    count=lambda: cases_past().count(),
    apply=cases_empty,
)
RULES = (FORCE_DRAFTS, DISCIPLINE, SIGNALS, CASES)
