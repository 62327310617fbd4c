"""Monthly counts that corps hand over, made into numerators and denominators per quarter.

A month is due once `grace` days have passed after its last day, from the first month that the corps handed over on. A
quarter in which a due month is missing is not delivered, so that leaving out a bad month never improves a figure.
Months that are not due yet are left out, and a quarter with nothing due yet says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import pandas as pd
from django.db.models import Max, Min, Sum

from legitimacy.indicators.definitions import Origin, State
from legitimacy.models import OperationalCount
from legitimacy.scorecards.deliveries.combining import LEAST_REAL_LAST
from legitimacy.scorecards.deliveries.geography import Geography

MONTHS_A_QUARTER = 3
GRACE_DAYS = 30
"""How long after a month its counts may take."""
SETTLING_DAYS = 90
"""How long after a month nobody can know yet whether a conflict came back."""


def month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


@cache
def month_start(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


@cache
def month_end(number: int) -> date:
    return month_start(number + 1) - timedelta(days=1)


@dataclass(frozen=True)
class Months:
    """`counted`: corps, month (a number), origin and one column for each kind, where the kinds were all handed over.

    `owed`: corps and month of everything due. `began`: the first month of each corps.
    """

    counted: pd.DataFrame
    owed: pd.DataFrame
    waiting: pd.DataFrame
    began: pd.Series

    @classmethod
    def read(
        cls,
        kinds: Sequence[str],
        first: int,
        last: int,
        geography: Geography,
        today: date,
        *,
        grace: int = GRACE_DAYS,
        categories: Sequence[str] | None = None,
    ) -> "Months":
        """Quarters from `first` to `last` (numbers), in two queries."""
        rows = OperationalCount.objects.filter(kind__in=kinds)
        if categories is not None:
            rows = rows.filter(category__in=categories)
        starts = list(rows.order_by().values_list("corps_id", "kind").annotate(first=Min("month")))
        began = _began(pd.DataFrame(starts, columns=["corps", "kind", "first"]), kinds)
        begin, end = first * MONTHS_A_QUARTER, (last + 1) * MONTHS_A_QUARTER - 1
        within = rows.filter(month__range=(month_start(begin), month_end(end)))
        cells = within.order_by().values_list("corps_id", "month", "category", "kind", "months")
        found = list(cells.annotate(count=Sum("count"), origin=Max("origin")))
        counted = _whole_months(found, kinds)
        due, waiting = _calendar(began, begin, end, _ended(geography), today - timedelta(days=grace))
        return cls(counted, due, waiting, began)

    def quarters(self, counted: pd.DataFrame) -> pd.DataFrame:
        """corps, quarter, numerator, denominator, origin and state, summed over the months of `counted`."""
        origins = counted["origin"].map(lambda origin: LEAST_REAL_LAST.index(Origin(origin)))
        rows = counted.assign(quarter=counted["month"] // MONTHS_A_QUARTER, rank=origins)
        summed = rows.groupby(["corps", "quarter"], as_index=False).agg(
            numerator=("numerator", "sum"), denominator=("denominator", "sum"), rank=("rank", "max")
        )
        there = pd.MultiIndex.from_frame(counted[["corps", "month"]])
        missing = self.owed[~pd.MultiIndex.from_frame(self.owed).isin(there)]
        lacking = pd.MultiIndex.from_arrays([missing["corps"], missing["month"] // MONTHS_A_QUARTER])
        summed = summed[~pd.MultiIndex.from_frame(summed[["corps", "quarter"]]).isin(lacking)]
        summed = summed.assign(state=State.OK.value, origin=[LEAST_REAL_LAST[rank].value for rank in summed["rank"]])
        return pd.concat([summed.drop(columns="rank"), self._not_due(summed, lacking, counted)], ignore_index=True)

    def before(self, quarter: int) -> list[int]:
        """Corps that handed over counts before a quarter."""
        return [int(corps) for corps in self.began.index[self.began < quarter * MONTHS_A_QUARTER]]

    def _not_due(self, summed: pd.DataFrame, lacking: pd.MultiIndex, counted: pd.DataFrame) -> pd.DataFrame:
        """Quarters of which nothing is there and nothing was due, of corps that miss nothing else."""
        quarters = self.waiting.assign(quarter=self.waiting["month"] // MONTHS_A_QUARTER)
        quarters = quarters[["corps", "quarter"]].drop_duplicates()
        known = pd.MultiIndex.from_frame(summed[["corps", "quarter"]]).append(lacking)
        idle = quarters[
            ~pd.MultiIndex.from_frame(quarters).isin(known) & ~quarters["corps"].isin(lacking.get_level_values(0))
        ]
        origins = counted.groupby("corps")["origin"].first()
        rows = idle.assign(
            numerator=float("nan"),
            denominator=float("nan"),
            state=State.NOT_DUE.value,
            origin=idle["corps"].map(origins),
        )
        return rows[rows["origin"].notna()]


def _began(starts: pd.DataFrame, kinds: Sequence[str]) -> pd.Series:
    """The month from which a corps hands over all of the kinds."""
    starts = starts.assign(first=[month_number(day) for day in starts["first"]])
    kept = starts.groupby("corps")["first"].agg(["max", "size"])
    return pd.Series(kept.loc[kept["size"] == len(set(kinds)), "max"], dtype="int64")


def _whole_months(found: list[tuple[object, ...]], kinds: Sequence[str]) -> pd.DataFrame:
    """Months in which every category has every kind; a quarter's count stands in its first month."""
    rows = pd.DataFrame(found, columns=["corps", "day", "category", "kind", "months", "count", "origin"])
    rows = rows.assign(month=[month_number(day) for day in rows["day"]])
    spread = [rows] + [
        rows[rows["months"] == MONTHS_A_QUARTER].assign(month=rows["month"] + step, count=0) for step in (1, 2)
    ]
    rows = pd.concat(spread, ignore_index=True)
    table = rows.pivot_table(index=["corps", "month", "category"], columns="kind", values="count", aggfunc="sum")
    table = table.reindex(columns=list(dict.fromkeys(kinds)))
    is_whole = table.notna().all(axis=1).groupby(["corps", "month"]).all()
    origin = rows.groupby(["corps", "month"])["origin"].max()
    months = table.groupby(["corps", "month"]).sum().assign(origin=origin)
    return months[is_whole.reindex(months.index, fill_value=False)].reset_index()


def _calendar(
    began: pd.Series, begin: int, end: int, ended: pd.Series, today: date
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Corps and months that are due by `today`, and those that are not yet."""
    rows = pd.DataFrame({"corps": began.index, "first": began.to_numpy()}).astype("int64")
    rows = rows.merge(pd.DataFrame({"month": range(begin, end + 1)}), how="cross")
    last = rows["corps"].map(ended).fillna(end).astype("int64")
    rows = rows[(rows["month"] >= rows["first"]) & (rows["month"] <= last)]
    over = month_number(today + timedelta(days=1)) - 1  # the last month that was over by then
    is_due = rows["month"] <= over
    return rows.loc[is_due, ["corps", "month"]], rows.loc[~is_due, ["corps", "month"]]


def _ended(geography: Geography) -> pd.Series:
    """The last month of corps that are no more."""
    closed = geography.corps["valid_to"].map(month_number, na_action="ignore").dropna()
    merged = geography.links.groupby("predecessor")["on"].min().map(lambda day: month_number(day) - 1)
    ended: pd.Series = pd.concat([closed, merged]).groupby(level=0).min()
    return ended
