"""What was entered of exposure, by quarter and group: how many officers and how much together, never which officer."""

from dataclasses import dataclass

from django.db.models import Count, Sum
from django.utils import timezone

from legitimacy.models import Corps
from professionalism.models import OfficerExposure
from professionalism.selectors.signals.peers import quarters_ended


@dataclass(frozen=True, slots=True)
class ExposureRow:
    quarter: str
    group: str
    measure: str
    officers: int
    count: int


def exposure_entered(corps: Corps, quarters: int) -> list[ExposureRow]:
    """Of the last quarters that are over and the running one, newest first. One query."""
    oldest = str(quarters_ended(timezone.localdate(), quarters)[0])
    rows = OfficerExposure.objects.filter(member__corps=corps, quarter__gte=oldest)
    sums = rows.order_by("-quarter", "group", "measure").values_list("quarter", "group", "measure")
    return [
        ExposureRow(quarter, group, str(OfficerExposure.Measure(measure).label), officers, count)
        for quarter, group, measure, officers, count in sums.annotate(Count("pk"), Sum("count"))
    ]
