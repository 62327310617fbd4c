"""Samples: a full list of real things, what was drawn from it, and what readers made of each."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from audit.models.standards import Standard
from audit.workflow.standards.codes import FrameSource, SampleFault, SampleStage
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps
from legitimacy.models.choices import choices

USER = settings.AUTH_USER_MODEL


class Sample(models.Model):
    """A draw from a list of one corps and some whole quarters.

    `frame` is the list, compressed; `frame_checksum` its SHA-256; with `seed` and `size` anybody draws the same items
    again (audit.workflow.standards.drawing). `agreement` and `kappa` are those of the two readers on whether an item
    passes, set when the sample is closed.
    """

    corps = models.ForeignKey(Corps, on_delete=models.PROTECT, related_name="samples")
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="samples")
    period_from = models.DateField()
    period_to = models.DateField()
    stage = models.CharField(max_length=9, choices=SampleStage, default=SampleStage.READING)
    frame_source = models.CharField(max_length=8, choices=FrameSource)
    frame = models.BinaryField()
    frame_count = models.PositiveIntegerField()
    frame_checksum = models.CharField(max_length=64)
    seed = models.CharField(max_length=16)
    size = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    drawn_by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    drawn_on = models.DateField()
    closed_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    closed_on = models.DateField(null=True, blank=True)
    fault = models.CharField(max_length=15, choices=SampleFault, blank=True)
    agreement = models.FloatField(null=True, blank=True)
    kappa = models.FloatField(null=True, blank=True)
    origin = models.CharField(max_length=9, choices=choices(Origin))

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(period_from__lt=F("period_to")), name="sample_period")]
        indexes = [
            models.Index(fields=["stage", "period_to"], name="sample_stage"),
            models.Index(fields=["corps", "stage"], name="sample_corps"),
        ]

    def __str__(self) -> str:
        return f"sample {self.pk}"


class SampleItem(models.Model):
    """One drawn thing. `passes` is known when the sample is closed."""

    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=300)
    on = models.DateField(null=True, blank=True)
    channel = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=300, blank=True)
    url = models.CharField(max_length=300, blank=True)
    passes = models.BooleanField(null=True, blank=True)
    failed = models.JSONField(default=list, blank=True, help_text="Codes of the criteria that it does not meet")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sample", "position"], name="sampleitem_once")]

    def __str__(self) -> str:
        return f"sample item {self.pk}"


class SampleReader(models.Model):
    """Who reads a sample: seats 1 and 2 read everything, each without seeing the other; seat 3 decides differences."""

    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="readers")
    seat = models.PositiveSmallIntegerField()
    reader = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    submitted_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sample", "seat"], name="samplereader_seat_once"),
            models.UniqueConstraint(fields=["sample", "reader"], name="samplereader_person_once"),
            models.CheckConstraint(condition=Q(seat__in=(1, 2, 3)), name="samplereader_seat"),
        ]

    def __str__(self) -> str:
        return f"reader {self.seat} of sample {self.sample_id}"


class Reading(models.Model):
    """What one seat made of one item: a level by criterion code. Seat 3 fills only what the first two differ on."""

    item = models.ForeignKey(SampleItem, on_delete=models.CASCADE, related_name="readings")
    seat = models.PositiveSmallIntegerField()
    levels = models.JSONField(default=dict)
    remark = models.TextField(max_length=1000, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "seat"], name="reading_once")]

    def __str__(self) -> str:
        return f"reading {self.pk}"
