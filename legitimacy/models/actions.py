"""Improvement actions, whichever app they come from: one list with owners and dates."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from legitimacy.indicators.definitions import Origin
from legitimacy.models.choices import choices
from legitimacy.models.subjects import Corps


class ImprovementAction(models.Model):
    """What a corps will do better. `source` names the app, `reference` its own record there.

    A postponement changes `due_on` and keeps `original_due_on`, which the indicator counts with.
    """

    class Source(models.TextChoices):
        COMPLAINT = "complaint", _("complaint")
        EVALUATION = "evaluation", _("evaluation")
        AUDIT = "audit", _("audit")
        REVIEW = "review", _("review")
        DIVERSITY = "diversity", _("diversity plan")

    class Effect(models.TextChoices):
        UNKNOWN = "unknown", _("not checked yet")
        WORKED = "worked", _("it worked")
        PARTLY = "partly", _("it worked in part")
        FAILED = "failed", _("it did not work")

    FROM_SAMPLE = "sample-"
    """How `reference` begins where the blind reading of a sample asked for it: no page of audits follows those."""

    corps = models.ForeignKey(Corps, on_delete=models.CASCADE, related_name="improvement_actions")
    source = models.CharField(max_length=12, choices=Source)
    reference = models.CharField(max_length=40, blank=True)
    what = models.TextField(max_length=2000)
    owner = models.CharField(max_length=120, help_text=_("Function, not a name"))
    due_on = models.DateField()
    original_due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    effect = models.CharField(max_length=8, choices=Effect, default=Effect.UNKNOWN)
    effect_checked_on = models.DateField(null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    origin = models.CharField(max_length=9, choices=choices(Origin))

    class Meta:
        indexes = [models.Index(fields=["corps", "due_on"], name="improvementaction_due")]

    def __str__(self) -> str:
        return f"improvement action {self.pk}"
