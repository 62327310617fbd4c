"""Where proactive checks are made: counts by place and quarter. No person, no single check, no house number."""

from django.db import models

from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps
from legitimacy.models.choices import choices


class PlaceCount(models.Model):
    """How many proactive checks a corps made in one place of its own list in a quarter, written 2025-Q4."""

    corps = models.ForeignKey(Corps, on_delete=models.CASCADE, related_name="place_counts")
    quarter = models.CharField(max_length=7)
    place = models.CharField(max_length=60)
    checks = models.PositiveIntegerField()
    origin = models.CharField(max_length=9, choices=choices(Origin))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["corps", "quarter", "place"], name="placecount_once")]

    def __str__(self) -> str:
        return f"{self.checks} of {self.corps_id} in {self.quarter}"
