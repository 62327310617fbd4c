"""How long a file is kept, and what remains when it is gone."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from complaints.models.file import Complaint


class RetentionHold(models.Model):
    """Why a file may not be destroyed yet."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="holds")
    reason = models.CharField(max_length=200)
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    placed_on = models.DateField()
    lifted_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"hold on {self.complaint_id}"


class Disposal(models.Model):
    """A tombstone: this number existed, and two people had it destroyed on that day for that reason."""

    number = models.CharField(max_length=12, unique=True)
    body = models.CharField(max_length=24, default="corps", help_text=_("Body that held the file"))
    corps_code = models.CharField(max_length=12, blank=True, help_text=_("Only where the corps itself held the file"))
    rule = models.CharField(max_length=40)
    received_year = models.PositiveSmallIntegerField()
    closed_on = models.DateField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    disposed_at = models.DateTimeField(null=True, blank=True, help_text=_("Empty while the second person is awaited"))

    def __str__(self) -> str:
        return f"disposal of {self.number}"
