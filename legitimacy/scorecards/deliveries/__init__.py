"""The value source `deliveries`: figures that were delivered by file, made into values.

Read together (geography, figures), municipalities into corps and corps into areas (places), quarters into windows
(windows), values with intervals (measuring). A place that delivered nothing while others of its register did is
`not_delivered`, never zero. Registers never mix, since no place has parts in another.
"""

import pandas as pd
from django.utils import timezone

from legitimacy.indicators.definitions import Indicator, State
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators as passports
from legitimacy.scorecards.deliveries.combining import LEAST_REAL_LAST
from legitimacy.scorecards.deliveries.figures import earlier_deliverers, figures_read
from legitimacy.scorecards.deliveries.geography import Geography
from legitimacy.scorecards.deliveries.measuring import measured
from legitimacy.scorecards.deliveries.places import earlier_places, places_figures
from legitimacy.scorecards.deliveries.windows import windows_pooled
from legitimacy.scorecards.reach import is_quarterly
from legitimacy.scorecards.sources import NUMBERS, ValueSource, claimed_codes, values_frame


def deliveries_compute(
    period: Period, subject_ids: frozenset[int] | None = None, indicators: frozenset[str] | None = None
) -> pd.DataFrame:
    """Values of `period` from delivered figures, as a frame of values (see `sources.COLUMNS`).

    `subject_ids` restricts the measured rows only: rows `not_delivered` come along for all who owe them, because the
    first figure of an indicator makes it due for its whole register.
    """
    counted = _counted(period, indicators)
    figures = figures_read(period, counted)
    if figures.empty:
        return values_frame()
    geography = Geography.read(period)
    rows = figures_valued(figures, earlier_deliverers(period, counted), geography, subject_ids)
    return values_finished(rows, period)


def figures_valued(
    figures: pd.DataFrame, earlier: pd.DataFrame, geography: Geography, subject_ids: frozenset[int] | None = None
) -> pd.DataFrame:
    """Rows of values from base figures (as `figures_read` gives them), those not delivered included.

    `earlier` holds who delivered what before the windows began (see `earlier_deliverers`). Sources that count records
    come in here too, so that merged corps, areas, windows and intervals are made in one way.
    """
    places = places_figures(figures, geography)
    values = measured(windows_pooled(places, earlier_places(earlier, geography), geography.period))
    if subject_ids is not None:
        values = values[values["subject_id"].isin(subject_ids)]
    return pd.concat([values, not_delivered(figures, places, geography)], ignore_index=True)


def values_finished(rows: pd.DataFrame, period: Period) -> pd.DataFrame:
    """A frame of values from such rows, in a fixed order."""
    rows = rows.assign(period=str(period), as_of=timezone.now())
    return values_frame(rows.sort_values(["subject_id", "indicator"], ignore_index=True))


def delivered_codes() -> frozenset[str]:
    """All indicators that no other source counts from records."""
    return frozenset(passports.keys()) - claimed_codes()


def _counted(period: Period, codes: frozenset[str] | None) -> list[Indicator]:
    chosen = delivered_codes() if codes is None else delivered_codes() & codes
    return [each for each in passports if each.code in chosen and is_quarterly(each.window) != period.is_year]


def not_delivered(figures: pd.DataFrame, places: pd.DataFrame, geography: Geography) -> pd.DataFrame:
    """Rows of those who owe an indicator that somebody of their register delivered, and have no figure of it at all."""
    register = figures["subject_id"].map(geography.subjects["register"])
    rank = figures["origin"].map(LEAST_REAL_LAST.index)
    asked = figures.assign(register=register, rank=rank).groupby(["register", "indicator"])
    asked_for = asked.agg(window=("window", "first"), rank=("rank", "max")).reset_index()
    owed = geography.expected().reset_index().merge(asked_for, on="register")
    answered = pd.MultiIndex.from_frame(places[["subject_id", "indicator"]])
    absent = owed[~pd.MultiIndex.from_frame(owed[["subject_id", "indicator"]]).isin(answered)]
    return absent.assign(
        **dict.fromkeys(NUMBERS, float("nan")), coverage=0.0, back_cast=False, state=State.NOT_DELIVERED.value,
        origin=[LEAST_REAL_LAST[place].value for place in absent["rank"]], source="",
    )  # fmt: skip


DELIVERIES = ValueSource(name="deliveries", indicators=delivered_codes, compute=deliveries_compute)
