"""Counts of training and outcomes of selection from other registers, by `records_import training` and `selection`."""

from legitimacy.imports.kinds import record_kinds
from professionalism.imports.selection import SELECTION
from professionalism.imports.training import TRAINING

record_kinds.register(TRAINING, SELECTION)
