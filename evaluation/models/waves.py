"""Waves of surveys among citizens: who asked whom when and how, and sums above the minimum. Never a respondent."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from evaluation.workflow.waves import Mode, Split
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Delivery
from legitimacy.models.choices import choices


class SurveyWave(models.Model):
    """One edition of a survey in one corps. `wave` is a year; `asked` is empty where it was not told.

    `scales` holds what each item was read by, so that a later wave with another scale is seen as another series. A
    corrected file of the same wave replaces the results and raises `revision`. `delivery` is whose figures these are.
    """

    corps = models.ForeignKey(Corps, on_delete=models.PROTECT, related_name="survey_waves")
    survey = models.CharField(max_length=80)
    wave = models.CharField(max_length=4)
    mode = models.CharField(max_length=8, choices=Mode)
    wording = models.CharField(max_length=20)
    asked = models.PositiveIntegerField(null=True, blank=True)
    answered = models.PositiveIntegerField()
    is_microdata = models.BooleanField(default=True)
    is_weighted = models.BooleanField(default=False)
    scales = models.JSONField(default=dict, blank=True)
    revision = models.PositiveSmallIntegerField(default=1)
    origin = models.CharField(max_length=9, choices=choices(Origin))
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="+")
    stored_on = models.DateField()
    stored_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-wave", "survey", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["corps", "survey", "wave"], name="surveywave_once"),
            models.CheckConstraint(
                condition=Q(asked=None) | Q(asked__gte=models.F("answered")), name="surveywave_asked_at_least_answered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survey} {self.wave} {self.corps_id}"


class WaveResult(models.Model):
    """One construct of a wave. `n` respondents had enough valid answers; under the minimum nothing else is kept.

    `mean` and `deviation` are of scores 0-100 in which high is favourable, `share` (0-1) of respondents who answered as
    the construct counts. The effective number of respondents is n / `design_effect`. `fed` says whether an indicator
    rests on it.
    """

    wave = models.ForeignKey(SurveyWave, on_delete=models.CASCADE, related_name="results")
    construct = models.CharField(max_length=24)
    n = models.PositiveIntegerField()
    mean = models.FloatField(null=True, blank=True)
    deviation = models.FloatField(null=True, blank=True)
    share = models.FloatField(null=True, blank=True)
    design_effect = models.FloatField(null=True, blank=True)
    fed = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "construct"], name="waveresult_once")]

    def __str__(self) -> str:
        return f"{self.construct} of {self.wave_id}"


class WaveGap(models.Model):
    """The largest difference between two groups that are large enough, in points with 95 % limits.

    Means and sizes of groups are not kept: with them, and the mean of all, those left over could be worked out.
    `least` is the size of the smaller of the two groups.
    """

    wave = models.ForeignKey(SurveyWave, on_delete=models.CASCADE, related_name="gaps")
    construct = models.CharField(max_length=24)
    split = models.CharField(max_length=14, choices=Split)
    high = models.CharField(max_length=12)
    low = models.CharField(max_length=12)
    difference = models.FloatField()
    lower = models.FloatField()
    upper = models.FloatField()
    least = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "construct", "split"], name="wavegap_once")]

    def __str__(self) -> str:
        return f"{self.construct} by {self.split} of {self.wave_id}"
