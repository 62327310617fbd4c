"""Frozen first values, and the marks that let the criteria be counted again."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from diversity.models import Baseline
from diversity.workflow.criteria import figure_codes
from legitimacy.indicators.periods import Period
from legitimacy.scorecards.selectors import corps_values_current, framework_of
from legitimacy.scorecards.services import stale_mark

SOURCE, CRITERIA = "diversity_criteria", "DRV-14"
QUARTERS_STOOD = 4
"""Quarters on whose scorecards a count of a day stands."""


@transaction.atomic
def baselines_freeze() -> int:
    """Keep the first value of every corps and indicator under the framework in force; number of new ones.

    What was kept stays: a later correction of the first value moves nobody's starting point.
    """
    framework = framework_of(Period.containing(timezone.localdate()))
    if framework is None:
        return 0
    kept = set(Baseline.objects.filter(framework=framework).values_list("corps_id", "indicator"))
    rows = corps_values_current(figure_codes()).values_list("subject_id", "indicator", "period", "value__value")
    first: dict[tuple[int, str], tuple[Period, float]] = {}
    for corps, code, text, value in rows:
        period = Period.parse(text)
        if value is None or (corps, code) in kept or period.end < framework.begins.start:
            continue
        if (corps, code) not in first or period.end < first[corps, code][0].end:
            first[corps, code] = (period, value)
    Baseline.objects.bulk_create(
        [
            Baseline(corps_id=corps, framework=framework, indicator=code, period=str(period), value=value)
            for (corps, code), (period, value) in sorted(first.items())
        ],
        ignore_conflicts=True,
    )
    return len(first)


def criteria_mark(*, corps_ids: Iterable[int], day: date) -> int:
    """Mark the criteria of corps as stale in the quarter of `day` and those on which a count of that day still stands.

    Belongs in the transaction of the change. Quarters that have not begun are left out. Returns how many were marked.
    """
    first, today = Period.containing(day), timezone.localdate()
    quarters = [first.shift(step) for step in range(QUARTERS_STOOD)]
    corps = sorted(set(corps_ids))
    return sum(
        stale_mark(source=SOURCE, subject_ids=corps, indicators=[CRITERIA], event_date=quarter.start)
        for quarter in quarters
        if quarter.start <= today
    )
