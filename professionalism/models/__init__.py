"""The tables of force, correction, discipline, training and selection."""

from professionalism.models.checks import PlaceCount
from professionalism.models.discipline import (
    DisciplinaryCase,
    DisciplinaryCount,
    DisciplinaryYear,
    Sanction,
    SourceKind,
)
from professionalism.models.discipline_events import DisciplinaryEvent, DisciplinaryPaper, OrderMeasure
from professionalism.models.force import ForceApplication, ForceCitizen, ForceIncident, ForceOfficer
from professionalism.models.force_reviews import ForceEvent, ForceReview
from professionalism.models.schools import EducationLink, Programme, ProgrammeYear
from professionalism.models.selection import SelectionInstrument, SelectionOutcome, SelectionProcedure
from professionalism.models.signal_cases import (
    CorrectiveAction,
    ForceFollowUp,
    Signal,
    SignalCase,
    SignalEvent,
    SignalTie,
    SignalWord,
)
from professionalism.models.signals import ColleagueReport, OfficerExposure
from professionalism.models.training import Attendance, LanguageCount, Module, ModuleTheme, TrainingCount

__all__ = [
    "Attendance",
    "ColleagueReport",
    "CorrectiveAction",
    "DisciplinaryCase",
    "DisciplinaryCount",
    "DisciplinaryEvent",
    "DisciplinaryPaper",
    "DisciplinaryYear",
    "EducationLink",
    "ForceApplication",
    "ForceCitizen",
    "ForceEvent",
    "ForceFollowUp",
    "ForceIncident",
    "ForceOfficer",
    "ForceReview",
    "LanguageCount",
    "Module",
    "ModuleTheme",
    "OfficerExposure",
    "OrderMeasure",
    "PlaceCount",
    "Programme",
    "ProgrammeYear",
    "Sanction",
    "SelectionInstrument",
    "SelectionOutcome",
    "SelectionProcedure",
    "Signal",
    "SignalCase",
    "SignalEvent",
    "SignalTie",
    "SignalWord",
    "SourceKind",
    "TrainingCount",
]
