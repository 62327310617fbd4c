"""Who complained: sealed, in a table of its own. Opening it takes a need, a reason and a line on the trail."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from complaints.models.file import Complaint
from legitimacy.models.fields import EncryptedTextField


class Identity(models.Model):
    """The complainant and who stands by them. Absent when they chose to stay anonymous.

    `lookup` finds other files of the same person without opening anything: a keyed hash of the address or number.
    """

    complaint = models.OneToOneField(Complaint, on_delete=models.CASCADE, related_name="identity")
    name = EncryptedTextField(blank=True)
    email = EncryptedTextField(blank=True)
    phone = EncryptedTextField(blank=True)
    address = EncryptedTextField(blank=True)
    support_person = EncryptedTextField(blank=True, help_text=_("Support person or lawyer, and how to reach them"))
    needs = EncryptedTextField(blank=True, help_text=_("What the complainant needs, such as large print"))
    lookup = models.CharField(max_length=64, blank=True, db_index=True)
    notify_by_email = models.BooleanField(default=False)
    notice_due_at = models.DateTimeField(
        null=True, blank=True, help_text=_("Since when a mail that there is news waits")
    )
    shared_with_corps = models.BooleanField(default=False, help_text=_("The complainant agreed to it"))

    class Meta:
        verbose_name_plural = "identities"
        indexes = [
            models.Index(
                fields=["notice_due_at"], condition=models.Q(notice_due_at__isnull=False), name="identity_notice_due"
            )
        ]

    def __str__(self) -> str:
        return f"identity of {self.complaint_id}"
