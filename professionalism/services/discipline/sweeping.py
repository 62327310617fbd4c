"""What changes in cases only because a day went by: alarms, and limits that ran out."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from professionalism.models import DisciplinaryCase
from professionalism.services.discipline.history import COLUMNS, case_lock, clocks_set, history_of
from professionalism.workflow.discipline import UNDECIDED


def clocks_sweep(today: date | None = None) -> int:
    """Bring every undecided case up to the day; how many changed. What is equal is not written."""
    day = today or timezone.localdate()
    keys = DisciplinaryCase.objects.filter(status__in=UNDECIDED).order_by("pk").values_list("pk", flat=True)
    return sum(_case_sweep(pk, day) for pk in list(keys))


@transaction.atomic
def _case_sweep(pk: UUID, today: date) -> bool:
    case = case_lock(DisciplinaryCase(pk=pk))
    changed = clocks_set(case, history_of(case), today)
    if changed:
        case.save(update_fields=COLUMNS)
    return changed


def stale_by_age(today: date) -> None:
    """A limit that ran out yesterday counts from today on: the sweep leaves the mark."""
    clocks_sweep(today)
