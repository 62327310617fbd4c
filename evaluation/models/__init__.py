"""Records of evaluation."""

from evaluation.models.accounts import Account, AccountExplanation, AccountText
from evaluation.models.policy import PolicyEvaluation, PolicyObjective, PolicyPlan
from evaluation.models.practices import EvidenceDimension, EvidenceRating, EvidenceSource, Practice, PracticeUse
from evaluation.models.research import ResearchProject

__all__ = [
    "Account",
    "AccountExplanation",
    "AccountText",
    "EvidenceDimension",
    "EvidenceRating",
    "EvidenceSource",
    "PolicyEvaluation",
    "PolicyObjective",
    "PolicyPlan",
    "Practice",
    "PracticeUse",
    "ResearchProject",
]
