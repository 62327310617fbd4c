"""Values of the indicators of professionalism, counted from its records in sets. Each part names its own source."""

from legitimacy.scorecards.sources import ValueSource
from professionalism.indicators.counting.conflicts import OPERATIONS
from professionalism.indicators.counting.force import FORCE

SOURCES: tuple[ValueSource, ...] = (FORCE, OPERATIONS)
