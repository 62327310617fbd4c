"""Before there is a file: drafts, and people who came for something else."""

from django.db import models

from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Register
from legitimacy.models.choices import choices
from legitimacy.models.fields import EncryptedTextField


class Draft(models.Model):
    """Answers of a form that was not sent yet, sealed. Found by a code that is kept as a keyed hash only."""

    code_hash = models.CharField(max_length=64, unique=True)
    resume_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    answers = EncryptedTextField(default="{}")
    language = models.CharField(max_length=2, default="nl")
    touched_at = models.DateTimeField(auto_now=True)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"draft {self.pk}"


class BoundaryContact(models.Model):
    """Somebody came with something that is no complaint and was shown the right way: counted by day, nothing else."""

    register = models.CharField(max_length=12, choices=Register)
    corps = models.ForeignKey(Corps, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)
    on = models.DateField()
    count = models.PositiveIntegerField(default=0)
    origin = models.CharField(max_length=9, choices=choices(Origin))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register", "corps", "kind", "on"],
                condition=models.Q(corps__isnull=False),
                name="boundarycontact_corps_once",
            ),
            models.UniqueConstraint(
                fields=["register", "kind", "on"], condition=models.Q(corps=None), name="boundarycontact_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.on}"
