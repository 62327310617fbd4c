"""Audits from before the software: entered afterwards, so that the plan knows when a corps was last audited."""

from django.conf import settings
from django.db import models

from legitimacy.models import Corps, Register


class PastAudit(models.Model):
    """One audit that somebody else recorded elsewhere. No finding, no figure: only that, when and by whom.

    `reported_on` is the day of its report, which counts as the day of the audit. `link` leads to what was published.
    """

    register = models.CharField(max_length=12, choices=Register)
    corps = models.ForeignKey(Corps, on_delete=models.PROTECT, related_name="past_audits")
    body = models.CharField(max_length=120, help_text="Who audited")
    title = models.CharField(max_length=120)
    begun_on = models.DateField(null=True, blank=True)
    reported_on = models.DateField()
    link = models.URLField(max_length=300, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-reported_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["corps", "reported_on", "title"], name="pastaudit_once"),
            models.CheckConstraint(
                condition=models.Q(begun_on=None) | models.Q(begun_on__lte=models.F("reported_on")),
                name="pastaudit_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"past audit {self.pk} of {self.corps_id}"
