"""The value source `diversity_staff`: women, leading positions, disability and promotion, from staff counts.

A count of a day makes the value of the quarter that holds it, and stands on scorecards for twelve months. Movements of
a calendar year enter the 36 months that end with a quarter: the three years that ended last. A fixed number of queries.
"""

from collections.abc import Callable

import pandas as pd

from diversity.indicators.counting.cells import (
    cells_read,
    declared_disability,
    figures_from,
    newest_only,
    promoted_by_sex,
    women_leading,
    women_of_operational,
    year_ends,
)
from diversity.indicators.counting.pooled import places_pooled, quarters_not_due, ratios, silent_places
from diversity.models import StaffReturn
from diversity.workflow.staffing import Kind, Part
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators as passports
from legitimacy.scorecards.deliveries import figures_valued, values_finished
from legitimacy.scorecards.deliveries.geography import Geography
from legitimacy.scorecards.reach import base_periods
from legitimacy.scorecards.sources import ValueSource, values_frame

SOURCE = "diversity_staff"
CREDIT = "Staff counts validated by the corps"
PROMOTION = "DRV-09"
OF_A_DAY: dict[str, tuple[str, tuple[str, ...], Callable[[pd.DataFrame], pd.DataFrame]]] = {
    "DRV-04": (Kind.COMPOSITION, (Part.GRADE,), women_of_operational),
    "DRV-05": (Kind.COMPOSITION, (Part.GRADE, Part.MANDATE), women_leading),
    "DRV-08": (Kind.DISABILITY, (Part.DECLARED, Part.ASKED), declared_disability),
}
CODES = (*OF_A_DAY, PROMOTION)
CODES_OF = {
    Kind.COMPOSITION: ("DRV-04", "DRV-05"),
    Kind.DISABILITY: ("DRV-08",),
    Kind.MOVEMENTS: (PROMOTION,),
}
"""Which values a return of a kind changes."""


def staff_compute(
    period: Period, subject_ids: frozenset[int] | None = None, indicators: frozenset[str] | None = None
) -> pd.DataFrame:
    """Values of `period` from validated staff counts, as a frame of values (see `sources.COLUMNS`)."""
    wanted = [code for code in CODES if indicators is None or code in indicators]
    if period.is_year or not wanted:
        return values_frame()
    geography = Geography.read(period)
    parts = [_of_a_day(period, wanted, geography, subject_ids)]
    if PROMOTION in wanted:
        parts.append(_promotion(period, geography, subject_ids))
    parts = [part for part in parts if len(part)]
    return values_finished(pd.concat(parts, ignore_index=True), period) if parts else values_frame()


def day_counts(period: Period, wanted: list[str]) -> pd.DataFrame:
    """Counts of the quarter by corps and indicator. One query for each kind of return."""
    found = []
    for kind in (Kind.COMPOSITION, Kind.DISABILITY):
        codes = [code for code in wanted if code in CODES_OF[kind]]
        if not codes:
            continue
        parts = sorted({part for code in codes for part in OF_A_DAY[code][1]})
        cells = newest_only(cells_read((kind,), parts, period.start, period.end))
        found += [OF_A_DAY[code][2](cells) for code in codes]
    found = [counts for counts in found if len(counts)]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame()


def _of_a_day(
    period: Period, wanted: list[str], geography: Geography, subject_ids: frozenset[int] | None
) -> pd.DataFrame:
    counts = day_counts(period, wanted)
    if counts.empty:
        return counts
    described = [passports.get(code) for code in wanted if code in OF_A_DAY]
    none = pd.DataFrame(columns=["subject_id", "indicator"]).astype({"subject_id": "int64"})
    return figures_valued(figures_from(counts, described, CREDIT), none, geography, subject_ids)


def _promotion(period: Period, geography: Geography, subject_ids: frozenset[int] | None) -> pd.DataFrame:
    passport = passports.get(PROMOTION)
    first, last = year_ends(period, len(base_periods(period, passport.window)))
    counts = promoted_by_sex(cells_read((Kind.MOVEMENTS,), (Part.CANDIDATES, Part.PROMOTED), first, last))
    if counts.empty:
        return counts
    women, men = f"{PROMOTION}.f", f"{PROMOTION}.m"
    figures = figures_from(quarters_not_due(counts, period, passport), [passport], CREDIT)
    earlier = [(corps, code) for corps in delivered_before(Kind.MOVEMENTS, first.year) for code in (women, men)]
    pooled, places = places_pooled(figures, earlier, geography)
    second = pooled[pooled["indicator"] == men].set_index("subject_id")[["numerator", "denominator"]]
    rows = ratios(pooled, passport, women, second.assign(sizes=second["denominator"]))
    return _restricted(rows, subject_ids, silent_places(figures, places, passport, geography))


def _restricted(rows: pd.DataFrame, subject_ids: frozenset[int] | None, absent: pd.DataFrame) -> pd.DataFrame:
    chosen = rows if subject_ids is None else rows[rows["subject_id"].isin(subject_ids)]
    return pd.concat([part for part in (chosen, absent) if len(part)], ignore_index=True) if len(rows) else absent


def delivered_before(kind: str, year: int) -> list[int]:
    """Corps with a validated return of `kind` about an earlier year."""
    found = StaffReturn.objects.in_force(kind).filter(reference_date__year__lt=year)
    return list(found.order_by().values_list("corps_id", flat=True).distinct())


DIVERSITY_STAFF = ValueSource(name=SOURCE, indicators=CODES, compute=staff_compute)
