"""Records of diversity: counts only, never a person."""

from diversity.models.plans import Baseline, DiversityPlan
from diversity.models.staffing import RecruitmentArea, StaffCell, StaffEvent, StaffReturn
from diversity.models.surveys import SlipBatch, SurveyRound

__all__ = [
    "Baseline",
    "DiversityPlan",
    "RecruitmentArea",
    "SlipBatch",
    "StaffCell",
    "StaffEvent",
    "StaffReturn",
    "SurveyRound",
]
