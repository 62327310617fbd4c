"""The tables of force, correction, discipline, training and selection."""

from professionalism.models.discipline import DisciplinaryCase, DisciplinaryCount, Sanction, SourceKind
from professionalism.models.discipline_events import DisciplinaryEvent, DisciplinaryPaper, OrderMeasure
from professionalism.models.force import ForceApplication, ForceCitizen, ForceIncident, ForceOfficer
from professionalism.models.force_reviews import ForceEvent, ForceReview
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

__all__ = [
    "ColleagueReport",
    "CorrectiveAction",
    "DisciplinaryCase",
    "DisciplinaryCount",
    "DisciplinaryEvent",
    "DisciplinaryPaper",
    "ForceApplication",
    "ForceCitizen",
    "ForceEvent",
    "ForceFollowUp",
    "ForceIncident",
    "ForceOfficer",
    "ForceReview",
    "OfficerExposure",
    "OrderMeasure",
    "Sanction",
    "Signal",
    "SignalCase",
    "SignalEvent",
    "SignalTie",
    "SignalWord",
    "SourceKind",
]
