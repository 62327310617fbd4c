"""Diversity plans of corps, and the frozen first values that improvement is measured from."""

from django.conf import settings
from django.db import models

from diversity.workflow.plans import PlanState
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Framework
from legitimacy.models.choices import choices


class DiversityPlan(models.Model):
    """What a corps will do, from when to when. Its actions are improvement actions that name it (`reference`).

    `version` rises with every change, so that nobody overwrites what they did not see.
    """

    corps = models.ForeignKey(Corps, on_delete=models.PROTECT, related_name="diversity_plans")
    valid_from = models.DateField()
    valid_to = models.DateField()
    goals = models.TextField(max_length=4000)
    state = models.CharField(max_length=7, choices=PlanState, default=PlanState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    origin = models.CharField(max_length=9, choices=choices(Origin))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    adopted_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to__gte=models.F("valid_from")), name="diversityplan_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["corps"], condition=models.Q(state=PlanState.ADOPTED), name="diversityplan_one_adopted"
            ),
        ]

    def __str__(self) -> str:
        return f"diversity plan {self.pk}"


class Baseline(models.Model):
    """The first value of a corps under a framework, kept as it was then. Improvement is measured from here."""

    corps = models.ForeignKey(Corps, on_delete=models.CASCADE, related_name="diversity_baselines")
    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="+")
    indicator = models.CharField(max_length=6)
    period = models.CharField(max_length=7)
    value = models.FloatField()
    frozen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["corps", "framework", "indicator"], name="baseline_once")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.corps_id} {self.period}"
