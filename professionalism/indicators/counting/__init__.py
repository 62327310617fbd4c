"""Values of the indicators of professionalism, counted from its records in sets. Each part names its own source."""

from legitimacy.scorecards.sources import ValueSource
from professionalism.indicators.counting.conflicts import OPERATIONS
from professionalism.indicators.counting.discipline import DISCIPLINE
from professionalism.indicators.counting.force import FORCE
from professionalism.indicators.counting.signals import SIGNALS
from professionalism.indicators.counting.training import TRAINING

SOURCES: tuple[ValueSource, ...] = (FORCE, OPERATIONS, DISCIPLINE, SIGNALS, TRAINING)
