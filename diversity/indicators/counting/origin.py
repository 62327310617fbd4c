"""The value source `diversity_origin`: representation by origin, from official aggregates with a legal basis only.

Without such a delivery there is no figure: not assessed, and nobody loses by it. The shares of residents are counted,
so only the share of staff or recruits has chance in it; the interval is that of a ratio of two shares.
"""

from dataclasses import dataclass

import pandas as pd

from diversity.indicators.counting.cells import cells_read, figures_from, newest_only, share_by_origin, year_ends
from diversity.indicators.counting.pooled import places_pooled, quarters_not_due, ratios, silent_places
from diversity.indicators.counting.references import WORKING, YOUNG, by_recruitment_area, populations, share_of
from diversity.indicators.counting.staff import delivered_before
from diversity.workflow.staffing import Kind, Part
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators as passports
from legitimacy.scorecards.deliveries import values_finished
from legitimacy.scorecards.deliveries.geography import Geography
from legitimacy.scorecards.reach import base_periods
from legitimacy.scorecards.sources import ValueSource, values_frame

SOURCE = "diversity_origin"
CREDIT = "Official aggregates by origin"
STAFF, RECRUITS = "DRV-06", "DRV-07"
CODES = (STAFF, RECRUITS)
OUTSIDE = ("foreign_background", "non_belgian")
"""Groups that the indicator counts. Police posts ask for Belgian nationality: pages also show it without the second."""
CODES_OF = {Kind.ORIGIN: (STAFF,), Kind.RECRUITS_ORIGIN: (RECRUITS,)}


@dataclass(frozen=True, slots=True)
class Basis:
    kind: str
    part: str
    residents: tuple[str, ...]


BASES = {STAFF: Basis(Kind.ORIGIN, Part.STAFF, WORKING), RECRUITS: Basis(Kind.RECRUITS_ORIGIN, Part.RECRUITS, YOUNG)}


def origin_compute(
    period: Period, subject_ids: frozenset[int] | None = None, indicators: frozenset[str] | None = None
) -> pd.DataFrame:
    """Values of `period` from validated aggregates by origin, as a frame of values (see `sources.COLUMNS`)."""
    wanted = [code for code in CODES if indicators is None or code in indicators]
    if period.is_year or not wanted:
        return values_frame()
    geography = Geography.read(period)
    parts = [origin_rows(code, period, geography, subject_ids) for code in wanted]
    parts = [part for part in parts if len(part)]
    return values_finished(pd.concat(parts, ignore_index=True), period) if parts else values_frame()


def origin_rows(
    code: str, period: Period, geography: Geography, subject_ids: frozenset[int] | None = None
) -> pd.DataFrame:
    """Rows of values of one indicator, those not delivered included. Two queries where there are no cells."""
    passport, basis = passports.get(code), BASES[code]
    part, earlier = f"{code}.o", []
    if code == STAFF:
        counts = share_by_origin(
            newest_only(cells_read((basis.kind,), (basis.part,), period.start, period.end)), part, OUTSIDE
        )
    else:
        first, last = year_ends(period, len(base_periods(period, passport.window)))
        counts = share_by_origin(cells_read((basis.kind,), (basis.part,), first, last), part, OUTSIDE)
        earlier = [(corps, part) for corps in delivered_before(basis.kind, first.year)]
        counts = quarters_not_due(counts, period, passport) if len(counts) else counts
    if counts.empty:
        return counts
    figures = figures_from(counts, [passport], CREDIT)
    pooled, places = places_pooled(figures, earlier, geography)
    shares = share_of(populations(basis.residents, geography), basis.residents[1:])
    shares = shares if code == STAFF else by_recruitment_area(shares, geography)
    rows = ratios(pooled, passport, part, shares)
    if subject_ids is not None:
        rows = rows[rows["subject_id"].isin(subject_ids)]
    absent = silent_places(figures, places, passport, geography)
    found = [each for each in (rows, absent) if len(each)]
    return pd.concat(found, ignore_index=True) if found else rows


DIVERSITY_ORIGIN = ValueSource(name=SOURCE, indicators=CODES, compute=origin_compute)
