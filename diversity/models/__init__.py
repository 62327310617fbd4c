"""Records of diversity: counts only, never a person."""

from diversity.models.staffing import RecruitmentArea, StaffCell, StaffEvent, StaffReturn

__all__ = ["RecruitmentArea", "StaffCell", "StaffEvent", "StaffReturn"]
