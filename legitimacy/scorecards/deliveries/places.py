"""From the places that delivered to those that values speak about: corps, merged corps, and the areas above them."""

from datetime import date

import numpy as np
import pandas as pd

from legitimacy.indicators.definitions import Kind, State
from legitimacy.indicators.periods import Period
from legitimacy.models import SubjectKind
from legitimacy.scorecards.deliveries.combining import COLUMNS, combine
from legitimacy.scorecards.deliveries.figures import KEYS
from legitimacy.scorecards.deliveries.geography import Geography

LEAST_COVERAGE = 2 / 3
"""Share of its residents that a province, region or country must have covered to carry a figure."""


def places_figures(figures: pd.DataFrame, geography: Geography) -> pd.DataFrame:
    """Base figures per corps, area and school. A place's own figure goes before one combined from its parts.

    Adds `back_cast`, and from `combine` `covered` and `coverage`. Municipalities disappear into their corps.
    """
    kind = figures["subject_id"].map(geography.subjects["kind"])
    own = _own(figures[kind != SubjectKind.MUNICIPALITY], geography)
    corps = _prefer(own, _from_municipalities(figures[kind == SubjectKind.MUNICIPALITY], geography))
    corps = _prefer(corps, _from_predecessors(corps, geography))
    return _prefer(corps, _from_corps(corps, geography)).reset_index(drop=True)


def _own(figures: pd.DataFrame, geography: Geography) -> pd.DataFrame:
    """What a place delivered about itself covers it wholly."""
    covered = figures["subject_id"].map(geography.residents)
    whole = figures.assign(covered=covered, coverage=np.where(figures["usable"], 1.0, 0.0))
    return whole[COLUMNS].assign(back_cast=False)


def _from_municipalities(figures: pd.DataFrame, geography: Geography) -> pd.DataFrame:
    corps = figures["subject_id"].map(geography.municipalities)
    located = figures[corps.notna()]
    corps = corps[corps.notna()].astype("int64")
    parts = located.assign(
        weight=located["subject_id"].map(geography.residents),
        subject_id=corps,
        whole=corps.map(geography.residents),
    )
    return _wholly_covered(combine(parts)).assign(back_cast=False)


def _wholly_covered(corps: pd.DataFrame) -> pd.DataFrame:
    """Without known residents nothing can be said to be missing."""
    return corps.assign(coverage=corps["coverage"].astype("float64").fillna(1.0))


def _from_predecessors(corps: pd.DataFrame, geography: Geography) -> pd.DataFrame:
    """Back-cast figures of merged corps: predecessors' counts by the share that went over, summed; never averages.

    Links are followed by date, so that a corps merged twice is built from what its first merger gave.
    """
    found = corps.iloc[:0]
    for day, links in geography.mergers():
        known = _prefer(corps, found)
        before = known[known["period"].isin([text for text in known["period"].unique() if _starts(text) < day])]
        heirs = _wholly_covered(combine(_parts(before, links, geography))).assign(back_cast=True)
        found = pd.concat([found, heirs.reindex(columns=corps.columns)])
    return found


def _parts(figures: pd.DataFrame, links: pd.DataFrame, geography: Geography) -> pd.DataFrame:
    """Counts of each predecessor's part in its successor; a share with a sample size counts as x of n."""
    from_n = ~figures["counted"] & (figures["kind"] == Kind.PROPORTION) & figures["n"].notna()
    counts = figures.assign(
        numerator=figures["numerator"].where(~from_n, figures["value"] * figures["n"]),
        denominator=figures["denominator"].where(~from_n, figures["n"]),
    )
    counts = counts[figures["usable"] & (figures["counted"] | from_n)]
    went_over = links["predecessor"].map(geography.residents) * links["share"]
    links = links.assign(weight=links["residents"].astype("float64").fillna(went_over))
    links = links.assign(whole=links.groupby("subject_id")["weight"].transform("sum", min_count=1))
    parts = counts.rename(columns={"subject_id": "predecessor"}).merge(links, on="predecessor")
    scaled = {column: parts[column] * parts["share"] for column in ("numerator", "denominator", "n", "n_effective")}
    # Counts are summed here even when a survey made them: the predecessors are parts, not samples of one another.
    return parts.assign(counted=True, surveyed=False, lower=np.nan, upper=np.nan, **scaled)


def _from_corps(corps: pd.DataFrame, geography: Geography) -> pd.DataFrame:
    """Figures of provinces, regions and countries. Back-cast figures stay out: their predecessors are in already."""
    parts = corps[~corps["back_cast"]].merge(geography.areas_of_corps, on="subject_id")
    whole = parts["area"].map(geography.residents_of_areas)
    parts = parts.assign(weight=parts["covered"], whole=whole, subject_id=parts["area"])
    return _wide_enough(combine(parts)).assign(back_cast=False)


def _wide_enough(areas: pd.DataFrame) -> pd.DataFrame:
    """Areas of which too few residents are covered are not delivered, so that half a country never speaks for it."""
    coverage = areas["coverage"].astype("float64").fillna(0.0)
    narrow = areas["usable"].astype(bool) & (coverage < LEAST_COVERAGE)
    state = areas["state"].where(~narrow, State.NOT_DELIVERED.value)
    return areas.assign(state=state, usable=areas["usable"].astype(bool) & ~narrow, coverage=coverage)


def _prefer(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Rows of both, one per subject, indicator and period: a usable one before another, then one of `first`."""
    both = pd.concat([first, second], ignore_index=True)
    order = both.assign(place=~both["usable"].astype(bool)).sort_values("place", kind="stable")
    return both.loc[order.drop_duplicates(KEYS).index.sort_values()]


def _starts(period: str) -> date:
    return Period.parse(period).start


def earlier_places(earlier: pd.DataFrame, geography: Geography) -> pd.DataFrame:
    """The places that delivered before a window began, wholly or in part: who delivered, and who holds them."""
    found = earlier.assign(subject_id=earlier["subject_id"].replace(geography.municipalities.to_dict()))
    for _, links in geography.mergers():
        heirs = found.rename(columns={"subject_id": "predecessor"}).merge(links, on="predecessor")
        found = pd.concat([found, heirs[["subject_id", "indicator"]]])
    above = found.merge(geography.areas_of_corps, on="subject_id").assign(subject_id=lambda rows: rows["area"])
    return pd.concat([found, above[["subject_id", "indicator"]]]).drop_duplicates()
