"""What was measured (append-only), and how a framework judges it (derived, recomputable)."""

from django.conf import settings
from django.db import models

from legitimacy.indicators.definitions import Origin, State, Window
from legitimacy.models.choices import choices
from legitimacy.models.framework import Framework
from legitimacy.models.runs import Run
from legitimacy.models.subjects import Corps, Subject


class IndicatorValue(models.Model):
    """One measurement. Inserted only when it differs from the one in force; a trigger forbids update and delete.

    `n` is the sample size, None when it was not published. `coverage` is the share of residents the figure covers
    (below 1 when municipalities of a zone are missing).
    """

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="values")
    indicator = models.CharField(max_length=6)
    period = models.CharField(max_length=7)
    window = models.CharField(max_length=20, choices=choices(Window))
    numerator = models.FloatField(null=True, blank=True)
    denominator = models.FloatField(null=True, blank=True)
    value = models.FloatField(null=True, blank=True)
    lower = models.FloatField(null=True, blank=True)
    upper = models.FloatField(null=True, blank=True)
    n = models.FloatField(null=True, blank=True)
    coverage = models.FloatField(default=1.0)
    back_cast = models.BooleanField(default=False, help_text="Summed from predecessors of a merged corps")
    state = models.CharField(max_length=14, choices=choices(State))
    origin = models.CharField(max_length=9, choices=choices(Origin))
    source = models.CharField(max_length=200, blank=True, help_text="Whom to credit")
    as_of = models.DateTimeField(help_text="When the records were read")
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="values")
    revision = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "indicator", "period", "revision"], name="indicatorvalue_revision"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="ok") | models.Q(value__isnull=False), name="indicatorvalue_ok_has_value"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.subject_id} {self.period} r{self.revision}"


class CurrentValue(models.Model):
    """Points to the value in force, so that reading a whole comparison is one indexed query."""

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="current_values")
    indicator = models.CharField(max_length=6)
    period = models.CharField(max_length=7)
    value = models.OneToOneField(IndicatorValue, on_delete=models.PROTECT, related_name="current")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "indicator", "period"], name="currentvalue_once")]
        indexes = [models.Index(fields=["period", "indicator"], name="currentvalue_period_indicator")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.subject_id} {self.period}"


class Scorecard(models.Model):
    """How one framework judges one corps in one period. Derived from values: recomputing gives the same."""

    corps = models.ForeignKey(Corps, on_delete=models.CASCADE, related_name="scorecards")
    period = models.CharField(max_length=7)
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="scorecards")
    origin = models.CharField(max_length=9, choices=choices(Origin))
    delivered = models.PositiveSmallIntegerField(help_text="Indicators with a value")
    due = models.PositiveSmallIntegerField(help_text="Indicators applicable and due")
    compensation_loss = models.FloatField(null=True, blank=True)
    draws = models.PositiveIntegerField()
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="scorecards")
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["corps", "period", "framework"], name="scorecard_once")]
        indexes = [models.Index(fields=["period", "framework"], name="scorecard_period")]

    def __str__(self) -> str:
        return f"{self.corps_id} {self.period}"


class ScorePart(models.Model):
    """A facet, a pillar or the overall score of a scorecard; None where too little was delivered."""

    class Level(models.TextChoices):
        FACET = "facet"
        PILLAR = "pillar"
        OVERALL = "overall"

    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="parts")
    level = models.CharField(max_length=7, choices=Level)
    key = models.CharField(max_length=28, help_text="EFF, EFF.results, or overall")
    score = models.FloatField(null=True, blank=True)
    lower = models.FloatField(null=True, blank=True, help_text="5 % quantile of the draws")
    upper = models.FloatField(null=True, blank=True, help_text="95 % quantile of the draws")
    bound_low = models.FloatField(null=True, blank=True, help_text="With what was due and missing set to 0")
    bound_high = models.FloatField(null=True, blank=True, help_text="With what was due and missing set to 100")
    coverage = models.FloatField(help_text="Share of applicable and due weight that was delivered")
    verified = models.FloatField(help_text="Share of delivered weight measured externally or audited")
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    rank_low = models.PositiveSmallIntegerField(null=True, blank=True)
    rank_high = models.PositiveSmallIntegerField(null=True, blank=True)
    group_size = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scorecard", "key"], name="scorepart_once")]

    def __str__(self) -> str:
        return f"{self.key} of {self.scorecard_id}"


class IndicatorScore(models.Model):
    """How a framework judges one value on one scorecard. Absent where nothing was delivered."""

    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="scores")
    indicator = models.CharField(max_length=6)
    value = models.ForeignKey(IndicatorValue, on_delete=models.PROTECT, related_name="scores")
    score = models.FloatField(null=True, blank=True, help_text="0-100, clipped")
    unclipped = models.FloatField(null=True, blank=True, help_text="For trends")
    lower = models.FloatField(null=True, blank=True)
    upper = models.FloatField(null=True, blank=True)
    effective_weight = models.FloatField(default=0.0, help_text="Product of weights down the tree")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scorecard", "indicator"], name="indicatorscore_once")]

    def __str__(self) -> str:
        return f"{self.indicator} of {self.scorecard_id}"


class Reply(models.Model):
    """A comment or right of reply, attached to one exact value."""

    value = models.ForeignKey(IndicatorValue, on_delete=models.PROTECT, related_name="replies")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    role = models.CharField(max_length=24)
    text = models.TextField(max_length=4000)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["written_at"]
        verbose_name_plural = "replies"

    def __str__(self) -> str:
        return f"reply {self.pk} to value {self.value_id}"
