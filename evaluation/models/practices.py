"""Practices, which corps use them, and how strong their evidence is. No person of the public stands in any of them."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from evaluation.workflow.practices import Status, Written
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Register
from legitimacy.models.choices import choices


class Practice(models.Model):
    """A way of working that a corps described, so that others can do it too. `code` is its address.

    `version` grows with every change: who writes an older one is told. What it is worth is no field of it: that is for
    the research and development centre to say.
    """

    register = models.CharField(max_length=12, choices=Register)
    code = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=120)
    corps = models.ForeignKey(Corps, on_delete=models.PROTECT, related_name="practices", help_text="Who entered it")
    language = models.CharField(max_length=2, choices=Written, default=Written.NL)
    kind = models.CharField(max_length=16)
    functionality = models.CharField(max_length=24)
    problem = models.TextField()
    done = models.TextField(help_text="What is done")
    theory = models.TextField(help_text="Why it should work")
    cost = models.TextField(blank=True)
    results = models.TextField(blank=True, help_text="What was seen; whether it is proven is said by ratings only")
    status = models.CharField(max_length=9, choices=Status, default=Status.DRAFT)
    published_on = models.DateField(null=True, blank=True)
    retired_on = models.DateField(null=True, blank=True)
    origin = models.CharField(max_length=9, choices=choices(Origin))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["title", "pk"]
        indexes = [models.Index(fields=["register", "status", "title"], name="practice_listed")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_public(self) -> bool:
        return self.status != Status.DRAFT


class PracticeUse(models.Model):
    """A corps uses a practice from one day to another, or until now. `until` is the last day."""

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="uses")
    corps = models.ForeignKey(Corps, on_delete=models.PROTECT, related_name="practice_uses")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    remark = models.CharField(max_length=300, blank=True)
    origin = models.CharField(max_length=9, choices=choices(Origin))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["corps__code", "since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "corps"], condition=Q(until=None), name="practiceuse_one_open"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="practiceuse_ends_after_it_began"
            ),
        ]
        indexes = [models.Index(fields=["corps", "since"], name="practiceuse_counted")]

    def __str__(self) -> str:
        return f"{self.practice_id} in {self.corps_id}"


class EvidenceRating(models.Model):
    """How strong the evidence for a practice is, as the research and development centre said on a day. Never changed:
    the newest counts, older ones stay readable.
    """

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="ratings")
    rater = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    rated_on = models.DateField()
    level = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])
    summary = models.TextField()

    class Meta:
        ordering = ["-rated_on", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(level__gte=1, level__lte=5), name="evidencerating_level")]
        indexes = [models.Index(fields=["practice", "-rated_on"], name="evidencerating_newest")]

    def __str__(self) -> str:
        return f"{self.level} for {self.practice_id} on {self.rated_on}"


class EvidenceDimension(models.Model):
    """One of the five dimensions of EMMIE in a rating: 0 says that nothing is known of it."""

    rating = models.ForeignKey(EvidenceRating, on_delete=models.CASCADE, related_name="dimensions")
    dimension = models.CharField(max_length=16)
    score = models.PositiveSmallIntegerField(validators=[MaxValueValidator(4)])
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["rating", "dimension"], name="evidencedimension_once")]

    def __str__(self) -> str:
        return f"{self.dimension} {self.score}"


class EvidenceSource(models.Model):
    """What a rating rests on."""

    rating = models.ForeignKey(EvidenceRating, on_delete=models.CASCADE, related_name="sources")
    title = models.CharField(max_length=200)
    doi = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title
