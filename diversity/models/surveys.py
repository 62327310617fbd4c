"""Rounds of the anonymous inclusion survey, and how many slips were given out. Never who, and never an answer."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from diversity.querysets.surveys import RoundQuerySet
from diversity.workflow.surveys import RoundState
from legitimacy.indicators.definitions import Origin
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps
from legitimacy.models.choices import choices


class SurveyRound(models.Model):
    """One round of the survey in a corps. Results are frozen when it closes; answers and tokens go then.

    `wave` is a year or quarter. `assessment` names the data-protection impact assessment and `advice` that of the data
    protection officer or the supervisory body, each with its day: no round opens without them. `answered` are valid
    questionnaires, `scored` those with enough valid answers, whose mean score (0-100) and standard deviation follow.
    `result` is what the corps may see; empty where too few answered.
    """

    corps = models.ForeignKey(Corps, on_delete=models.PROTECT, related_name="survey_rounds")
    wave = models.CharField(max_length=7)
    opens_on = models.DateField()
    closes_on = models.DateField()
    invited = models.PositiveIntegerField()
    state = models.CharField(max_length=7, choices=RoundState, default=RoundState.PLANNED)
    wording = models.CharField(max_length=12)
    assessment = models.CharField(max_length=120, blank=True)
    assessed_on = models.DateField(null=True, blank=True)
    advice = models.CharField(max_length=120, blank=True)
    advised_on = models.DateField(null=True, blank=True)
    origin = models.CharField(max_length=9, choices=choices(Origin))
    answered = models.PositiveIntegerField(null=True, blank=True)
    scored = models.PositiveIntegerField(null=True, blank=True)
    score = models.FloatField(null=True, blank=True)
    deviation = models.FloatField(null=True, blank=True)
    result = models.JSONField(default=dict, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-closes_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["corps", "wave"], name="surveyround_once"),
            models.UniqueConstraint(fields=["corps"], condition=Q(state=RoundState.OPEN), name="surveyround_one_open"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="surveyround_dates_in_order"),
            models.CheckConstraint(
                condition=Q(state=RoundState.PLANNED)
                | (~Q(assessment="") & ~Q(advice="") & Q(assessed_on__isnull=False) & Q(advised_on__isnull=False)),
                name="surveyround_opens_with_advice",
            ),
            models.CheckConstraint(
                condition=Q(state=RoundState.CLOSED, answered__isnull=False)
                | (~Q(state=RoundState.CLOSED) & Q(answered=None)),
                name="surveyround_counted_when_closed",
            ),
        ]
        indexes = [models.Index(fields=["state", "wave"], name="surveyround_by_wave")]

    def __str__(self) -> str:
        return f"{self.corps_id} {self.wave}"

    @property
    def survey(self) -> str:
        """Under which name tokens and waiting answers stand: the round, and nothing of a person."""
        return f"inclusion_{self.pk}"

    @property
    def year(self) -> Period:
        """The survey wave to which it counts."""
        return Period(Period.parse(self.wave).year)


class SlipBatch(models.Model):
    """That slips with codes were made: how many, for everybody or for lost ones. The codes are stored nowhere."""

    survey_round = models.ForeignKey(SurveyRound, on_delete=models.CASCADE, related_name="batches")
    size = models.PositiveIntegerField()
    is_replacement = models.BooleanField(default=False)
    made_on = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.size} slips of {self.survey_round_id}"
