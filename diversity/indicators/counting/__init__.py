"""Values of the indicators of diversity, counted from its records in sets. Each part names its own source."""

from diversity.indicators.counting.criteria import DIVERSITY_CRITERIA
from diversity.indicators.counting.origin import DIVERSITY_ORIGIN
from diversity.indicators.counting.staff import DIVERSITY_STAFF
from diversity.indicators.counting.surveys import SURVEYS
from legitimacy.scorecards.sources import ValueSource

SOURCES: tuple[ValueSource, ...] = (DIVERSITY_STAFF, DIVERSITY_ORIGIN, SURVEYS, DIVERSITY_CRITERIA)
