"""Services of practices, their use, their evidence, and research."""

from evaluation.services.faults import FaultError
from evaluation.services.practices.describing import practice_publish, practice_retire, practice_save
from evaluation.services.practices.rating import practice_rate
from evaluation.services.practices.researching import research_remove, research_save
from evaluation.services.practices.using import use_remove, use_save

__all__ = [
    "FaultError",
    "practice_publish",
    "practice_rate",
    "practice_retire",
    "practice_save",
    "research_remove",
    "research_save",
    "use_remove",
    "use_save",
]
