"""Values of the indicators of diversity, counted from its records in sets. Each part names its own source."""

from diversity.indicators.counting.surveys import SURVEYS
from legitimacy.scorecards.sources import ValueSource

SOURCES: tuple[ValueSource, ...] = (SURVEYS,)
