"""Which values a changed assessment or sample makes stale. Marks are written in the transaction of the change."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from audit.models import Assessment, Sample, Standard
from audit.workflow.standards.codes import Counts, SampleStage, Stage
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators
from legitimacy.scorecards.reach import base_periods
from legitimacy.scorecards.services import stale_mark

SOURCE = "standards"
LASTING = ("EFF-04", "PRV-13", "DRV-13", "PRV-14")
"""What stands on the last day of a quarter, and goes on standing until something newer or too much time."""
DATED = ("LEG-13", "PRV-07")
"""What is counted by the day of each item."""
CODES = (*LASTING, *DATED)


def stale_for(record: Assessment | Sample) -> None:
    """Mark every quarter in which this assessment or sample counts, or counted."""
    code = record.standard.indicator
    if code not in CODES:
        return
    if isinstance(record, Sample) and record.standard.counts != Counts.ITEMS:
        return
    for quarter in quarters_of(record):
        stale_mark(source=SOURCE, subject_ids=[record.corps_id], indicators=[code], event_date=quarter.start)


def quarters_of(record: Assessment | Sample) -> list[Period]:
    """Quarters that have begun in which it counts: those of its items, or from its last one on while it lasts."""
    newest = Period.containing(timezone.localdate())
    last = Period.containing(record.period_to)
    if record.standard.indicator in DATED:
        first, until = Period.containing(record.period_from), last
    else:
        first, until = last, last.shift(record.standard.counts_months // 3 - 1)
    quarters = []
    while first <= min(until, newest):
        quarters.append(first)
        first = first.next
    return quarters


def stale_by_age(today: date) -> None:
    """Mark the running quarter for every corps that has something that may still count in it."""
    quarter = Period.containing(today)
    for code in CODES:
        begun = _begins(code, quarter)
        found = {*_corps(Assessment.objects.filter(stage=Stage.VALIDATED), code, begun)}
        found |= {*_corps(Sample.objects.filter(stage__in=(SampleStage.CLOSED, SampleStage.REJECTED)), code, begun)}
        if found:
            stale_mark(source=SOURCE, subject_ids=sorted(found), indicators=[code], event_date=quarter.start)


def _begins(code: str, quarter: Period) -> date:
    """Records that ended before this day count neither in the quarter nor in the one before it."""
    if code in DATED:
        return base_periods(quarter, indicators.get(code).window)[0].shift(-1).start
    longest = max(Standard.objects.filter(indicator=code).values_list("counts_months", flat=True), default=0)
    return quarter.shift(-(longest // 3)).start


def _corps(rows: "QuerySet[Assessment] | QuerySet[Sample]", code: str, begun: date) -> Iterable[int]:
    found = rows.filter(standard__indicator=code, period_to__gte=begun).order_by()
    return found.values_list("corps_id", flat=True).distinct()
