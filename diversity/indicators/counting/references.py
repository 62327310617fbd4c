"""Reference populations: who lives in the zone, or where a corps recruits, by age and origin."""

from collections.abc import Sequence

import pandas as pd

from diversity.models import RecruitmentArea
from legitimacy.models import AreaStatistic
from legitimacy.scorecards.deliveries.geography import Geography

Area = AreaStatistic.Kind
SEXES = (Area.WORKING_WOMEN, Area.WORKING_MEN)
WORKING = (Area.WORKING_BELGIAN, Area.WORKING_FOREIGN, Area.WORKING_NON_BELGIAN)
YOUNG = (Area.YOUNG_BELGIAN, Area.YOUNG_FOREIGN, Area.YOUNG_NON_BELGIAN)


def populations(kinds: Sequence[str], geography: Geography) -> pd.DataFrame:
    """Residents by subject id (index) and kind (columns), NaN where not known. One query.

    Of a place its own statistic of the nearest earlier date, or else the first one known; else those of its
    municipalities, of the corps that went into it, or of the corps in it, added up.
    """
    rows = AreaStatistic.objects.filter(kind__in=kinds).values_list("subject_id", "kind", "date", "value")
    frame = pd.DataFrame(list(rows), columns=["subject_id", "kind", "date", "value"])
    if frame.empty:
        return pd.DataFrame(columns=list(kinds), index=pd.Index([], dtype="int64"), dtype="float64")
    end = geography.period.end
    distance = [abs((day - end).days) for day in frame["date"]]
    frame = frame.assign(later=[day > end for day in frame["date"]], distance=distance)
    frame = frame.sort_values(["later", "distance"]).drop_duplicates(["subject_id", "kind"])
    own = frame.pivot_table(index="subject_id", columns="kind", values="value").reindex(columns=list(kinds))
    towns = own[own.index.isin(geography.municipalities.index)]
    known = own.combine_first(towns.groupby(geography.municipalities.reindex(towns.index)).sum(min_count=1))
    for _day, links in geography.mergers():
        parts = links[links["predecessor"].isin(known.index)]
        moved = known.loc[parts["predecessor"]].mul(parts["share"].to_numpy(), axis=0)
        known = known.combine_first(moved.groupby(parts["subject_id"].to_numpy()).sum(min_count=1))
    held = geography.areas_of_corps
    held = held[held["subject_id"].isin(geography.existing) & held["subject_id"].isin(known.index)]
    summed = known.loc[held["subject_id"]].groupby(held["area"].to_numpy()).sum(min_count=1)
    return known.combine_first(summed).reindex(columns=list(kinds)).astype("float64")


def share_of(residents: pd.DataFrame, kinds: Sequence[str]) -> pd.DataFrame:
    """`numerator` (those of `kinds`) and `denominator` (all columns) by subject; missing where one is not known."""
    whole = residents.sum(axis=1, skipna=False)
    return pd.DataFrame({"numerator": residents[list(kinds)].sum(axis=1, skipna=False), "denominator": whole})


def by_recruitment_area(shares: pd.DataFrame, geography: Geography) -> pd.DataFrame:
    """The same with, for each corps, the share of the area where it recruits: set by hand, or its region. One query."""
    chosen = RecruitmentArea.objects.filter(valid_from__lte=geography.period.end).order_by("valid_from")
    areas = {int(str(pk)): int(area) for pk, area in geography.corps["region"].dropna().items()}
    areas |= dict(chosen.values_list("corps_id", "area_id"))
    of_corps = shares.reindex(pd.Index(list(areas.values()), dtype="int64")).set_axis(list(areas), axis=0)
    others = shares[~shares.index.isin(geography.corps.index)]
    return pd.concat([others, of_corps])
