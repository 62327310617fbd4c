"""Values of the indicators of the audit body, counted from its records in sets."""

from legitimacy.scorecards.sources import ValueSource

SOURCES: tuple[ValueSource, ...] = ()
