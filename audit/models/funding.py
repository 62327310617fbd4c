"""Funding advice: schemes as data, inputs frozen at a cut-off, results, replies, signatures and what was decided.

Sums of money stand in these tables only. Nothing that a visitor reads is made from them.
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.models.samples import Sample
from legitimacy.indicators.definitions import Origin
from legitimacy.indicators.funding import Outcome, Rules, Standing
from legitimacy.models import Corps, Framework, Register
from legitimacy.models.choices import choices


class FundingScheme(models.Model):
    """How the money of one year would be advised. A draft is edited; a calculated one is answered; a signed one stands.

    `version` counts every change, so that two people at once cannot overwrite each other. `calculation` counts how
    often inputs were frozen. The rules are those of `legitimacy.indicators.funding.Rules`.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        CALCULATED = "calculated", _("calculated, open for replies")
        SIGNED = "signed", _("signed")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Pooling(models.TextChoices):
        NONE = "none", _("own figures only")
        PROVINCE = "province", _("figures too small to judge: those of the province together")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.CharField(max_length=12, choices=Register)
    origin = models.CharField(max_length=9, choices=choices(Origin))
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="funding_schemes")
    period = models.CharField(max_length=7)
    baseline_period = models.CharField(max_length=7)
    envelope = models.DecimalField(max_digits=14, decimal_places=2)
    score_from = models.FloatField(default=50.0)
    score_to = models.FloatField(default=100.0)
    gap_share = models.FloatField(default=1 / 3)
    size_exponent = models.FloatField(default=0.5)
    guaranteed_share = models.FloatField(default=0.0)
    minimum_assessed = models.FloatField(default=2 / 3)
    pooling = models.CharField(max_length=8, choices=Pooling, default=Pooling.NONE)
    reply_days = models.PositiveSmallIntegerField(default=30)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    calculation = models.PositiveSmallIntegerField(default=0)
    cut_off = models.DateTimeField(null=True, blank=True, help_text="When the inputs were frozen")
    reply_until = models.DateField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 over rules, inputs and results")
    signed_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-year", "created_at"]
        constraints = [models.UniqueConstraint(fields=["register", "year", "title"], name="fundingscheme_once")]

    def __str__(self) -> str:
        return f"{self.title} {self.year}"

    @property
    def rules(self) -> Rules:
        """Raises RulesError for rules that divide nothing."""
        return Rules(
            envelope_cents=int(self.envelope * 100),
            score_from=self.score_from,
            score_to=self.score_to,
            gap_share=self.gap_share,
            size_exponent=self.size_exponent,
            guaranteed_share=self.guaranteed_share,
            minimum_assessed=self.minimum_assessed,
        )


class FundingItem(models.Model):
    """One indicator of a scheme. Without a `legal_delivery` nobody can lose by not having delivered it."""

    scheme = models.ForeignKey(FundingScheme, on_delete=models.CASCADE, related_name="items")
    indicator = models.CharField(max_length=6)
    weight = models.FloatField(default=1.0)
    legal_delivery = models.BooleanField(default=True)

    class Meta:
        ordering = ["indicator"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "indicator"], name="fundingitem_once"),
            models.CheckConstraint(condition=models.Q(weight__gt=0), name="fundingitem_weighs"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} of {self.scheme_id}"


class FundingSample(models.Model):
    """An auditor looked into records behind a figure that a form could make true by itself.

    `drawn` is the closed sample that says so; without one the counts were typed, and `reason` says why.
    """

    scheme = models.ForeignKey(FundingScheme, on_delete=models.CASCADE, related_name="samples")
    corps = models.ForeignKey(Corps, on_delete=models.PROTECT, related_name="+")
    indicator = models.CharField(max_length=6)
    sampled = models.PositiveIntegerField()
    confirmed = models.PositiveIntegerField()
    is_accepted = models.BooleanField()
    reference = models.CharField(max_length=120)
    drawn = models.ForeignKey(Sample, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500, blank=True, help_text="Why it was typed")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "corps", "indicator"], name="fundingsample_once"),
            models.CheckConstraint(
                condition=models.Q(confirmed__lte=models.F("sampled"), sampled__gt=0), name="fundingsample_counts"
            ),
        ]

    def __str__(self) -> str:
        return f"sample of {self.indicator} {self.corps_id}"


class FundingResult(models.Model):
    """What one corps comes to in the calculation in force. `points` and `amount_cents` are empty when not assessed."""

    scheme = models.ForeignKey(FundingScheme, on_delete=models.CASCADE, related_name="results")
    corps = models.ForeignKey(Corps, on_delete=models.PROTECT, related_name="+")
    residents = models.FloatField()
    size_share = models.FloatField()
    maximum_cents = models.BigIntegerField()
    assessed = models.FloatField()
    points = models.FloatField(null=True, blank=True)
    amount_cents = models.BigIntegerField(null=True, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "corps"], name="fundingresult_once")]

    def __str__(self) -> str:
        return f"{self.corps_id} in {self.scheme_id}"


class FundingInput(models.Model):
    """One figure as it entered a calculation. `pooled` says that it is that of the province together."""

    result = models.ForeignKey(FundingResult, on_delete=models.CASCADE, related_name="inputs")
    indicator = models.CharField(max_length=6)
    weight = models.FloatField()
    standing = models.CharField(max_length=20, choices=choices(Standing))
    floor = models.FloatField()
    target = models.FloatField()
    value = models.FloatField(null=True, blank=True)
    baseline = models.FloatField(null=True, blank=True)
    measured = models.ForeignKey(
        "legitimacy.IndicatorValue", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    measured_before = models.ForeignKey(
        "legitimacy.IndicatorValue", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    pooled = models.BooleanField(default=False)
    sample_typed = models.BooleanField(
        null=True, blank=True, help_text="Whether its audited sample was typed; empty where none was needed"
    )
    outcome = models.CharField(max_length=16, choices=choices(Outcome))
    earned = models.FloatField(null=True, blank=True)
    score = models.FloatField(null=True, blank=True)
    gap_closed = models.FloatField(null=True, blank=True)

    class Meta:
        ordering = ["indicator"]
        constraints = [models.UniqueConstraint(fields=["result", "indicator"], name="fundinginput_once")]

    def __str__(self) -> str:
        return f"{self.indicator} in {self.result_id}"


class FundingReply(models.Model):
    """What a corps says about its calculation sheet, and what the auditors answered."""

    scheme = models.ForeignKey(FundingScheme, on_delete=models.CASCADE, related_name="replies")
    corps = models.ForeignKey(Corps, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=4000)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(max_length=4000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["written_at"]
        verbose_name_plural = "funding replies"

    def __str__(self) -> str:
        return f"reply {self.pk}"


class FundingSignature(models.Model):
    """One of the two people who stand for a calculation; `digest` is what they signed."""

    scheme = models.ForeignKey(FundingScheme, on_delete=models.CASCADE, related_name="signatures")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["signed_at"]
        constraints = [models.UniqueConstraint(fields=["scheme", "person"], name="fundingsignature_two_people")]

    def __str__(self) -> str:
        return f"{self.scheme_id} by {self.person_id}"


class FundingDecision(models.Model):
    """What an authority decided with the advice, outside this software. Append-only."""

    scheme = models.ForeignKey(FundingScheme, on_delete=models.CASCADE, related_name="decisions")
    authority = models.CharField(max_length=120)
    decided_on = models.DateField()
    follows_advice = models.BooleanField()
    text = models.TextField(max_length=4000)
    reference = models.CharField(max_length=120, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["entered_at"]

    def __str__(self) -> str:
        return f"decision {self.pk}"
