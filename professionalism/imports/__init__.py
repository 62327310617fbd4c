"""Records of other registers, by `records_import`."""

from legitimacy.imports.kinds import record_kinds
from professionalism.imports.force_fields import FORCE

record_kinds.register(FORCE)
