"""Files that people hand over: the sealed original, and a stripped copy for reading."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Attachment(models.Model):
    """One file. `owner_type` and `owner_id` name the record it belongs to; only its own app opens it.

    The original is sealed under `sealed_path` with the SHA-256 of its bytes; readers get the copy under `copy_path`,
    without metadata. In quarantine nobody reads either.
    """

    class State(models.TextChoices):
        QUARANTINE = "quarantine", _("waits for the virus scan")
        CLEAN = "clean", _("checked")
        INFECTED = "infected", _("refused by the virus scan")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner_type = models.CharField(max_length=40)
    owner_id = models.CharField(max_length=40)
    name = models.CharField(max_length=160, help_text="As the reader sees it: cleaned, never a path")
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField(help_text="Bytes of the original")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the original")
    sealed_path = models.CharField(max_length=120)
    copy_path = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.QUARANTINE)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)
    scanned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["owner_type", "owner_id"], name="attachment_owner")]

    def __str__(self) -> str:
        return f"attachment {self.pk}"
