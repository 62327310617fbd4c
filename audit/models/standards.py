"""Standards: lists of criteria, published in advance, that never change once published."""

from django.db import models

from audit.workflow.standards.codes import Counts, Frame, Judges
from audit.workflow.standards.texts import text_shown
from legitimacy.models import Register


class Standard(models.Model):
    """One version of a list in one register, published on a day. Texts are in four languages.

    `counts_months`: how long an assessment or a tested sample speaks for its corps, when no newer one follows.
    """

    register = models.CharField(max_length=12, choices=Register)
    code = models.SlugField(max_length=40)
    version = models.CharField(max_length=12)
    published_on = models.DateField()
    indicator = models.CharField(max_length=6)
    counts = models.CharField(max_length=8, choices=Counts)
    judges = models.CharField(max_length=8, choices=Judges)
    counts_months = models.PositiveSmallIntegerField()
    is_proposal = models.BooleanField()
    source = models.TextField(max_length=1000)
    name = models.JSONField()
    about = models.JSONField()
    sample_frame = models.CharField(max_length=14, choices=Frame, blank=True)
    sample_size = models.PositiveSmallIntegerField(default=0)
    sample_per_quarter = models.BooleanField(default=False)
    digest = models.CharField(max_length=64, help_text="SHA-256 of what was published")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "code", "version"], name="standard_version_once"),
            models.UniqueConstraint(fields=["register", "code", "published_on"], name="standard_day_once"),
        ]

    def __str__(self) -> str:
        return text_shown(self.name)

    @property
    def about_shown(self) -> str:
        return text_shown(self.about)

    @property
    def is_checklist(self) -> bool:
        """Whether a corps assesses itself with it."""
        return self.judges != Judges.ITEM

    def size_for(self, quarters: int) -> int:
        """Items to draw for so many quarters."""
        return self.sample_size * (quarters if self.sample_per_quarter else 1)


class Criterion(models.Model):
    """One line of a standard. `points` is even: half of them are given where it is met in part."""

    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="criteria")
    code = models.CharField(max_length=8)
    position = models.PositiveSmallIntegerField()
    applies_to = models.CharField(max_length=8, choices=Judges)
    points = models.PositiveSmallIntegerField()
    group = models.JSONField(default=dict, blank=True)
    text = models.JSONField()
    evidence = models.JSONField(default=dict, blank=True)
    source = models.CharField(max_length=300)

    class Meta:
        verbose_name_plural = "criteria"
        ordering = ["standard", "position"]
        constraints = [models.UniqueConstraint(fields=["standard", "code"], name="criterion_once")]

    def __str__(self) -> str:
        return text_shown(self.text)

    @property
    def group_shown(self) -> str:
        return text_shown(self.group)

    @property
    def evidence_shown(self) -> str:
        return text_shown(self.evidence)
