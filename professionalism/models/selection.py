"""Selection procedures: which instruments tested which competences, and outcomes in counts by sex. No candidate."""

from django.db import models

from legitimacy.indicators.definitions import Origin
from legitimacy.models import Subject
from legitimacy.models.choices import choices
from professionalism.workflow.training import Phase, Sex


class SelectionProcedure(models.Model):
    """One round of selection of a corps or of the country, or of testing during training by a school."""

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="selection_procedures")
    code = models.CharField(max_length=24)
    grade = models.CharField(max_length=24)
    period = models.CharField(max_length=7, help_text="The quarter of its decisions, such as 2025-Q4")
    phase = models.CharField(max_length=10, choices=Phase, default=Phase.SELECTION)
    origin = models.CharField(max_length=9, choices=choices(Origin))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-period", "code"]
        constraints = [models.UniqueConstraint(fields=["subject", "code", "period"], name="selection_once")]
        indexes = [models.Index(fields=["period", "subject"], name="selection_counted")]

    def __str__(self) -> str:
        return f"{self.code} {self.period}"


class SelectionInstrument(models.Model):
    """A documented instrument of a procedure and the competences that it scores."""

    procedure = models.ForeignKey(SelectionProcedure, on_delete=models.CASCADE, related_name="instruments")
    name = models.CharField(max_length=120)
    competences = models.JSONField(default=list)
    is_validated = models.BooleanField(default=False)
    norm_group = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["procedure", "pk"]

    def __str__(self) -> str:
        return self.name


class SelectionOutcome(models.Model):
    """Counts of one sex. `decisions_on_four`: decisions in which all four competences of the note had a score."""

    procedure = models.ForeignKey(SelectionProcedure, on_delete=models.CASCADE, related_name="outcomes")
    sex = models.CharField(max_length=1, choices=Sex)
    tested = models.PositiveIntegerField()
    passed = models.PositiveIntegerField()
    decisions = models.PositiveIntegerField()
    decisions_on_four = models.PositiveIntegerField()

    class Meta:
        ordering = ["procedure", "sex"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "sex"], name="selectionoutcome_once"),
            models.CheckConstraint(condition=models.Q(passed__lte=models.F("tested")), name="outcome_passed"),
            models.CheckConstraint(condition=models.Q(decisions__lte=models.F("tested")), name="outcome_decisions"),
            models.CheckConstraint(
                condition=models.Q(decisions_on_four__lte=models.F("decisions")), name="outcome_on_four"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sex} in {self.procedure_id}"
