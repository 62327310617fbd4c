"""Statutory clocks: rule sets as data, Belgian working days, pauses; replayed from the dates of events alone."""
