"""An audit of one corps: scope, team, state, history, and the report as it was made final."""

import uuid

from django.conf import settings
from django.db import models

from audit.querysets.audits import AuditQuerySet
from audit.workflow.audits import FIRST, Actor, Status
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Register
from legitimacy.models.choices import choices


class Audit(models.Model):
    """One audit. Dates ending in `_on` repeat what the history says, so that lists and indicators need not replay it.

    `final_on` completes it for audit coverage (EFF-12). `version` grows with every change: who writes an older one is
    told. `reasons` are codes of why it was suggested, `why` says it in the words of who planned it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.CharField(max_length=12, choices=Register)
    origin = models.CharField(max_length=9, choices=choices(Origin))
    corps = models.ForeignKey(Corps, on_delete=models.PROTECT, related_name="audits")
    status = models.CharField(max_length=10, choices=choices(Status), default=FIRST)
    version = models.PositiveIntegerField(default=1)

    title = models.CharField(max_length=120)
    why = models.TextField(max_length=2000, blank=True)
    reasons = models.JSONField(default=list)
    pillars = models.JSONField(default=list, help_text="Codes of pillars")
    indicators = models.JSONField(default=list, help_text="Codes of indicators")
    standards = models.TextField(max_length=1000, blank=True, help_text="Standards looked at, one on a line")
    period_from = models.DateField(help_text="First day that is looked at")
    period_to = models.DateField(help_text="Last day that is looked at")

    planned_for = models.DateField(help_text="Day on which it should begin")
    opened_on = models.DateField(null=True, blank=True)
    draft_sent_on = models.DateField(null=True, blank=True)
    reply_due_on = models.DateField(null=True, blank=True)
    replied_on = models.DateField(null=True, blank=True, help_text="Empty where the corps did not reply")
    final_on = models.DateField(null=True, blank=True)
    answer_due_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    form_key = models.CharField(max_length=64, unique=True, null=True, blank=True, help_text="Against replays")

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-planned_for", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(period_to__gte=models.F("period_from")), name="audit_period_in_order"
            ),
        ]
        indexes = [
            models.Index(fields=["register", "status", "planned_for"], name="audit_list"),
            models.Index(fields=["corps", "final_on"], name="audit_corps_final"),
        ]

    def __str__(self) -> str:
        return f"audit {self.pk}"


class AuditMember(models.Model):
    """An auditor in the team of an audit, after a check of ties with the corps."""

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="team")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_lead = models.BooleanField(default=False)
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-is_lead", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["audit", "user"], condition=models.Q(left_on=None), name="auditmember_once"
            ),
            models.UniqueConstraint(
                fields=["audit"], condition=models.Q(left_on=None, is_lead=True), name="auditmember_one_lead"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.audit_id}"


class AuditEvent(models.Model):
    """One thing that happened to an audit. `kind` is a step of `workflow.audits`, or one of the other kinds.

    A trigger forbids changing it. `note` is for the team, never for the corps.
    """

    OTHER_KINDS = (
        *("planned", "changed", "joined", "left", "finding", "finding_removed", "recommendation"),
        *("recommendation_removed", "evidence", "granted", "extended", "ended", "accepted", "rejected"),
        *("rejection_confirmed", "postponed", "done", "verified"),
    )

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField()
    on = models.DateField()
    kind = models.CharField(max_length=24)
    actor_kind = models.CharField(max_length=8, choices=choices(Actor))
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
    about = models.CharField(max_length=40, blank=True, help_text="Number of the finding or recommendation")
    note = models.TextField(max_length=4000, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["audit", "at"], name="auditevent_of_audit")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.audit_id}"


class AuditReport(models.Model):
    """The final report as it was frozen: a trigger forbids changing it. `digest` is the SHA-256 of `content`.

    Figures stand in it by their key, as every reader reads a figure through their own disclosure rules.
    """

    audit = models.OneToOneField(Audit, on_delete=models.PROTECT, related_name="report")
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        db_constraint=False,
        related_name="+",
    )

    def __str__(self) -> str:
        return f"report of {self.audit_id}"
