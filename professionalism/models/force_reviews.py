"""The review of an incident by a superior who did not take part, and the history of both."""

from django.conf import settings
from django.db import models

from legitimacy.models import Member
from professionalism.models.force import ForceIncident
from professionalism.workflow.force import Finding


class ForceReview(models.Model):
    """One review. `due_on` is the last day by the rule set in force when the incident was handed in.

    `took_part` is what the check found when the review was given: a review by somebody who took part is refused, and
    an imported one counts as none.
    """

    incident = models.ForeignKey(ForceIncident, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewer_member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    took_part = models.BooleanField(default=False)
    due_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    finding = models.CharField(max_length=14, choices=Finding, blank=True)
    reasons = models.TextField(max_length=4000, blank=True)
    lessons = models.TextField(max_length=4000, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident"], condition=models.Q(decided_on__isnull=True), name="forcereview_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"review of {self.incident_id}"


class ForceEvent(models.Model):
    """One thing that happened to an incident report. A trigger forbids changing it."""

    incident = models.ForeignKey(ForceIncident, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField()
    kind = models.CharField(max_length=24)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        db_constraint=False,
        related_name="+",
    )
    status_from = models.CharField(max_length=10, blank=True)
    status_to = models.CharField(max_length=10, blank=True)
    note = models.TextField(max_length=4000, blank=True, help_text="For those who may see the report")

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["incident", "at"], name="forceevent_of_incident")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.incident_id}"
