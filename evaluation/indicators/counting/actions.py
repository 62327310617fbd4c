"""The value source `improvement_actions`: EFF-03, how many improvement actions were done by the day first agreed.

All actions of a corps count, whichever app they came from, in the quarter of the day first agreed; an action counts
once it was done or that day is over. A corps delivers from the quarter of its first such day on. After a merger actions
count for the corps that has them now. Worked out in docs/methods/policy.md.
"""

from datetime import date, timedelta

import pandas as pd
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators as passports
from legitimacy.models import ImprovementAction
from legitimacy.models.expressions import quarter_of
from legitimacy.scorecards.deliveries import figures_valued, values_finished
from legitimacy.scorecards.deliveries.delivering import (
    Delivering,
    before_windows,
    figures_described,
    quarter_number,
)
from legitimacy.scorecards.deliveries.geography import Geography
from legitimacy.scorecards.reach import base_periods
from legitimacy.scorecards.services.improvements import CLOSED_IN_TIME, SOURCE, improvements_stale
from legitimacy.scorecards.sources import ValueSource, values_frame

CREDIT = "Improvement actions of the corps"


def actions_compute(
    period: Period, subject_ids: frozenset[int] | None = None, indicators: frozenset[str] | None = None
) -> pd.DataFrame:
    """Values of a quarter as a frame (see `sources.COLUMNS`). Two queries, and those of geography."""
    if period.is_year or (indicators is not None and CLOSED_IN_TIME not in indicators):
        return values_frame()
    geography = Geography.read(period)
    delivering = Delivering.read(_due(period.end), "original_due_on", geography)
    passport = passports.get(CLOSED_IN_TIME)
    begins = base_periods(period, passport.window)[0]
    first, last = quarter_number(begins), quarter_number(period)
    counts = delivering.moved(_counts(begins.start, period.end))
    summed = counts.groupby(["corps", "quarter"], as_index=False)[["numerator", "denominator"]].sum()
    rows = delivering.grid(first, last).merge(summed, on=["corps", "quarter"], how="left")
    if rows.empty:
        return values_frame()
    rows = rows.fillna({"numerator": 0.0, "denominator": 0.0}).assign(indicator=CLOSED_IN_TIME)
    figures = figures_described(rows, [passport], CREDIT)
    before = before_windows({CLOSED_IN_TIME: first}, delivering)
    return values_finished(figures_valued(figures, before, geography, subject_ids), period)


def _due(on: date) -> QuerySet[ImprovementAction]:
    """Actions of which it is known on that day, or today where that is earlier, whether they were done in time."""
    over = Q(original_due_on__lt=timezone.localdate()) | Q(done_on__isnull=False)
    return ImprovementAction.objects.filter(over, original_due_on__lte=on).order_by()


def _counts(first: date, last: date) -> pd.DataFrame:
    """Done in time and all, by corps and quarter (a number)."""
    rows = (
        _due(last)
        .filter(original_due_on__gte=first)
        .annotate(quarter=quarter_of("original_due_on"))
        .values_list("corps_id", "quarter")
        .annotate(x=Count("pk", filter=Q(done_on__lte=F("original_due_on"))), n=Count("pk"))
    )
    frame = pd.DataFrame(list(rows), columns=["corps", "quarter", "numerator", "denominator"])
    return frame.astype({"corps": "int64", "quarter": "int64", "numerator": "float64", "denominator": "float64"})


def stale_by_age(today: date) -> None:
    """Mark what counts from today on because its day is over, back to the beginning of yesterday's quarter."""
    yesterday = today - timedelta(days=1)
    since = Period.containing(yesterday).start
    improvements_stale(
        ImprovementAction.objects.filter(done_on=None, original_due_on__range=(since, yesterday)).only(
            "corps_id", "original_due_on"
        )
    )


ACTIONS = ValueSource(name=SOURCE, indicators=(CLOSED_IN_TIME,), compute=actions_compute, ageing=stale_by_age)
