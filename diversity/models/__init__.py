"""Records of diversity: counts only, never a person."""

from diversity.models.plans import Baseline, DiversityPlan
from diversity.models.staffing import RecruitmentArea, StaffCell, StaffReturn

__all__ = ["Baseline", "DiversityPlan", "RecruitmentArea", "StaffCell", "StaffReturn"]
