"""How values are judged: versioned data, immutable once signed."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import get_language

from legitimacy.indicators.definitions import Direction, Disclosure, Kind, MeasuredBy, Pillar, Window
from legitimacy.indicators.definitions import Subject as SubjectLevel
from legitimacy.indicators.periods import Period
from legitimacy.models.choices import choices
from legitimacy.models.subjects import Corps


class Framework(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft"
        IN_FORCE = "in_force"
        RETIRED = "retired"

    code = models.CharField(max_length=16, unique=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.DRAFT)
    valid_from = models.CharField(max_length=7, help_text="First period judged by this framework")
    digest = models.CharField(max_length=64, help_text="SHA-256 over its items and facets")

    def __str__(self) -> str:
        return self.code

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def begins(self) -> Period:
        """First period that it judges."""
        return Period.parse(self.valid_from)


class FrameworkFacet(models.Model):
    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="facets")
    pillar = models.CharField(max_length=3, choices=choices(Pillar))
    pillar_weight = models.FloatField()
    code = models.CharField(max_length=24)
    weight = models.FloatField()
    name_nl = models.CharField(max_length=120)
    name_fr = models.CharField(max_length=120)
    name_de = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["framework", "pillar", "code"], name="frameworkfacet_once")]

    def __str__(self) -> str:
        return getattr(self, f"name_{(get_language() or 'nl')[:2]}", self.name_nl)


class FrameworkItem(models.Model):
    """How one indicator is judged. Scales are those of the stored value (shares 0-1, scores 0-100, days)."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="items")
    indicator = models.CharField(max_length=6)
    facet = models.CharField(max_length=24)
    level = models.CharField(max_length=8, choices=choices(SubjectLevel))
    kind = models.CharField(max_length=12, choices=choices(Kind))
    direction = models.CharField(max_length=8, choices=choices(Direction))
    window = models.CharField(max_length=20, choices=choices(Window))
    valid_months = models.PositiveSmallIntegerField()
    measured_by = models.CharField(max_length=8, choices=choices(MeasuredBy))
    floor = models.FloatField(null=True, blank=True)
    target = models.FloatField(null=True, blank=True)
    band_low = models.FloatField(null=True, blank=True)
    band_high = models.FloatField(null=True, blank=True)
    outer_low = models.FloatField(null=True, blank=True)
    outer_high = models.FloatField(null=True, blank=True)
    min_denominator = models.PositiveIntegerField()
    public_min_denominator = models.PositiveIntegerField()
    weight = models.FloatField()
    funding_allowed = models.BooleanField(default=False)
    funding_condition = models.CharField(max_length=120, blank=True)
    disclosure_class = models.CharField(max_length=9, choices=choices(Disclosure))
    basis = models.TextField()
    basis_nl = models.TextField(blank=True)
    basis_fr = models.TextField(blank=True)
    basis_de = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["framework", "indicator"], name="frameworkitem_once")]
        ordering = ["indicator"]

    def __str__(self) -> str:
        return f"{self.framework_id} {self.indicator}"

    @property
    def basis_text(self) -> str:
        """Where the goalpost comes from, in the reader's language; English where no translation was delivered."""
        return getattr(self, f"basis_{(get_language() or 'nl')[:2]}", "") or self.basis

    @property
    def is_proposal(self) -> bool:
        return "proposal" in self.basis.lower()


class PeerLink(models.Model):
    """Comparable corps, frozen per framework: nearest on environment, never on outcomes."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="peer_links")
    corps = models.ForeignKey(Corps, on_delete=models.CASCADE, related_name="peer_links")
    peer = models.ForeignKey(Corps, on_delete=models.CASCADE, related_name="+")
    distance = models.FloatField()
    weight = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["framework", "corps", "peer"], name="peerlink_once")]

    def __str__(self) -> str:
        return f"{self.corps_id} ~ {self.peer_id}"


def framework_for(period: Period, frameworks: Iterable[Framework]) -> Framework | None:
    """The newest signed framework in force at the end of `period`; None when there is none at all.

    Periods before the first framework are judged by the first, so that history can be read on one scale.
    """
    signed = frameworks_signed(frameworks)
    begun = [each for each in signed if each.begins.start <= period.end]
    return begun[-1] if begun else next(iter(signed), None)


def frameworks_signed(frameworks: Iterable[Framework]) -> list[Framework]:
    """Those that judge, or judged, or will: no drafts; in the order in which they begin."""
    signed = (each for each in frameworks if not each.is_draft)
    return sorted(signed, key=lambda each: (each.begins.start, each.pk))
