"""Half-years of the survey after a contact, and how many were drawn for it. Never who, and never an answer."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from evaluation.workflow.contact import ContactKind, ContactState
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps
from legitimacy.models.choices import choices


class ContactRound(models.Model):
    """The survey of one corps in one half-year (`half`, such as 2026-H1). Answers and codes go when it closes.

    `answered` are valid questionnaires, `scored` those with enough answers for the index, whose mean (0-100) and
    standard deviation follow; all frozen at closing. `result` is what the corps may see; empty where too few answered.
    """

    corps = models.ForeignKey(Corps, on_delete=models.PROTECT, related_name="contact_rounds")
    half = models.CharField(max_length=7)
    opens_on = models.DateField()
    closes_on = models.DateField()
    state = models.CharField(max_length=6, choices=ContactState, default=ContactState.OPEN)
    wording = models.CharField(max_length=12)
    origin = models.CharField(max_length=9, choices=choices(Origin))
    invited = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(null=True, blank=True)
    scored = models.PositiveIntegerField(null=True, blank=True)
    score = models.FloatField(null=True, blank=True)
    deviation = models.FloatField(null=True, blank=True)
    result = models.JSONField(default=dict, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-half", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["corps", "half"], name="contactround_once"),
            models.CheckConstraint(
                condition=Q(state=ContactState.CLOSED, answered__isnull=False)
                | Q(state=ContactState.OPEN, answered=None),
                name="contactround_counted_when_closed",
            ),
        ]
        indexes = [models.Index(fields=["state", "half"], name="contactround_by_half")]

    def __str__(self) -> str:
        return f"{self.corps_id} {self.half}"

    @property
    def survey(self) -> str:
        """Under which name codes and waiting answers stand: the half-year of a corps, and nothing of a person."""
        return f"contact_{self.pk}"


class ContactDraw(models.Model):
    """That contacts were drawn by lot: how many stood on the list, how many were drawn. No reference is kept."""

    contact_round = models.ForeignKey(ContactRound, on_delete=models.CASCADE, related_name="draws")
    kind = models.CharField(max_length=12, choices=ContactKind)
    listed = models.PositiveIntegerField()
    drawn = models.PositiveIntegerField()
    made_on = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.drawn} of {self.listed} for {self.contact_round_id}"
