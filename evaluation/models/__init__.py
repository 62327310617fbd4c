"""Records of evaluation."""

from evaluation.models.accounts import Account, AccountExplanation, AccountText
from evaluation.models.calendars import CalendarFeed
from evaluation.models.contact import ContactDraw, ContactRound
from evaluation.models.policy import PolicyEvaluation, PolicyObjective, PolicyPlan
from evaluation.models.practices import EvidenceDimension, EvidenceRating, EvidenceSource, Practice, PracticeUse
from evaluation.models.research import ResearchProject
from evaluation.models.waves import SurveyWave, WaveGap, WaveResult

__all__ = [
    "Account",
    "AccountExplanation",
    "AccountText",
    "CalendarFeed",
    "ContactDraw",
    "ContactRound",
    "EvidenceDimension",
    "EvidenceRating",
    "EvidenceSource",
    "PolicyEvaluation",
    "PolicyObjective",
    "PolicyPlan",
    "Practice",
    "PracticeUse",
    "ResearchProject",
    "SurveyWave",
    "WaveGap",
    "WaveResult",
]
