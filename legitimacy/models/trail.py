"""Who did or saw what: appended, then sealed into a chain. Events hold no content and no personal data."""

from django.conf import settings
from django.db import models


class TrailEvent(models.Model):
    """`verb` is entity.past_tense; `object_type` and `object_id` name a row, never its content."""

    at = models.DateTimeField(db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    role = models.CharField(max_length=24, blank=True)
    verb = models.CharField(max_length=60)
    object_type = models.CharField(max_length=40, blank=True)
    object_id = models.CharField(max_length=40, blank=True)
    corps = models.CharField(max_length=12, blank=True, help_text="Code of the corps concerned")
    reason = models.CharField(max_length=40, blank=True, help_text="Reason code")
    request_id = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type} {self.object_id}"


class TrailSeal(models.Model):
    """Place of one event in the chain of its month. `mac` covers the event, its number and the previous mac."""

    event = models.OneToOneField(TrailEvent, on_delete=models.PROTECT, related_name="seal")
    segment = models.CharField(max_length=7, help_text="Month, written 2026-11")
    number = models.PositiveIntegerField()
    mac = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["segment", "number"], name="trailseal_once")]

    def __str__(self) -> str:
        return f"{self.segment}/{self.number}"


class TrailCheckpoint(models.Model):
    """Head of a segment, signed. It outlives the segment's events, so that retention and the chain live together."""

    segment = models.CharField(max_length=7, unique=True)
    last_number = models.PositiveIntegerField()
    head = models.CharField(max_length=64)
    signature = models.CharField(max_length=64)
    expired_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.segment
