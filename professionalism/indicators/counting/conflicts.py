"""The value source `operations`: conflicts settled without force, mediated ones, and reasoned checks.

Counted from what corps hand over by month (see `operations`), in two queries for each indicator. Definitions in words:
docs/methods/force.md.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
from django.utils import timezone

from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators as passports
from legitimacy.models import OperationalCount
from legitimacy.scorecards.deliveries import figures_valued, values_finished
from legitimacy.scorecards.deliveries.delivering import figures_described, quarter_number
from legitimacy.scorecards.deliveries.geography import Geography
from legitimacy.scorecards.reach import base_periods, is_quarterly
from legitimacy.scorecards.sources import ValueSource, values_frame
from professionalism.indicators.counting.operations import GRACE_DAYS, SETTLING_DAYS, Months, month_end, month_number
from professionalism.services.force_counting import days_mark
from professionalism.services.operations import MEDIATED, SOURCE

Kind = OperationalCount.Kind
CREDIT = "Counts handed over by the corps"


@dataclass(frozen=True, slots=True)
class Share:
    """An indicator as one kind of count out of another, with the days that its counts may take."""

    numerator: str
    denominator: str
    grace: int = GRACE_DAYS
    categories: tuple[str, ...] | None = None


SHARES = {
    "PRV-10": Share(Kind.CONFLICTS_WITHOUT_FORCE, Kind.CONFLICTS),
    "PRV-15": Share(Kind.CHECKS_REASONED, Kind.CHECKS),
    "PRV-18": Share(Kind.CONFLICTS_SETTLED, Kind.CONFLICTS, SETTLING_DAYS + GRACE_DAYS, MEDIATED),
}


def operations_compute(
    period: Period, subject_ids: frozenset[int] | None = None, indicators: frozenset[str] | None = None
) -> pd.DataFrame:
    """Values of `period` from monthly counts, as a frame of values (see `sources.COLUMNS`)."""
    asked = [passports.get(code) for code in SHARES if indicators is None or code in indicators]
    counted = [each for each in asked if is_quarterly(each.window) != period.is_year]
    if not counted:
        return values_frame()
    geography, today, last = Geography.read(period), timezone.localdate(), quarter_number(period)
    parts, earlier = [], []
    for passport in counted:
        share = SHARES[passport.code]
        first = quarter_number(base_periods(period, passport.window)[0])
        months = Months.read(
            (share.numerator, share.denominator),
            *(first, last, geography, today),
            grace=share.grace,
            categories=share.categories,
        )
        named = {share.numerator: "numerator", share.denominator: "denominator"}
        parts.append(months.quarters(months.counted.rename(columns=named)).assign(indicator=passport.code))
        earlier += [(corps, passport.code) for corps in months.before(first)]
    parts = [part for part in parts if len(part)]
    if not parts:
        return values_frame()
    figures = figures_described(pd.concat(parts, ignore_index=True), counted, CREDIT)
    before = pd.DataFrame(earlier, columns=["subject_id", "indicator"]).astype({"subject_id": "int64"})
    return values_finished(figures_valued(figures, before, geography, subject_ids), period)


def operations_stale_by_age(today: date) -> None:
    """Mark what is missed since today: months whose counts may take no longer."""
    corps = list(OperationalCount.objects.order_by().values_list("corps_id", flat=True).distinct())
    for code, share in SHARES.items():
        over = month_number(today - timedelta(days=share.grace))
        day = month_end(over - 1)
        for corps_id in corps:
            days_mark(corps_id, [day], [code], source=SOURCE)


OPERATIONS = ValueSource(
    name=SOURCE, indicators=tuple(SHARES), compute=operations_compute, ageing=operations_stale_by_age
)
