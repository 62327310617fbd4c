"""The recruitment area of a corps on a day."""

from datetime import date

from django.db.models import QuerySet

from diversity.models import RecruitmentArea
from legitimacy.models import Corps, Region, Subject


def recruitment_area_of(corps: Corps, day: date) -> Subject | None:
    """What HR chose, else the region that holds the corps; None where neither is known. Two queries at most."""
    chosen = RecruitmentArea.objects.filter(corps=corps, valid_from__lte=day).select_related("area").first()
    return chosen.area if chosen else corps.region


def areas_open(corps: Corps) -> QuerySet[Region]:
    """Provinces, regions and the country of its register, by name."""
    return Region.objects.filter(register=corps.register).order_by("kind", "name")
