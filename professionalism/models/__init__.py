"""The tables of force, correction, discipline, training and selection."""

from professionalism.models.discipline import DisciplinaryCase, DisciplinaryCount, Sanction, SourceKind
from professionalism.models.discipline_events import DisciplinaryEvent, DisciplinaryPaper, OrderMeasure
from professionalism.models.force import ForceApplication, ForceCitizen, ForceIncident, ForceOfficer
from professionalism.models.force_reviews import ForceEvent, ForceReview

__all__ = [
    "DisciplinaryCase",
    "DisciplinaryCount",
    "DisciplinaryEvent",
    "DisciplinaryPaper",
    "ForceApplication",
    "ForceCitizen",
    "ForceEvent",
    "ForceIncident",
    "ForceOfficer",
    "ForceReview",
    "OrderMeasure",
    "Sanction",
    "SourceKind",
]
