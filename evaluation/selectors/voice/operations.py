"""Reading operational counts of a corps: by quarter and year, and what figures they give."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from evaluation.workflow.operations import DEPRIVED, LEAST_DEPRIVED
from legitimacy.indicators.intervals import newcombe_difference_interval
from legitimacy.indicators.periods import Period
from legitimacy.models import OperationalCount

Kind = OperationalCount.Kind
MONTHS_A_QUARTER = 3
WINDOW = 4
"""Quarters of the window of DRV-15."""
Figure = dict[str, float]


@dataclass(frozen=True, slots=True)
class Share:
    """An indicator as one kind of count out of another; a stock is that of the last month, not a sum."""

    part: str
    whole: str
    is_stock: bool = False
    is_yearly: bool = False


SHARES: Mapping[str, Share] = {
    "EFF-19": Share(Kind.URGENT_WITHIN_15, Kind.URGENT_TIMED),
    "LEG-15": Share(Kind.REPORTS_IN_TIME, Kind.OFFICIAL_REPORTS),
    "DRV-16": Share(Kind.BEAT_SERVED, Kind.BEAT_RESIDENTS, is_stock=True),
    "EFF-20": Share(Kind.OFFENCES_CLEARED, Kind.OFFENCES, is_yearly=True),
}
KINDS = tuple(dict.fromkeys(kind for share in SHARES.values() for kind in (share.part, share.whole)))


class Counts:
    """All counts of a corps that figures rest on, by kind and category, month by month."""

    def __init__(self, corps_id: int, kinds: Collection[str] = KINDS) -> None:
        self.of: dict[tuple[str, str], dict[date, tuple[int, int]]] = {}
        rows = OperationalCount.objects.filter(corps=corps_id, kind__in=kinds)
        for kind, category, month, months, count in rows.values_list("kind", "category", "month", "months", "count"):
            self.of.setdefault((kind, category), {})[month] = (months, count)

    def categories(self, kind: str) -> list[str]:
        return [category for each, category in self.of if each == kind]

    def quarter(self, kind: str, category: str, quarter: Period, *, is_stock: bool = False) -> int | None:
        """The sum over a quarter, or its last month for a stock; None where a month is missing."""
        known = self.of.get((kind, category), {})
        starts = [date(quarter.start.year, quarter.start.month + step, 1) for step in range(MONTHS_A_QUARTER)]
        first = known.get(starts[0])
        if first is not None and first[0] == MONTHS_A_QUARTER:
            return first[1]
        found = [known[start][1] for start in starts if start in known]
        if len(found) < MONTHS_A_QUARTER:
            return None
        return found[-1] if is_stock else sum(found)

    def pair(self, share: Share, period: Period) -> Figure | None:
        """Numerator and denominator over all categories; None where one of them lacks a month of the other."""
        quarters = [Period(period.year, quarter) for quarter in range(1, 5)] if share.is_yearly else [period]
        part = whole = 0
        categories = {*self.categories(share.part), *self.categories(share.whole)}
        found = False
        for category in categories:
            for quarter in quarters:
                one = self.quarter(share.part, category, quarter, is_stock=share.is_stock)
                other = self.quarter(share.whole, category, quarter, is_stock=share.is_stock)
                if one is None and other is None and not share.is_yearly:
                    continue
                if one is None or other is None:
                    return None
                found, part, whole = True, part + one, whole + other
        return {"numerator": float(part), "denominator": float(whole)} if found else None

    def gap(self, period: Period) -> Figure | None:
        """DRV-15: share reached in time in the least deprived fifth minus that in the most deprived, in points."""
        sums = []
        for category in (LEAST_DEPRIVED, DEPRIVED):
            quarters = [period.shift(-step) for step in range(WINDOW)]
            parts = [self.quarter(Kind.URGENT_WITHIN_15, category, quarter) for quarter in quarters]
            wholes = [self.quarter(Kind.URGENT_TIMED, category, quarter) for quarter in quarters]
            if None in parts or None in wholes or not sum(filter(None, wholes)):
                return None
            sums += [sum(filter(None, parts)), sum(filter(None, wholes))]
        least, least_all, most, most_all = sums
        interval = newcombe_difference_interval(least, least_all, most, most_all)
        value = (least / least_all - most / most_all) * 100
        limits = {"lower": float(interval.lower) * 100, "upper": float(interval.upper) * 100}
        return {"value": value, **limits, "n": float(least_all + most_all)}

    def total(self, kind: str, quarter: Period, *, is_stock: bool = False) -> int | None:
        """The sum of a quarter over all categories; None where nothing whole is there."""
        found = [self.quarter(kind, category, quarter, is_stock=is_stock) for category in self.categories(kind)]
        known = [number for number in found if number is not None]
        return sum(known) if known else None

    def newest(self) -> Period | None:
        """The last quarter of which anything is there."""
        months = [month for known in self.of.values() for month in known]
        return Period.containing(max(months)) if months else None
