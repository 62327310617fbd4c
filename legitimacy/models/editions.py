"""Releases as files: what each dataset held, its changes, and the note that stands where a release was withdrawn."""

from django.conf import settings
from django.db import models

from legitimacy.models.disclosure import Release


class ReleaseNote(models.Model):
    """Why there is another release of what was published before, in the words of the steward who proposed it."""

    release = models.OneToOneField(Release, on_delete=models.CASCADE, related_name="note")
    text = models.TextField(max_length=1000)

    def __str__(self) -> str:
        return f"note of {self.release_id}"


class ReleaseWithdrawal(models.Model):
    """The tombstone of a release: its addresses answer with this."""

    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField(max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"withdrawal of {self.release_id}"


class Edition(models.Model):
    """One dataset in one release. `number` counts the editions of the dataset in its register, from 1.

    `descriptor` is the resource of its data package, texts by language; `changes` counts rows `added`, `removed` and
    `changed` against the edition before, by the key of the dataset; empty for the first. A trigger forbids changing it.
    """

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="editions")
    dataset = models.CharField(max_length=24)
    register = models.CharField(max_length=12)
    number = models.PositiveIntegerField()
    rows = models.PositiveIntegerField()
    descriptor = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "dataset"], name="edition_once"),
            models.UniqueConstraint(fields=["dataset", "register", "number"], name="edition_number"),
        ]

    def __str__(self) -> str:
        return f"{self.dataset} {self.register} {self.number}"


class EditionFile(models.Model):
    """The bytes of one edition in one format; texts are kept compressed. `size` and `sha256` are of what is sent."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=5)
    content = models.BinaryField()
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "format"], name="editionfile_once")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.format}"
