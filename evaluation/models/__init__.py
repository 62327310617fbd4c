"""Records of evaluation."""

from evaluation.models.practices import EvidenceDimension, EvidenceRating, EvidenceSource, Practice, PracticeUse
from evaluation.models.research import ResearchProject

__all__ = ["EvidenceDimension", "EvidenceRating", "EvidenceSource", "Practice", "PracticeUse", "ResearchProject"]
