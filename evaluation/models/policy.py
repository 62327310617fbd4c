"""Plans of a corps, their objectives, and how each was evaluated. No name of a person stands in any of them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from evaluation.models.practices import Practice
from evaluation.workflow.policy import Decision, EvaluationState, Evaluator, Method, PlanKind
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps
from legitimacy.models.choices import choices


class PolicyPlan(models.Model):
    """A zonal safety plan, or the action plan of a year. `corps` is the one that wrote it: after a merger the corps it
    went into carries it on. `version` grows with every change: who writes an older one is told.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    corps = models.ForeignKey(Corps, on_delete=models.PROTECT, related_name="policy_plans")
    kind = models.CharField(max_length=6, choices=PlanKind)
    title = models.CharField(max_length=160)
    begins_on = models.DateField()
    ends_on = models.DateField()
    approved_on = models.DateField(null=True, blank=True, help_text="First approval by the chief")
    version = models.PositiveIntegerField(default=1)
    origin = models.CharField(max_length=9, choices=choices(Origin))

    class Meta:
        ordering = ["-begins_on", "title"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("begins_on")), name="policyplan_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return self.title


class PolicyObjective(models.Model):
    """What a plan wants to reach, how it is measured and who sees to it.

    Measured by an indicator of the catalogue (`indicator`) or by one of its own (`measure`). It counts from
    `approved_on`, until it was stopped or its plan ends. `acts_from` is the day from which the actions run: the view of
    what works looks before and after it. `owner` is a function. `budget` in euro, `capacity` in hours a year.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(PolicyPlan, on_delete=models.CASCADE, related_name="objectives")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    problem = models.TextField(blank=True)
    functionality = models.CharField(max_length=24)
    indicator = models.CharField(max_length=6, blank=True)
    measure = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    baseline = models.DecimalField(max_digits=12, decimal_places=3, null=True, blank=True)
    baseline_on = models.DateField(null=True, blank=True)
    target = models.DecimalField(max_digits=12, decimal_places=3, null=True, blank=True)
    target_on = models.DateField(null=True, blank=True)
    actions = models.TextField()
    acts_from = models.DateField(null=True, blank=True)
    partners = models.TextField(blank=True)
    budget = models.PositiveIntegerField(null=True, blank=True)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    owner = models.CharField(max_length=120)
    practice = models.ForeignKey(Practice, null=True, blank=True, on_delete=models.SET_NULL, related_name="objectives")
    approved_on = models.DateField(null=True, blank=True)
    stopped_on = models.DateField(null=True, blank=True)
    stop_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="policyobjective_number")]

    def __str__(self) -> str:
        return self.title


class PolicyEvaluation(models.Model):
    """One evaluation of one objective. `evaluator_name` is a function or a body. `measured` is what the objective's
    measure stood at. `written_by` may not approve it. `builds_on` is an earlier approved evaluation.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    objective = models.ForeignKey(PolicyObjective, on_delete=models.CASCADE, related_name="evaluations")
    state = models.CharField(max_length=9, choices=EvaluationState, default=EvaluationState.PLANNED)
    planned_for = models.DateField()
    question = models.TextField(blank=True)
    criteria = models.JSONField(default=list)
    method = models.CharField(max_length=12, choices=Method, blank=True)
    evaluator = models.CharField(max_length=8, choices=Evaluator, blank=True)
    evaluator_name = models.CharField(max_length=120, blank=True)
    evidence = models.TextField(blank=True)
    findings = models.TextField(blank=True)
    measured = models.DecimalField(max_digits=12, decimal_places=3, null=True, blank=True)
    decision = models.CharField(max_length=8, choices=Decision, blank=True)
    lessons = models.TextField(blank=True)
    builds_on = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    practice = models.ForeignKey(Practice, null=True, blank=True, on_delete=models.SET_NULL, related_name="evaluations")
    evaluated_on = models.DateField(null=True, blank=True)
    returned_note = models.TextField(blank=True)
    approved_on = models.DateField(null=True, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["planned_for", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=EvaluationState.APPROVED) | Q(approved_on__isnull=False, evaluated_on__isnull=False),
                name="policyevaluation_approved",
            ),
            models.CheckConstraint(
                condition=Q(builds_on__isnull=True) | ~Q(builds_on=F("pk")), name="policyevaluation_not_on_itself"
            ),
            models.UniqueConstraint(
                fields=["objective"], condition=Q(state=EvaluationState.PLANNED), name="policyevaluation_one_planned"
            ),
        ]
        indexes = [models.Index(fields=["state", "evaluated_on"], name="policyevaluation_counted")]

    def __str__(self) -> str:
        return f"evaluation {self.pk}"
