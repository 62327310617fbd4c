"""Which rounds of the survey run, and which count."""

from datetime import date
from typing import Any

from django.db import models

from diversity.workflow.surveys import RoundState


class RoundQuerySet(models.QuerySet[Any]):
    def locked(self, pk: int) -> Any:
        """One round with its corps, which nobody else changes or answers until this transaction ends."""
        return self.select_for_update(of=("self",)).select_related("corps").get(pk=pk)

    def running(self, on: date) -> "RoundQuerySet":
        """Open, and not past their last day."""
        return self.filter(state=RoundState.OPEN, closes_on__gte=on)

    def past(self, on: date) -> "RoundQuerySet":
        """Open, though their last day is over."""
        return self.filter(state=RoundState.OPEN, closes_on__lt=on)

    def counted(self, year: int) -> "RoundQuerySet":
        """Closed rounds of the wave of a year."""
        return self.filter(state=RoundState.CLOSED, wave__startswith=f"{year}")
