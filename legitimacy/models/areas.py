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
        WORKING_WOMEN = "working_women", _("women aged 18 to 64")
        WORKING_MEN = "working_men", _("men aged 18 to 64")
        WORKING_BELGIAN = "working_belgian", _("Belgians with a Belgian background aged 18 to 64")
        WORKING_FOREIGN = "working_foreign", _("Belgians with a foreign background aged 18 to 64")
        WORKING_NON_BELGIAN = "working_non_belgian", _("non-Belgians aged 18 to 64")
        YOUNG_BELGIAN = "young_belgian", _("Belgians with a Belgian background aged 18 to 34")
        YOUNG_FOREIGN = "young_foreign", _("Belgians with a foreign background aged 18 to 34")
        YOUNG_NON_BELGIAN = "young_non_belgian", _("non-Belgians aged 18 to 34")

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="statistics")
    kind = models.CharField(max_length=24, choices=Kind)
    date = models.DateField()
    value = models.FloatField()
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "kind", "date"], name="areastatistic_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id} {self.date}"
