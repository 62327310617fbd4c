"""The truth about computing: runs and their parts, claimed in the database, whatever the broker does."""

from django.conf import settings
from django.db import models

from legitimacy.models.subjects import Corps, Subject


class Run(models.Model):
    """One computation of one period. At most one is active per period; a second request joins it."""

    class Status(models.TextChoices):
        ACTIVE = "active"
        DONE = "done"
        FAILED = "failed"

    class Reason(models.TextChoices):
        COMMAND = "command"
        STALE = "stale"
        NIGHTLY = "nightly"
        PERSON = "person"
        DEMO = "demo"

    period = models.CharField(max_length=7)
    status = models.CharField(max_length=6, choices=Status, default=Status.ACTIVE)
    reason = models.CharField(max_length=8, choices=Reason)
    corps = models.ForeignKey(Corps, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    requests = models.PositiveIntegerField(default=1, help_text="How many requests joined this run")
    requested_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period"], condition=models.Q(status="active"), name="run_one_active"),
        ]

    def __str__(self) -> str:
        return f"run {self.pk} of {self.period}"


class RunPart(models.Model):
    """One claimable piece of a run: the values of one source, or the scoring that the last finisher does."""

    class Status(models.TextChoices):
        WAITING = "waiting"
        CLAIMED = "claimed"
        DONE = "done"

    SCORING = "scoring"

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="parts")
    source = models.CharField(max_length=60, help_text="Name of a value source, or `scoring`")
    scope = models.JSONField(null=True, blank=True, help_text="Subjects and indicators to recount; empty for all")
    status = models.CharField(max_length=7, choices=Status, default=Status.WAITING)
    claimed_by = models.CharField(max_length=80, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "source"], name="runpart_once")]

    def __str__(self) -> str:
        return f"{self.source} of run {self.run_id}"


class StaleMark(models.Model):
    """A record changed: this subject's value of this indicator must be counted again for this period."""

    source = models.CharField(max_length=60)
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="+")
    indicator = models.CharField(max_length=6)
    period = models.CharField(max_length=7)
    event_date = models.DateField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "subject", "indicator", "period"], name="stalemark_once"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.subject_id} {self.period}"
