"""Rules that decide which framework judges a period and which figures rest on too little."""

from collections.abc import Iterable
from functools import cache

import pandas as pd

from legitimacy.indicators.definitions import Kind, State
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators
from legitimacy.models import Framework, FrameworkItem

SIZED_BY_N = (Kind.RATIO, Kind.MEDIAN_DAYS)
"""Kinds whose denominator is no number of people or cases, so that `n` says how much they rest on."""


def framework_for(period: Period, frameworks: Iterable[Framework]) -> Framework | None:
    """The newest signed framework in force at the end of `period`; None when there is none at all.

    Periods before the first framework are judged by the first, so that history can be read on one scale.
    """
    signed = sorted(
        (each for each in frameworks if each.status != Framework.Status.DRAFT),
        key=lambda each: (Period.parse(each.valid_from).start, each.pk),
    )
    begun = [each for each in signed if Period.parse(each.valid_from).start <= period.end]
    return begun[-1] if begun else next(iter(signed), None)


def with_minima(values: pd.DataFrame, items: dict[str, FrameworkItem]) -> pd.DataFrame:
    """A frame of values in which those that rest on fewer than the framework's minimum are `too_few`.

    Their numbers stay, so that the figure can be opened, but they enter no score. A survey figure without a published
    sample size is not too few: nobody knows. `items` are the framework's, by indicator.
    """
    minimum = values["indicator"].map({code: item.min_denominator for code, item in items.items()})
    by_n = values["indicator"].isin(_sized_by_n())
    size = values["denominator"].where(~by_n & values["denominator"].notna(), values["n"])
    few = (values["state"] == State.OK) & (size < minimum)
    return values.assign(state=values["state"].where(~few, State.TOO_FEW.value))


@cache
def _sized_by_n() -> frozenset[str]:
    return frozenset(passport.code for passport in indicators if passport.kind in SIZED_BY_N)
