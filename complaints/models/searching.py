"""What is needed to find a file again."""

from django.conf import settings
from django.db import models

from complaints.models.file import Complaint


class SearchText(models.Model):
    """The words of a file, folded (no accents, no capitals). PostgreSQL keeps a word vector beside it.

    Rebuilt by `complaints.services.searching` whenever the words change. It never holds an identity.
    """

    complaint = models.OneToOneField(Complaint, on_delete=models.CASCADE, related_name="search_text")
    language = models.CharField(max_length=2)
    folded = models.TextField()

    def __str__(self) -> str:
        return f"words of {self.complaint_id}"


class SavedSearch(models.Model):
    """A search under a name: the reader's own, or shared with the corps or body."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=600, help_text="Query string of the list")
    shared_with = models.CharField(max_length=40, blank=True, help_text="Corps code or body; empty: nobody")

    class Meta:
        verbose_name_plural = "saved searches"
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="savedsearch_once")]

    def __str__(self) -> str:
        return self.name
