"""Which returns count, and their cells."""

from datetime import date
from typing import Any

from django.db import models

from diversity.workflow.staffing import State


class ReturnQuerySet(models.QuerySet[Any]):
    def in_force(self, *kinds: str) -> "ReturnQuerySet":
        """Validated versions, which alone may be counted; of the kinds named, else of all."""
        found = self.filter(state=State.VALIDATED)
        return found.filter(kind__in=kinds) if kinds else found


class CellQuerySet(models.QuerySet[Any]):
    def in_force(self, *kinds: str, until: date | None = None) -> "CellQuerySet":
        """Cells of validated returns of the kinds named, with reference dates up to and including `until`."""
        found = self.filter(staff_return__state=State.VALIDATED, staff_return__kind__in=kinds)
        return found.filter(staff_return__reference_date__lte=until) if until else found
