"""Which values a validated return makes stale. Marks are written in the transaction of the change."""

from datetime import date

from django.utils import timezone

from diversity.models import StaffReturn
from diversity.services.criteria import criteria_mark
from diversity.workflow.staffing import Kind
from legitimacy.indicators.periods import Period
from legitimacy.scorecards.services import stale_mark

SOURCE, ORIGIN_SOURCE = "diversity_staff", "diversity_origin"
CODES = ("DRV-04", "DRV-05", "DRV-08", "DRV-09")
OF_KIND = {
    Kind.COMPOSITION: (SOURCE, ("DRV-04", "DRV-05")),
    Kind.DISABILITY: (SOURCE, ("DRV-08",)),
    Kind.MOVEMENTS: (SOURCE, ("DRV-09",)),
    Kind.ORIGIN: (ORIGIN_SOURCE, ("DRV-06",)),
    Kind.RECRUITS_ORIGIN: (ORIGIN_SOURCE, ("DRV-07",)),
}
"""By which source, and which indicators, are counted from which kind of return."""


def return_mark(staff_return: StaffReturn) -> None:
    """Mark the values of the corps in which a return may count: from the quarter of its day on, up to today.

    What stands on a day stays valid for 12 months and is looked for again in each quarter; the sweep widens marks of
    rolling windows by itself, so one for the quarter of the day reaches all 36 months.
    """
    source, codes = OF_KIND[Kind(staff_return.kind)]
    first, today = staff_return.reference_date, timezone.localdate()
    subjects = _subjects(staff_return)
    for quarter in _quarters(first, today):
        stale_mark(source=source, subject_ids=subjects, indicators=codes, event_date=quarter)
    criteria_mark(corps_ids=[staff_return.corps_id], day=first)


def _subjects(staff_return: StaffReturn) -> list[int]:
    """The corps, and its region and province: some of these values are made for regions."""
    corps = staff_return.corps
    return [each for each in (corps.pk, corps.region_id, corps.province_id) if each is not None]


def _quarters(first: date, today: date) -> list[date]:
    quarter, last = Period.containing(first), Period.containing(max(first, today))
    quarters: list[date] = []
    while quarter <= last and len(quarters) < 12:
        quarters.append(quarter.start)
        quarter = quarter.next
    return quarters
