"""Values of the indicators of the audit body, counted from its records in sets."""

from audit.indicators.counting_audits import AUDITS
from audit.indicators.standards import STANDARDS
from legitimacy.scorecards.sources import ValueSource

SOURCES: tuple[ValueSource, ...] = (AUDITS, STANDARDS)
