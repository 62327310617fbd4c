"""The tables of force, correction, discipline, training and selection."""

from professionalism.models.force import ForceApplication, ForceCitizen, ForceIncident, ForceOfficer
from professionalism.models.force_reviews import ForceEvent, ForceReview

__all__ = [
    "ForceApplication",
    "ForceCitizen",
    "ForceEvent",
    "ForceIncident",
    "ForceOfficer",
    "ForceReview",
]
