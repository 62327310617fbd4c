from django.db import models
from django.utils.translation import gettext_lazy as _

from legitimacy.models.subjects import Subject


class AreaStatistic(models.Model):
    """A dated fact about an area. Whoever needs one takes the nearest earlier date and shows it."""

    class Kind(models.TextChoices):
        POPULATION = "population", _("residents")
        DENSITY = "density", _("residents per km²")
        SHARE_OVER_65 = "share_over_65", _("share of residents of 65 and over")
        DEPRIVATION = "deprivation", _("deprivation index")

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="statistics")
    kind = models.CharField(max_length=24, choices=Kind)
    date = models.DateField()
    value = models.FloatField()
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "kind", "date"], name="areastatistic_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id} {self.date}"
