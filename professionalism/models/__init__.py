"""The tables of force, correction, discipline, training and selection."""

from professionalism.models.force import ForceApplication, ForceCitizen, ForceIncident, ForceOfficer
from professionalism.models.force_reviews import ForceEvent, ForceReview
from professionalism.models.schools import EducationLink, Programme, ProgrammeYear
from professionalism.models.selection import SelectionInstrument, SelectionOutcome, SelectionProcedure
from professionalism.models.training import Attendance, LanguageCount, Module, ModuleTheme, TrainingCount

__all__ = [
    "Attendance",
    "EducationLink",
    "ForceApplication",
    "ForceCitizen",
    "ForceEvent",
    "ForceIncident",
    "ForceOfficer",
    "ForceReview",
    "LanguageCount",
    "Module",
    "ModuleTheme",
    "Programme",
    "ProgrammeYear",
    "SelectionInstrument",
    "SelectionOutcome",
    "SelectionProcedure",
    "TrainingCount",
]
