"""Imports of evaluation: waves of surveys, and figures made of counts of operations, by `records_import`."""

from evaluation.imports.waves import SURVEY
from evaluation.services.voice.operations import USES
from legitimacy.imports.kinds import record_kinds
from legitimacy.imports.operations.uses import count_uses

record_kinds.register(SURVEY)
count_uses.register(*USES)
