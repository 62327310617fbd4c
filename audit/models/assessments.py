"""Assessments: what a corps says of itself by a standard, and what an auditor makes of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from audit.models.standards import Criterion, Standard
from audit.workflow.standards.codes import Level, Stage
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps
from legitimacy.models.choices import choices

USER = settings.AUTH_USER_MODEL


class Assessment(models.Model):
    """One corps, one version of a standard, some whole quarters. `subject` names the corps's own standard judged, where
    the list judges those.

    `points`, `most` and `all_met` are the validated total, NULL until then; only they count. `version` goes up with
    each change, so that the second of two people at once is told.
    """

    corps = models.ForeignKey(Corps, on_delete=models.PROTECT, related_name="assessments")
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="assessments")
    subject = models.CharField(max_length=120, blank=True)
    period_from = models.DateField()
    period_to = models.DateField()
    stage = models.CharField(max_length=9, choices=Stage, default=Stage.DRAFT)
    by_corps = models.BooleanField(default=True, help_text="False where the auditor began it without a self-assessment")
    version = models.PositiveIntegerField(default=1)
    self_points = models.PositiveSmallIntegerField(null=True, blank=True)
    self_most = models.PositiveSmallIntegerField(null=True, blank=True)
    points = models.PositiveSmallIntegerField(null=True, blank=True)
    most = models.PositiveSmallIntegerField(null=True, blank=True)
    all_met = models.BooleanField(null=True, blank=True)
    note = models.TextField(max_length=2000, blank=True, help_text="Why it was returned or annulled")
    started_by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    submitted_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    submitted_on = models.DateField(null=True, blank=True)
    auditor = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", help_text="Who judges it now"
    )
    validated_on = models.DateField(null=True, blank=True)
    origin = models.CharField(max_length=9, choices=choices(Origin))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["corps", "standard", "subject", "period_to"],
                condition=~Q(stage=Stage.ANNULLED),
                name="assessment_once",
            ),
            models.CheckConstraint(condition=Q(period_from__lt=F("period_to")), name="assessment_period"),
            models.CheckConstraint(
                condition=~Q(stage=Stage.VALIDATED) | Q(points__isnull=False, most__gt=0, all_met__isnull=False),
                name="assessment_validated_total",
            ),
        ]
        indexes = [
            models.Index(fields=["stage", "period_to"], name="assessment_stage"),
            models.Index(fields=["corps", "stage"], name="assessment_corps"),
        ]

    def __str__(self) -> str:
        return f"assessment {self.pk}"


class CriterionScore(models.Model):
    """One criterion in an assessment, twice: as the corps says (`self_*`) and as the auditor judges.

    Until the assessment is validated the auditor's half is a draft, which the corps never sees.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    self_level = models.CharField(max_length=7, choices=Level, blank=True)
    self_remark = models.TextField(max_length=2000, blank=True)
    evidence = models.CharField(max_length=300, blank=True, help_text="Where it is: a reference or an address")
    level = models.CharField(max_length=7, choices=Level, blank=True)
    reason = models.TextField(max_length=2000, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "criterion"], name="criterionscore_once")]

    def __str__(self) -> str:
        return f"criterion score {self.pk}"
