"""Figures of several places made into one figure of the place that holds them.

Counts of records are summed. Survey answers and figures without counts are weighted by residents, since a survey asks
more people in one town than in the next. Each combined figure says which share of the residents it covers.
"""

import numpy as np
import pandas as pd

from legitimacy.indicators.definitions import Kind, Origin, State
from legitimacy.scorecards.deliveries.figures import KEYS

PASSPORT = ["kind", "per", "sampled", "surveyed", "window", "quarters", "lower_bound", "upper_bound"]
NOT_COMBINED = (Kind.MEDIAN_DAYS, Kind.BOOLEAN)
"""Kinds of which no combination of parts gives the whole: medians, and yes or no."""
NUMBERS = ("numerator", "denominator", "value", "lower", "upper", "n", "n_effective", "deviation")
COLUMNS = [*KEYS, *NUMBERS, "counted", "usable", "state", "origin", "source", "covered", "coverage", *PASSPORT]
LEAST_REAL_LAST = (Origin.REAL, Origin.TEST, Origin.SIMULATED)
CREDIT_LENGTH = 200


def combine(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per subject, indicator and period of `rows`, whose `subject_id` is the place that holds the parts.

    `weight` is the residents behind each row and `whole` the residents of the place that holds it, both NaN where not
    known. Adds `covered` (residents behind the combined figure) and `coverage` (0-1), NaN where the residents are not
    known. Where none of the parts can be used the row has their common state, or else not_delivered.
    """
    if rows.empty:
        return rows.reindex(columns=COLUMNS)
    used = rows[rows["usable"] & (_alone(rows) | ~rows["kind"].isin(NOT_COMBINED))]
    by_count = used["counted"] & ~used["surveyed"]
    mixed = by_count.groupby([used[key] for key in KEYS]).transform("any")
    used = used[(by_count | ~mixed) & (by_count | used["weight"].notna() | _alone(used))]
    combined = _measured(used)
    return pd.concat([combined, _unusable(rows, combined)], ignore_index=True)[COLUMNS]


def _alone(rows: pd.DataFrame) -> pd.Series:
    return rows.groupby(KEYS)["kind"].transform("size") == 1


def _measured(used: pd.DataFrame) -> pd.DataFrame:
    by_count = used["counted"] & ~used["surveyed"]
    weight = used["weight"].where(used["weight"].notna(), np.where(by_count, np.nan, 1.0))
    parts = used.assign(
        by_count=by_count,
        w=weight,
        weighted_value=weight * used["value"],
        weighted_error=weight**2 / used["n_effective"],
        weighted_spread=weight**2 * used["deviation"] ** 2 / used["n_effective"],
        least_real=used["origin"].map(LEAST_REAL_LAST.index),
    )
    groups = parts.groupby(KEYS)
    sums = groups[
        ["numerator", "denominator", "n", "n_effective", "w", "weighted_value", "weighted_error", "weighted_spread"]
    ].sum(skipna=False)
    first = groups[[*PASSPORT, "by_count", "whole", "source", "value", "lower", "upper"]].first()
    counted = groups["counted"].all()
    n_effective = np.where(first["by_count"], sums["n_effective"], sums["w"] ** 2 / sums["weighted_error"])
    weighted = sums["weighted_value"] / sums["w"]
    summed = sums["numerator"] / sums["denominator"].where(sums["denominator"] > 0) * first["per"]
    single = groups.size() == 1
    value = first["value"].where(single, summed.where(first["by_count"], weighted))
    numerator = sums["numerator"].where(first["by_count"] | single, value / first["per"] * sums["denominator"])
    combined = first[PASSPORT].assign(
        counted=counted,
        usable=True,
        state=State.OK.value,
        numerator=numerator.where(counted | single),
        denominator=sums["denominator"].where(counted | single),
        value=value,
        lower=first["lower"].where(single),
        upper=first["upper"].where(single),
        n=sums["n"],
        n_effective=n_effective,
        deviation=np.sqrt(n_effective * sums["weighted_spread"]) / sums["w"],
        covered=groups["weight"].sum(min_count=1),
        origin=groups["least_real"].max().map(lambda place: LEAST_REAL_LAST[place].value),
        source=_credits(used),
    )
    return combined.assign(coverage=(combined["covered"] / first["whole"]).clip(upper=1.0)).reset_index()


def _credits(used: pd.DataFrame) -> pd.Series:
    """The sources of each group, in alphabetical order, joined."""
    named = used[[*KEYS, "source"]].drop_duplicates().sort_values([*KEYS, "source"])
    return named.groupby(KEYS)["source"].agg("; ".join).str.slice(0, CREDIT_LENGTH)


def _unusable(rows: pd.DataFrame, combined: pd.DataFrame) -> pd.DataFrame:
    """Places of which no part can be used, in the state that all parts share."""
    done = pd.MultiIndex.from_frame(combined[KEYS])
    left = rows[~pd.MultiIndex.from_frame(rows[KEYS]).isin(done)]
    groups = left.groupby(KEYS)
    common = groups["state"].first().where(groups["state"].nunique() == 1, State.NOT_DELIVERED)
    state = common.where(common != State.OK, State.NOT_DELIVERED)
    kept = groups[[*PASSPORT, "origin", "source"]].first()
    return kept.assign(
        state=state, counted=False, usable=False, coverage=0.0, covered=np.nan, **dict.fromkeys(NUMBERS, np.nan)
    ).reset_index()  # fmt: skip
