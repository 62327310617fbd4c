"""Where somebody decided that a trend begins anew: who, when, from which period, and why."""

from django.conf import settings
from django.db import models

from legitimacy.models.subjects import Subject


class TrendRebase(models.Model):
    """From `from_period` on the limits of this trend are computed anew. Append-only: a trigger forbids changes.

    A decision is taken back by a later row for the same period with `withdraws`; the newest row of a period counts.
    No figure changes by it, only the limits that are drawn around figures.
    """

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="trend_rebases")
    indicator = models.CharField(max_length=6)
    from_period = models.CharField(max_length=7)
    withdraws = models.BooleanField(default=False)
    reason = models.TextField(max_length=600)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=24)
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["indicator", "subject"], name="trendrebase_trend")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.indicator} {self.subject_id} from {self.from_period}"
