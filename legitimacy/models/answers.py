"""Anonymous answers: single-use tokens that burn to a date, and answers that cannot be tied to them.

Answers wait in a buffer and are written in shuffled batches, without time, order, trail event or address.
"""

from django.db import models

from legitimacy.indicators.definitions import Origin
from legitimacy.models.choices import choices
from legitimacy.models.subjects import Subject


class AnswerToken(models.Model):
    """An invitation to answer once. The code is kept as a keyed hash; using it leaves a date only."""

    survey = models.CharField(max_length=40)
    code_hash = models.CharField(max_length=64, unique=True)
    invited_on = models.DateField()
    expires_on = models.DateField()
    used_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"token of {self.survey}"


class AnswerBuffer(models.Model):
    """Answers that wait for enough others. Keys are random, so that they tell no order."""

    key = models.UUIDField(primary_key=True)
    survey = models.CharField(max_length=40)
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="+")
    period = models.CharField(max_length=7)
    origin = models.CharField(max_length=9, choices=choices(Origin))
    answers = models.JSONField()

    def __str__(self) -> str:
        return f"waiting answer to {self.survey}"


class Answer(models.Model):
    """One anonymous set of answers: about which subject and in which period, and nothing else."""

    key = models.UUIDField(primary_key=True)
    survey = models.CharField(max_length=40)
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="answers")
    period = models.CharField(max_length=7)
    origin = models.CharField(max_length=9, choices=choices(Origin))
    answers = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["survey", "period"], name="answer_survey_period")]

    def __str__(self) -> str:
        return f"answer to {self.survey}"
