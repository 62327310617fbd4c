"""Records of diversity: counts only, never a person."""

from diversity.models.staffing import RecruitmentArea, StaffCell, StaffReturn

__all__ = ["RecruitmentArea", "StaffCell", "StaffReturn"]
