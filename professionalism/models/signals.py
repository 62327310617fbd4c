"""What early signals are read from and what they are: exposure of officers, reports by colleagues, signals.

Officers stand here by pseudonym. Nothing holds sick leave or origin.
"""

import uuid

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Member
from legitimacy.models.choices import choices
from legitimacy.models.fields import EncryptedTextField


class OfficerExposure(models.Model):
    """How much an officer worked in one quarter: the measure by which incidents of officers can be compared at all.

    `group` is the work that peers share, such as intervention; `quarter` is written 2025-Q4.
    """

    class Measure(models.TextChoices):
        SHIFTS = "shifts", _("shifts")
        INTERVENTIONS = "interventions", _("interventions")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="exposures")
    quarter = models.CharField(max_length=7)
    group = models.CharField(max_length=40)
    measure = models.CharField(max_length=13, choices=Measure)
    count = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    origin = models.CharField(max_length=9, choices=choices(Origin))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "quarter"], name="officerexposure_once"),
            models.CheckConstraint(condition=models.Q(count__gte=1), name="officerexposure_some"),
        ]
        indexes = [models.Index(fields=["quarter", "member"], name="officerexposure_quarter")]

    def __str__(self) -> str:
        return f"{self.count} {self.measure} of {self.member_id}"


class ColleagueReport(models.Model):
    """What a colleague saw. The reporter is sealed: `reporter_lookup` keeps them from deciding, nothing shows them.

    `text` is for professional standards and the wellbeing adviser, never for the member: it could betray the reporter.
    """

    class About(models.TextChoices):
        FORCE = "force", _("use of force")
        ATTITUDE = "attitude", _("language or attitude")
        NOT_REPORTED = "not_reported", _("force that was not reported")
        STRAIN = "strain", _("worries about how a colleague is doing")
        OTHER = "other", _("something else")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    corps = models.ForeignKey(Corps, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="colleague_reports")
    about = models.CharField(max_length=12, choices=About)
    seen_on = models.DateField()
    text = EncryptedTextField()
    reporter = EncryptedTextField(help_text="Name of the reporter")
    reporter_lookup = models.CharField(max_length=64, db_index=True)
    reported_at = models.DateTimeField(auto_now_add=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    form_key = models.CharField(max_length=64, unique=True, null=True, blank=True, help_text="Against replays")

    def __str__(self) -> str:
        return f"report {self.pk}"
