"""Complaint files of other registers, by `records_import complaints` and on the page for it."""

from complaints.imports.fields import KIND
from legitimacy.imports.kinds import record_kinds

record_kinds.register(KIND)
