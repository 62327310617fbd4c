"""What an audience may see of a value or a score: decided once, stored, joined by every output."""

from django.conf import settings
from django.db import models

from legitimacy.indicators.definitions import Origin, Visibility
from legitimacy.models.choices import choices
from legitimacy.models.framework import Framework
from legitimacy.models.runs import Run
from legitimacy.models.subjects import Corps, Register, Subject
from legitimacy.models.values import IndicatorValue, ScorePart


class Audience(models.TextChoices):
    CORPS = "corps", "own corps"
    AUDITOR = "auditor", "auditor"
    RESEARCHER = "researcher", "researcher"
    PUBLIC = "public", "public"


class Release(models.Model):
    """A set of figures shown to the public together, approved by two people, then immutable."""

    class Status(models.TextChoices):
        PROPOSED = "proposed"
        APPROVED = "approved"

    code = models.CharField(max_length=40, unique=True)
    register = models.CharField(max_length=12, choices=Register)
    periods = models.JSONField(default=list, help_text="Periods it covers, such as 2025-Q4")
    status = models.CharField(max_length=8, choices=Status, default=Status.PROPOSED)
    proposed_at = models.DateTimeField(auto_now_add=True)
    approved_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.code


def public_releases(prefix: str = "") -> dict[str, object]:
    """Conditions on what the public reads: approved releases that were not withdrawn. `prefix` is the way there."""
    return {f"{prefix}status": Release.Status.APPROVED, f"{prefix}withdrawal__isnull": True}


class ReleaseApproval(models.Model):
    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="approvals")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(auto_now_add=True)
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the report that was approved")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "person"], name="releaseapproval_two_people")]

    def __str__(self) -> str:
        return f"{self.release_id} by {self.person_id}"


class DisclosureReport(models.Model):
    """What the disclosure control of a release hides and why, and what that leaves; see disclosure.services.reports."""

    release = models.OneToOneField(Release, on_delete=models.CASCADE, related_name="disclosure_report")
    content = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"report of {self.release_id}"


class Publication(models.Model):
    """The decision about one value for one audience. The public's rows belong to a release."""

    value = models.ForeignKey(IndicatorValue, on_delete=models.PROTECT, related_name="publications")
    audience = models.CharField(max_length=10, choices=Audience)
    visibility = models.CharField(max_length=10, choices=choices(Visibility))
    reason = models.CharField(max_length=24, blank=True, help_text="Why it is not shown: a code of the rules")
    release = models.ForeignKey(Release, null=True, blank=True, on_delete=models.PROTECT, related_name="publications")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["value", "audience"], condition=models.Q(release=None), name="publication_internal_once"
            ),
            models.UniqueConstraint(
                fields=["value", "release"], condition=models.Q(release__isnull=False), name="publication_release_once"
            ),
            models.CheckConstraint(
                condition=models.Q(audience="public", release__isnull=False)
                | (~models.Q(audience="public") & models.Q(release=None)),
                name="publication_public_by_release",
            ),
        ]
        indexes = [models.Index(fields=["audience", "id"], name="publication_audience")]

    def __str__(self) -> str:
        return f"{self.value_id} {self.audience} {self.visibility}"


class PartPublication(models.Model):
    """What one audience may read of a facet, pillar or overall score. Numbers are frozen here.

    `band` shows `lower` to `upper` only, `score` is then empty; see disclosure.parts for how bands are made so that
    no hidden value can be solved from them. `spent` maps each hidden value that ever stood behind a band of this part
    to a digest of everything the band was made of: a hidden value stands behind one band only.
    """

    corps = models.ForeignKey(Corps, on_delete=models.CASCADE, related_name="part_publications")
    period = models.CharField(max_length=7)
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=7, choices=ScorePart.Level)
    key = models.CharField(max_length=28)
    audience = models.CharField(max_length=10, choices=Audience)
    visibility = models.CharField(max_length=10, choices=choices(Visibility))
    score = models.FloatField(null=True, blank=True)
    lower = models.FloatField(null=True, blank=True)
    upper = models.FloatField(null=True, blank=True)
    bound_low = models.FloatField(null=True, blank=True)
    bound_high = models.FloatField(null=True, blank=True)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    rank_low = models.PositiveSmallIntegerField(null=True, blank=True)
    rank_high = models.PositiveSmallIntegerField(null=True, blank=True)
    group_size = models.PositiveSmallIntegerField(null=True, blank=True)
    coverage = models.FloatField(default=0.0)
    verified = models.FloatField(default=0.0)
    spent = models.JSONField(null=True, blank=True)
    release = models.ForeignKey(
        Release, null=True, blank=True, on_delete=models.PROTECT, related_name="part_publications"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["corps", "period", "framework", "key", "audience"],
                condition=models.Q(release=None),
                name="partpublication_internal_once",
            ),
            models.UniqueConstraint(
                fields=["corps", "period", "framework", "key", "release"],
                condition=models.Q(release__isnull=False),
                name="partpublication_release_once",
            ),
        ]
        indexes = [models.Index(fields=["period", "audience"], name="partpublication_period")]

    def __str__(self) -> str:
        return f"{self.key} {self.corps_id} {self.period} {self.audience}"


class ScorecardPublication(models.Model):
    """Head and items of one scorecard as a release froze them.

    `items` maps an indicator to what stood on the scorecard: `value` (id of the IndicatorValue), `period` (of that
    value) and, where the value is shown, `score`, `lower` and `upper`.
    """

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="scorecards")
    corps = models.ForeignKey(Corps, on_delete=models.PROTECT, related_name="scorecard_publications")
    period = models.CharField(max_length=7)
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=9, choices=choices(Origin))
    delivered = models.PositiveSmallIntegerField()
    due = models.PositiveSmallIntegerField()
    compensation_loss = models.FloatField(null=True, blank=True)
    computed_at = models.DateTimeField()
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    items = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "corps", "period"], name="scorecardpublication_once"),
        ]
        indexes = [models.Index(fields=["period", "corps"], name="scorecardpublication_period")]

    def __str__(self) -> str:
        return f"{self.corps_id} {self.period} in {self.release_id}"


class TablePublication(models.Model):
    """One number of a table family as a release froze it: a count, or that it is hidden.

    `row` and `column` are codes of the family; empty ones are sums. `count` is None where it is suppressed.
    """

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="tables")
    family = models.CharField(max_length=24)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="table_publications")
    period = models.CharField(max_length=7)
    part = models.CharField(max_length=16)
    row = models.CharField(max_length=24, blank=True)
    column = models.CharField(max_length=24, blank=True)
    count = models.PositiveIntegerField(null=True, blank=True)
    visibility = models.CharField(max_length=10, choices=choices(Visibility))
    origin = models.CharField(max_length=9, choices=choices(Origin))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "family", "subject", "period", "part", "row", "column"],
                name="tablepublication_once",
            ),
            models.CheckConstraint(
                condition=models.Q(visibility="shown", count__isnull=False)
                | models.Q(visibility="suppressed", count=None),
                name="tablepublication_hidden_is_empty",
            ),
        ]
        indexes = [models.Index(fields=["subject", "family", "period"], name="tablepublication_read")]

    def __str__(self) -> str:
        return f"{self.family} {self.subject_id} {self.period} {self.part} {self.row} {self.column}"
