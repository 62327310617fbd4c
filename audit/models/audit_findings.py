"""What an audit found, what the corps replied, and what became of the recommendations."""

from django.conf import settings
from django.db import models

from audit.models.audits import Audit
from audit.workflow.audits import Answer, Grade, Priority, Verdict
from legitimacy.models import ImprovementAction, Reply
from legitimacy.models.choices import choices


class AuditFinding(models.Model):
    """One finding. It rests on an exact figure (`value`), on files that were added, or on both."""

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="findings")
    number = models.PositiveSmallIntegerField()
    grade = models.CharField(max_length=8, choices=choices(Grade))
    title = models.CharField(max_length=160)
    text = models.TextField(max_length=8000)
    standard = models.CharField(max_length=160, blank=True, help_text="Rule or standard it is measured by")
    value = models.ForeignKey(
        "legitimacy.IndicatorValue", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    indicator = models.CharField(max_length=6, blank=True)
    period = models.CharField(max_length=7, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["audit", "number"], name="auditfinding_number")]

    def __str__(self) -> str:
        return f"finding {self.number} of {self.audit_id}"


class AuditReply(models.Model):
    """What the corps replied to a draft: to one finding, or to the whole where `finding` is empty.

    `reply` is the same text beside the exact figure of the finding, from the final report on.
    """

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="replies")
    finding = models.ForeignKey(AuditFinding, null=True, blank=True, on_delete=models.CASCADE, related_name="replies")
    text = models.TextField(max_length=4000)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()
    reply = models.OneToOneField(Reply, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["written_at", "pk"]
        verbose_name_plural = "audit replies"

    def __str__(self) -> str:
        return f"reply {self.pk} in {self.audit_id}"


class Recommendation(models.Model):
    """What the corps should do. `original_due_on` is the date first agreed, which EFF-13 counts with: a postponement
    moves `due_on` alone. `owner` is a function, never a name.
    """

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="recommendations")
    finding = models.ForeignKey(
        AuditFinding, null=True, blank=True, on_delete=models.SET_NULL, related_name="recommendations"
    )
    number = models.PositiveSmallIntegerField()
    priority = models.CharField(max_length=8, choices=choices(Priority), default=Priority.ORDINARY)
    text = models.TextField(max_length=2000)
    owner = models.CharField(max_length=120)
    due_on = models.DateField()
    original_due_on = models.DateField()

    answer = models.CharField(max_length=8, choices=choices(Answer), blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answer_note = models.TextField(max_length=2000, blank=True)
    rejection_confirmed_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True, help_text="Day on which the corps says it was done")
    done_note = models.TextField(max_length=2000, blank=True)
    verdict = models.CharField(max_length=8, choices=choices(Verdict), blank=True)
    verified_on = models.DateField(null=True, blank=True)
    verified_note = models.TextField(max_length=2000, blank=True)
    action = models.OneToOneField(ImprovementAction, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["audit", "number"], name="recommendation_number"),
            models.CheckConstraint(
                condition=models.Q(due_on__gte=models.F("original_due_on")), name="recommendation_never_sooner"
            ),
            models.CheckConstraint(
                condition=models.Q(rejection_confirmed_on=None) | models.Q(answer=Answer.REJECTED),
                name="recommendation_rejected_before_confirmed",
            ),
        ]
        indexes = [models.Index(fields=["original_due_on"], name="recommendation_due")]

    def __str__(self) -> str:
        return f"recommendation {self.number} of {self.audit_id}"

    @property
    def is_settled(self) -> bool:
        """Verified, whatever the verdict, or rejected for a reason that an auditor confirmed."""
        return bool(self.verdict) or self.rejection_confirmed_on is not None
