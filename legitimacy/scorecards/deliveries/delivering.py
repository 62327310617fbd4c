"""Which corps deliver from records, since when, whose records are whose after a merger, and base figures from counts.

A corps delivers from the quarter of its first own record on: from then on a quarter without records is a real zero.
Before that, and for a corps that never had a record, nothing was delivered. From the quarter of a merger on, records of
a predecessor count for the corps that took it over (the one that took the largest part, where it was split).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd
from django.db.models import Max, Min, Model, QuerySet

from legitimacy.indicators.definitions import Indicator, Origin, State
from legitimacy.indicators.periods import Period
from legitimacy.scorecards.deliveries.combining import LEAST_REAL_LAST
from legitimacy.scorecards.deliveries.figures import KEYS, passports_table, with_derived
from legitimacy.scorecards.deliveries.geography import Geography

First = tuple[int, date | None, date, str, str]
"""Corps, its first day, the first day of its records, and the least and the most of their origins."""


def quarter_number(period: Period) -> int:
    return period.year * 4 + period.quarter - 1


def quarter_named(number: int) -> str:
    return str(Period(number // 4, number % 4 + 1))


@dataclass(frozen=True)
class Delivering:
    """`corps`: first and last quarter (numbers) for which each corps delivers, and origin, by corps id.

    `heirs`: predecessor, subject_id (the heir) and `since`, the number of the quarter of the merger.
    """

    corps: pd.DataFrame
    heirs: pd.DataFrame

    @classmethod
    def read(cls, records: QuerySet[Model], day: str, geography: Geography) -> "Delivering":
        """Who delivers by `records`, which have a corps and an origin; `day` names the date from which they count."""
        rows = (
            records.order_by()
            .values_list("corps_id", "corps__valid_from")
            .annotate(first=Min(day), least=Min("origin"), most=Max("origin"))
        )
        return cls.of(rows, geography)

    @classmethod
    def of(cls, rows: Iterable[First], geography: Geography) -> "Delivering":
        """The same from rows of one corps each, where records of more than one kind say who delivers."""
        heirs = _heirs(geography)
        known = {
            corps: (quarter_number(Period.containing(max(first, begun or first))), _least_real(least, most))
            for corps, begun, first, least, most in rows
        }
        for predecessor, heir, since in _merged(heirs):
            if predecessor in known and known[predecessor][0] <= since:
                first, origin = known.get(heir, (since, known[predecessor][1]))
                known[heir] = (min(first, since), origin)
        frame = pd.DataFrame.from_dict(known, orient="index", columns=["first", "origin"])
        frame.index = frame.index.astype("int64")
        ended = heirs.groupby("predecessor")["since"].min().sub(1)
        closing = geography.corps["valid_to"].map(_last_quarter, na_action="ignore").dropna()
        last = pd.concat([ended, closing]).groupby(level=0).min()
        return cls(frame.assign(last=last.reindex(frame.index).fillna(99_999).astype("int64")), heirs)

    def moved(self, counts: pd.DataFrame) -> pd.DataFrame:
        """`counts` with records of predecessors under the corps that has them now; columns corps and quarter."""
        for predecessor, heir, since in _merged(self.heirs):
            late = (counts["corps"] == predecessor) & (counts["quarter"] >= since)
            counts = counts.assign(corps=counts["corps"].where(~late, heir))
        return counts

    def grid(self, first: int, last: int) -> pd.DataFrame:
        """One row (corps, quarter, origin) for every corps and quarter from `first` to `last` that it delivers."""
        quarters = pd.DataFrame({"quarter": range(first, last + 1)})
        rows = self.corps.reset_index(names="corps").merge(quarters, how="cross")
        rows = rows[(rows["quarter"] >= rows["first"]) & (rows["quarter"] <= rows["last"])]
        return rows[["corps", "quarter", "origin"]].reset_index(drop=True)

    def before(self, quarter: int) -> list[int]:
        """Corps that delivered before a quarter."""
        return [int(corps) for corps in self.corps.index[self.corps["first"] < quarter]]


def figures_described(rows: pd.DataFrame, counted: Iterable[Indicator], source: str) -> pd.DataFrame:
    """Base figures as `figures_read` gives them, from rows of corps, quarter (a number), indicator, numerator,
    denominator and origin. Rows with a `state` of their own keep it.
    """
    empty = dict.fromkeys(("value", "lower", "upper", "n", "deviation", "design_effect"), float("nan"))
    periods = rows["quarter"].map({number: quarter_named(number) for number in rows["quarter"].unique()})
    frame = rows.rename(columns={"corps": "subject_id"}).assign(period=periods, **empty, source=source)
    ok = pd.Series(State.OK.value, index=frame.index)
    frame = frame.assign(state=frame["state"].fillna(ok) if "state" in frame else ok)
    columns = [*KEYS, "numerator", "denominator", *empty, "state", "origin", "source"]
    frame = frame[columns].astype({"numerator": "float64", "denominator": "float64"})
    return with_derived(frame.join(passports_table(counted), on="indicator"))


def before_windows(begins: dict[str, int], delivering: Delivering) -> pd.DataFrame:
    """Who delivered before the windows began, which are given by code and number of their first quarter."""
    earlier = [(corps, code) for code, first in begins.items() for corps in delivering.before(first)]
    return pd.DataFrame(earlier, columns=["subject_id", "indicator"]).astype({"subject_id": "int64"})


def _least_real(least: str, most: str) -> str:
    return max((Origin(least), Origin(most)), key=LEAST_REAL_LAST.index).value


def _last_quarter(day: date) -> int:
    return quarter_number(Period.containing(day))


def _merged(heirs: pd.DataFrame) -> list[tuple[int, int, int]]:
    """Predecessor, heir and quarter of the merger, by date."""
    ordered = heirs.sort_values("since", kind="stable")[["predecessor", "subject_id", "since"]]
    return [(int(one), int(other), int(since)) for one, other, since in ordered.to_numpy()]


def _heirs(geography: Geography) -> pd.DataFrame:
    links = geography.links.sort_values("share", ascending=False, kind="stable")
    largest = links.drop_duplicates("predecessor").sort_values(["on", "predecessor"], ignore_index=True)
    since = [_last_quarter(day) for day in largest["on"]]
    return largest.assign(since=pd.Series(since, dtype="int64"))[["predecessor", "subject_id", "since", "share"]]
