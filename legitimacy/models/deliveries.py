"""Figures as they were delivered, before they become values."""

from django.db import models

from legitimacy.indicators.definitions import Origin, State
from legitimacy.models.choices import choices
from legitimacy.models.subjects import Register, Subject


class Delivery(models.Model):
    """One file or feed: whose figures these are, and under what name they may be quoted."""

    source = models.CharField(max_length=200)
    credit = models.CharField(max_length=300, blank=True)
    licence = models.CharField(max_length=120, blank=True)
    register = models.CharField(max_length=12, choices=Register)
    origin = models.CharField(max_length=9, choices=choices(Origin))
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the file")
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "deliveries"

    def __str__(self) -> str:
        return self.source


class DeliveredFigure(models.Model):
    """One figure for one area and one base period (a quarter, a year, a survey wave).

    `subject` is a corps, a region, a school or a municipality; municipalities are weighted by population into their
    corps when values are computed. Either numerator and denominator are given, or a value, with or without `n`.
    `design_effect` divides the sample size; `deviation` is the standard deviation between respondents.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="figures")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="figures")
    indicator = models.CharField(max_length=6)
    period = models.CharField(max_length=7)
    numerator = models.FloatField(null=True, blank=True)
    denominator = models.FloatField(null=True, blank=True)
    value = models.FloatField(null=True, blank=True)
    lower = models.FloatField(null=True, blank=True)
    upper = models.FloatField(null=True, blank=True)
    n = models.FloatField(null=True, blank=True)
    deviation = models.FloatField(null=True, blank=True)
    design_effect = models.FloatField(null=True, blank=True)
    state = models.CharField(max_length=14, choices=choices(State), default=State.OK)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "indicator", "period"], name="deliveredfigure_once"),
        ]
        indexes = [models.Index(fields=["indicator", "period"], name="deliveredfigure_lookup")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.subject_id} {self.period}"
