"""The value source `complaints`: indicators counted from files, in a handful of queries for each period.

What belongs to a corps stands in `selectors.register`, who delivers in `scorecards.deliveries.delivering`, what is
counted in `families` and `durations`. Merged corps, areas, windows and intervals are made as for delivered figures.
Definitions in words: docs/methods/complaints.md.
"""

from datetime import date

import pandas as pd
from django.utils import timezone

from complaints.indicators.counting.durations import CODE as MEDIAN
from complaints.indicators.counting.durations import Medians, durations_read
from complaints.indicators.counting.families import FAMILIES, Span
from complaints.selectors.register import own_register
from complaints.services.counting import stale_by_age
from legitimacy.indicators.definitions import Indicator, Window
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators as passports
from legitimacy.scorecards.deliveries import figures_valued, not_delivered, values_finished
from legitimacy.scorecards.deliveries.combining import LEAST_REAL_LAST
from legitimacy.scorecards.deliveries.delivering import Delivering, before_windows, figures_described, quarter_number
from legitimacy.scorecards.deliveries.geography import Geography
from legitimacy.scorecards.reach import base_periods, is_quarterly
from legitimacy.scorecards.sources import ValueSource, values_frame

RATE = "LEG-01"
CODES = (*(code for codes in FAMILIES.values() for code in codes), MEDIAN)
CREDIT = "Complaint register"
QUARTERS_A_YEAR = 4


def complaints_compute(
    period: Period, subject_ids: frozenset[int] | None = None, indicators: frozenset[str] | None = None
) -> pd.DataFrame:
    """Values of `period` counted from complaint files, as a frame of values (see `sources.COLUMNS`).

    All corps are counted whatever is asked for, since the areas above need them.
    """
    counted = _counted(period, indicators)
    geography = Geography.read(period)
    delivering = Delivering.read(own_register(), "received_on", geography)
    last = quarter_number(period)
    if not counted or not (delivering.corps["first"] <= last).any():
        return values_frame()
    shares = [each for each in counted if each.code != MEDIAN]
    frames = [_shares(period, shares, delivering, geography, subject_ids)]
    if len(shares) < len(counted):
        frames.append(_medians(period, delivering, geography, subject_ids))
    return values_finished(pd.concat([frame for frame in frames if len(frame)], ignore_index=True), period)


def span_of(period: Period, window: Window, today: date) -> Span:
    return Span(quarter_number(period), base_periods(period, window)[0].start, period.end, today)


def _counted(period: Period, codes: frozenset[str] | None) -> list[Indicator]:
    chosen = [code for code in CODES if codes is None or code in codes]
    return [passports.get(code) for code in chosen if is_quarterly(passports.get(code).window) != period.is_year]


def _shares(
    period: Period,
    counted: list[Indicator],
    delivering: Delivering,
    geography: Geography,
    subject_ids: frozenset[int] | None,
) -> pd.DataFrame:
    figures = base_figures(period, counted, delivering, geography)
    if figures.empty:
        return pd.DataFrame()
    begins = {each.code: quarter_number(base_periods(period, each.window)[0]) for each in counted}
    return figures_valued(figures, before_windows(begins, delivering), geography, subject_ids)


def base_figures(
    period: Period, counted: list[Indicator], delivering: Delivering, geography: Geography
) -> pd.DataFrame:
    """Counts per corps and quarter, a real zero where a corps that delivers had none; as `figures_read` gives them."""
    windows = {each.code: each.window for each in counted}
    today, last = timezone.localdate(), quarter_number(period)
    parts = []
    for family, codes in FAMILIES.items():
        wanted = [code for code in codes if code in windows]
        if wanted:
            longest = max((windows[code] for code in wanted), key=lambda window: len(base_periods(period, window)))
            counts = delivering.moved(family(span_of(period, longest, today)))
            parts += [_figures(code, counts, delivering, _first(period, windows[code]), last) for code in wanted]
    parts = [_with_residents(part, geography) for part in parts]
    rows = pd.concat([part for part in parts if len(part)] or [pd.DataFrame()], ignore_index=True)
    return rows if rows.empty else figures_described(rows, counted, CREDIT)


def _first(period: Period, window: Window) -> int:
    return quarter_number(base_periods(period, window)[0])


def _figures(code: str, counts: pd.DataFrame, delivering: Delivering, first: int, last: int) -> pd.DataFrame:
    summed = counts.groupby(["corps", "quarter"], as_index=False)[[f"x {code}", f"n {code}"]].sum()
    rows = delivering.grid(first, last).merge(summed, on=["corps", "quarter"], how="left")
    named = rows.rename(columns={f"x {code}": "numerator", f"n {code}": "denominator"})
    return named.fillna({"numerator": 0.0, "denominator": 0.0}).assign(indicator=code)


def _with_residents(part: pd.DataFrame, geography: Geography) -> pd.DataFrame:
    """The rate is per resident and year: each quarter counts a fourth of the residents on 1 January."""
    rate = part["indicator"] == RATE
    residents = part["corps"].map(geography.residents) / QUARTERS_A_YEAR
    return part.assign(denominator=part["denominator"].where(~rate, residents))


def _medians(
    period: Period, delivering: Delivering, geography: Geography, subject_ids: frozenset[int] | None
) -> pd.DataFrame:
    window = passports.get(MEDIAN).window
    files = durations_read(span_of(period, window, timezone.localdate()))
    rows = Medians(files, delivering, geography, _first(period, window), quarter_number(period)).rows()
    rows = rows.assign(
        indicator=MEDIAN,
        window=window.value,
        numerator=float("nan"),
        denominator=float("nan"),
        origin=_origins(rows["subject_id"], delivering, geography),
        source=CREDIT,
    )
    absent = not_delivered(rows, rows, geography)
    measured = rows if subject_ids is None else rows[rows["subject_id"].isin(subject_ids)]
    return pd.concat([measured, absent], ignore_index=True)


def _origins(subjects: pd.Series, delivering: Delivering, geography: Geography) -> pd.Series:
    """Each register has one origin: the least real of what its corps delivered."""
    register = geography.subjects["register"]
    ranks = delivering.corps["origin"].map(LEAST_REAL_LAST.index)
    of_register = ranks.groupby(register.reindex(ranks.index)).max()
    return subjects.map(register).map(of_register).map(lambda rank: LEAST_REAL_LAST[int(rank)].value)


COMPLAINTS = ValueSource(name="complaints", indicators=CODES, compute=complaints_compute, ageing=stale_by_age)
