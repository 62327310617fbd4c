"""How long early signals are kept."""

from legitimacy.trail.retention import RetentionRule
from professionalism.services.signals.keeping import cases_empty, cases_past, signals_expire, signals_past

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
RULES = (SIGNALS, CASES)
