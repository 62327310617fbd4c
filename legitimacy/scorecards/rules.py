"""Rules that decide which frameworks judge a period and which figures rest on too little."""

from collections.abc import Iterable
from functools import cache

import pandas as pd

from legitimacy.indicators.definitions import Kind, State
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators
from legitimacy.models import Framework, FrameworkItem
from legitimacy.models.framework import framework_for, frameworks_signed

SIZED_BY_N = (Kind.RATIO, Kind.MEDIAN_DAYS)
"""Kinds whose denominator is no number of people or cases, so that `n` says how much they rest on."""
CYCLE = 4
"""Quarters on each side of the change of a framework that are judged by both."""


def frameworks_beside(period: Period, frameworks: Iterable[Framework], known: Iterable[Period]) -> list[Framework]:
    """Frameworks that judge `period` beside the one in force, so that readers see both scales for a year.

    Before a framework begins it also judges the last four quarters of `known` (those with scorecards); after that the
    former one goes on for the first four.
    """
    signed = frameworks_signed(frameworks)
    judge = framework_for(period, signed)
    if judge is None or period.is_year:
        return []
    place = signed.index(judge)
    beside = []
    if place > 0 and judge.begins.start <= period.start and period < Period.containing(judge.begins.start).shift(CYCLE):
        beside.append(signed[place - 1])
    if place + 1 < len(signed):
        before = {each for each in known if not each.is_year and each.end < signed[place + 1].begins.start}
        if period in sorted(before | {period})[-CYCLE:]:
            beside.append(signed[place + 1])
    return beside


def with_minima(values: pd.DataFrame, items: dict[str, FrameworkItem]) -> pd.DataFrame:
    """A frame of values in which those that rest on fewer than the framework's minimum are `too_few`.

    Their numbers stay, so that the figure can be opened, but they enter no score. A survey figure without a published
    sample size is not too few: nobody knows. `items` are the framework's, by indicator.
    """
    minimum = values["indicator"].map({code: item.min_denominator for code, item in items.items()})
    by_n = values["indicator"].isin(sized_by_n())
    size = values["denominator"].where(~by_n & values["denominator"].notna(), values["n"])
    few = (values["state"] == State.OK) & (size < minimum)
    return values.assign(state=values["state"].where(~few, State.TOO_FEW.value))


def with_minima_of(values: pd.DataFrame, items: dict[str, FrameworkItem]) -> pd.DataFrame:
    """The same for values that were held to the minima of another framework: those that were too few may count now.

    Only where the framework has the indicator, and the value and its size are known.
    """
    known = values["value"].notna() & (values["denominator"].notna() | values["n"].notna())
    again = (values["state"] == State.TOO_FEW) & known & values["indicator"].isin(list(items))
    return with_minima(values.assign(state=values["state"].where(~again, State.OK.value)), items)


@cache
def sized_by_n() -> frozenset[str]:
    return frozenset(passport.code for passport in indicators if passport.kind in SIZED_BY_N)
