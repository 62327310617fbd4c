"""Delivered figures of one value period, with what their passports say about them."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, NullIf

from legitimacy.indicators.definitions import Feed, Indicator, Kind, State, Window
from legitimacy.indicators.intervals import UNKNOWN_DESIGN_EFFECT
from legitimacy.indicators.periods import Period
from legitimacy.models import DeliveredFigure
from legitimacy.scorecards.reach import base_periods

KEYS = ["subject_id", "indicator", "period"]
NOT_SUMMED = (Kind.MEDIAN_DAYS, Kind.RATIO)
"""Kinds whose numerator and denominator are no counts: a median, and a ratio of two shares."""


def passports_table(passports: Iterable[Indicator]) -> pd.DataFrame:
    """What the arithmetic needs of the passports, by indicator."""
    rows = {
        passport.code: {
            "kind": passport.kind,
            "per": passport.per,
            "sampled": passport.sampled,
            "surveyed": passport.feed is Feed.SURVEY_IMPORT,
            "window": passport.window,
            "quarters": len(base_periods(Period(2000, 1), passport.window)),
            "lower_bound": -np.inf if passport.lower_bound is None else passport.lower_bound,
            "upper_bound": np.inf if passport.upper_bound is None else passport.upper_bound,
        }
        for passport in passports
    }
    return pd.DataFrame.from_dict(rows, orient="index")


def figures_read(period: Period, passports: list[Indicator]) -> pd.DataFrame:
    """The figures that make the values of `period`, in one query, ready to be combined.

    Added to the delivered columns: `counted` (numerator and denominator are counts and may be summed), `usable` (a
    quarter of too few may still be enough together with others), `n`, `value`, and `n_effective` (n over the design
    effect, 1.5 where a survey published none).
    """
    rows = _rows(period, passports)
    columns = ["numerator", "denominator", "value", "lower", "upper", "n", "deviation", "design_effect"]
    frame = pd.DataFrame(rows, columns=[*KEYS, *columns, "state", "origin", "source"])
    frame = frame.astype(dict.fromkeys(columns, "float64"))
    return with_derived(frame.join(passports_table(passports), on="indicator"))


def with_derived(frame: pd.DataFrame) -> pd.DataFrame:
    has_counts = frame["numerator"].notna() & frame["denominator"].notna()
    counted = has_counts & ~frame["kind"].isin(NOT_SUMMED)
    counts_people = counted & frame["kind"].isin((Kind.PROPORTION, Kind.MEAN_SCORE))
    n = frame["n"].where(frame["n"].notna() | ~counts_people, frame["denominator"])
    assumed = np.where(frame["surveyed"], UNKNOWN_DESIGN_EFFECT, 1.0)
    quotient = frame["numerator"] / frame["denominator"].where(frame["denominator"] > 0) * frame["per"]
    value = quotient.where(has_counts & frame["value"].isna(), frame["value"])
    ok = (frame["state"] == State.OK) & (value.notna() | counted)
    return frame.assign(
        counted=counted,
        value=value,
        n=n,
        n_effective=n / frame["design_effect"].fillna(pd.Series(assumed, index=frame.index)),
        usable=ok | (counted & (frame["state"] == State.TOO_FEW) & (frame["quarters"] > 1)),
    )


def earlier_deliverers(period: Period, passports: list[Indicator]) -> pd.DataFrame:
    """Subjects and indicators (columns subject_id, indicator) that delivered before the pooled window of `period`."""
    wanted = Q()
    for window, codes in _codes_by_window(passports).items():
        quarters = base_periods(period, window)
        if len(quarters) > 1:
            wanted |= Q(indicator__in=codes, period__lt=str(quarters[0]))
    if not wanted:
        return pd.DataFrame({"subject_id": pd.Series(dtype="int64"), "indicator": pd.Series(dtype="object")})
    found = DeliveredFigure.objects.filter(wanted, state=State.OK).values_list("subject_id", "indicator").distinct()
    return pd.DataFrame(list(found), columns=["subject_id", "indicator"])


def _rows(period: Period, passports: list[Indicator]) -> list[tuple[object, ...]]:
    wanted = Q()
    for window, codes in _codes_by_window(passports).items():
        wanted |= Q(indicator__in=codes, period__in=[str(each) for each in base_periods(period, window)])
    if not wanted:
        return []
    return list(
        DeliveredFigure.objects.filter(wanted).order_by(*KEYS).values_list(
            *KEYS, "numerator", "denominator", "value", "lower", "upper", "n", "deviation", "design_effect", "state",
            "delivery__origin", Coalesce(NullIf(F("delivery__credit"), Value("")), F("delivery__source")),
        )
    )  # fmt: skip


def _codes_by_window(passports: list[Indicator]) -> dict[Window, list[str]]:
    grouped: dict[Window, list[str]] = {}
    for passport in passports:
        grouped.setdefault(passport.window, []).append(passport.code)
    return grouped
