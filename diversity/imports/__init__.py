"""Imports of diversity: staff counts, by `records_import`."""

from diversity.imports.staff_records import STAFF
from legitimacy.imports.kinds import record_kinds

record_kinds.register(STAFF)
