"""The yearly account of a chief of corps, with its figures as they were frozen when it was signed."""

from django.conf import settings
from django.db import models

from evaluation.workflow.accounts import AccountPart, AccountState
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps
from legitimacy.models.choices import choices


class Account(models.Model):
    """Account of one corps about one year.

    `figures` is what the public could read of the scorecard at the cut-off: numbers and codes, no words; see
    `selectors.accounts`. `digest` is the SHA-256 of figures, texts and explanations when it was signed.
    """

    corps = models.ForeignKey(Corps, on_delete=models.PROTECT, related_name="accounts")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=AccountState, default=AccountState.DRAFT)
    figures = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    presented_on = models.DateField(null=True, blank=True)
    advice = models.TextField(max_length=4000, blank=True, help_text="Advice of the council")
    published_on = models.DateField(null=True, blank=True)
    origin = models.CharField(max_length=9, choices=choices(Origin))

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["corps", "year"], name="account_once"),
            models.CheckConstraint(
                condition=models.Q(state=AccountState.DRAFT) | models.Q(signed_at__isnull=False), name="account_signed"
            ),
        ]
        indexes = [models.Index(fields=["year", "state"], name="account_counted")]

    def __str__(self) -> str:
        return f"{self.corps_id} {self.year}"


class AccountText(models.Model):
    """One part of an account in one language of the corps."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="texts")
    part = models.CharField(max_length=8, choices=AccountPart)
    language = models.CharField(max_length=2)
    text = models.TextField(max_length=4000)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "part", "language"], name="accounttext_once")]

    def __str__(self) -> str:
        return f"{self.part} {self.language}"


class AccountExplanation(models.Model):
    """Why a figure is missing, or is short of its target and getting worse. In the languages of the texts."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="explanations")
    indicator = models.CharField(max_length=6)
    language = models.CharField(max_length=2)
    text = models.TextField(max_length=2000)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "indicator", "language"], name="accountexplanation_once")
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.language}"
