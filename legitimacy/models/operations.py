"""Counts of what a corps did, by month: denominators and operational figures that several apps share."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from legitimacy.indicators.definitions import Origin
from legitimacy.models.choices import choices
from legitimacy.models.deliveries import Delivery
from legitimacy.models.subjects import Corps


class OperationalCount(models.Model):
    """How often something happened in one corps and month. Counts only: no event, no place, no person.

    `month` is its first day; where a quarter was handed over as a whole, that of its first month, and `months` is 3.
    `category` splits a kind where its source does, such as the code of a conflict; what is
    not split stands under an empty one.
    """

    class Kind(models.TextChoices):
        INTERVENTIONS = "interventions", _("interventions")
        URGENT_CALLS = "urgent_calls", _("urgent calls")
        OFFICIAL_REPORTS = "official_reports", _("official reports drawn up")
        CHECKS = "checks", _("proactive checks")
        CHECKS_REASONED = "checks_reasoned", _("proactive checks with a factual ground and an explanation")
        CONFLICTS = "conflicts", _("interventions in a conflict")
        CONFLICTS_WITHOUT_FORCE = "conflicts_without_force", _("conflicts closed without force")
        CONFLICTS_MEDIATED = "conflicts_mediated", _("conflicts mediated or referred to mediation")
        CONFLICTS_SETTLED = "conflicts_settled", _("mediated conflicts without a new call within 90 days")
        URGENT_TIMED = "urgent_timed", _("urgent calls with a recorded arrival time")
        URGENT_WITHIN_10 = "urgent_within_10", _("urgent calls reached within 10 minutes")
        URGENT_WITHIN_15 = "urgent_within_15", _("urgent calls reached within 15 minutes")
        URGENT_WITHIN_20 = "urgent_within_20", _("urgent calls reached within 20 minutes")
        URGENT_WITHIN_30 = "urgent_within_30", _("urgent calls reached within 30 minutes")
        REPORTS_IN_TIME = "reports_in_time", _("official reports sent to the prosecutor in time")
        BEAT_RESIDENTS = "beat_residents", _("residents of neighbourhoods on the last day")
        BEAT_SERVED = "beat_residents_served", _("residents with a named neighbourhood inspector at the norm")
        OFFENCES = "offences", _("recorded offences")
        OFFENCES_CLEARED = "offences_cleared", _("recorded offences with an identified suspect")

    corps = models.ForeignKey(Corps, on_delete=models.CASCADE, related_name="operational_counts")
    kind = models.CharField(max_length=24, choices=Kind)
    category = models.CharField(max_length=24, blank=True)
    month = models.DateField()
    months = models.PositiveSmallIntegerField(default=1, help_text="3 for a whole quarter")
    count = models.PositiveIntegerField()
    origin = models.CharField(max_length=9, choices=choices(Origin))
    delivery = models.ForeignKey(Delivery, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["corps", "kind", "category", "month"], name="operationalcount_once"),
            models.CheckConstraint(condition=models.Q(month__day=1), name="operationalcount_first_of_month"),
            models.CheckConstraint(
                condition=models.Q(months=1) | models.Q(months=3, month__month__in=(1, 4, 7, 10)),
                name="operationalcount_month_or_quarter",
            ),
        ]
        indexes = [models.Index(fields=["kind", "month"], name="operationalcount_kind_month")]

    def __str__(self) -> str:
        return f"{self.kind} {self.corps_id} {self.month}"
