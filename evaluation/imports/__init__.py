"""Imports of evaluation: waves of surveys, by `records_import`."""

from evaluation.imports.waves import SURVEY
from legitimacy.imports.kinds import record_kinds

record_kinds.register(SURVEY)
