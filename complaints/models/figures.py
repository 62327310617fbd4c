"""Counts of a corps's own register that stand still for a month, so that no day's difference tells of one file."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from legitimacy.models import Corps


class RegisterMonth(models.Model):
    """The tables of the figures page as they were counted once in a month.

    `tables`: by key of the table a list of rows, each a label by language and its counts.
    """

    corps = models.ForeignKey(Corps, on_delete=models.CASCADE, related_name="+")
    month = models.DateField(help_text=_("First day of the month in which these counts are shown"))
    counted_on = models.DateField()
    tables = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["corps", "month"], name="registermonth_once")]

    def __str__(self) -> str:
        return f"register of {self.corps_id} in {self.month:%Y-%m}"
