"""Records of other registers, by `records_import`: force, discipline, counts of training, outcomes of selection."""

from legitimacy.imports.kinds import record_kinds
from professionalism.imports.discipline import DISCIPLINE
from professionalism.imports.force_fields import FORCE
from professionalism.imports.selection import SELECTION
from professionalism.imports.training import TRAINING

record_kinds.register(FORCE, DISCIPLINE, TRAINING, SELECTION)
