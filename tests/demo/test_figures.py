"""The simulated figures: whole, possible, the same every time, and with the planted cases in them."""

from functools import cache

import numpy as np
import pandas as pd
import pytest

from legitimacy.demo.deliveries import example_figures, figures_deliver
from legitimacy.demo.planted import HANDLING_DAYS
from legitimacy.demo.register import SOURCE, register_write
from legitimacy.indicators.definitions import Kind, Origin, Subject
from legitimacy.indicators.funnel import proportion_funnel
from legitimacy.indicators.registry import indicators
from legitimacy.models import DeliveredFigure, Delivery, Register


@cache
def figures() -> pd.DataFrame:
    return example_figures()


def of(code: str, indicator: str) -> pd.DataFrame:
    rows = figures()
    return rows[(rows["code"] == code) & (rows["indicator"] == indicator)].set_index("period")


def test_every_indicator_is_delivered_by_somebody() -> None:
    assert sorted(figures()["indicator"].unique()) == indicators.keys()


def test_corps_deliver_corps_indicators_and_areas_or_schools_the_others() -> None:
    rows = figures()
    of_corps = {passport.code for passport in indicators if passport.subject is Subject.CORPS}
    assert (rows["indicator"].isin(of_corps) == rows["code"].str.startswith("V0")).all()


def test_no_figure_stands_twice() -> None:
    assert not figures().duplicated(["code", "indicator", "period"]).any()


def test_counts_are_possible() -> None:
    shares = {passport.code for passport in indicators if passport.kind is Kind.PROPORTION}
    rows = figures()[figures()["indicator"].isin(shares) & figures()["numerator"].notna()]
    assert (rows["numerator"] >= 0).all()
    assert (rows["numerator"] <= rows["denominator"]).all()


def test_values_lie_inside_their_limits_and_inside_the_scale() -> None:
    rows = figures()[figures()["lower"].notna()]
    assert (rows["lower"] <= rows["value"]).all()
    assert (rows["value"] <= rows["upper"]).all()
    for code, group in figures()[figures()["value"].notna()].groupby("indicator"):
        highest = indicators.get(str(code)).upper_bound
        assert group["value"].min() >= 0
        assert highest is None or group["value"].max() <= highest


def test_two_makings_are_equal() -> None:
    pd.testing.assert_frame_equal(example_figures(), figures())


def test_the_merged_corps_delivers_from_its_first_quarter_and_its_predecessors_until_their_last() -> None:
    assert of("V064", "EFF-07").index.min() == "2023-Q3"
    assert {of(code, "EFF-07").index.max() for code in ("V081", "V082")} == {"2023-Q2"}


def test_one_corps_delivers_nothing() -> None:
    assert "V038" not in set(figures()["code"])


def test_the_backlog_of_demervallei_rises_seven_quarters_in_a_row() -> None:
    rows = of("V017", "EFF-08").sort_index()
    share = rows["numerator"] / rows["denominator"]
    assert (np.diff(share.to_numpy()[-8:]) > 0).all()
    assert share.iloc[-1] == pytest.approx(1 / 9)


def test_the_handling_time_of_demervallei_ends_at_52_days() -> None:
    assert of("V017", "EFF-06").loc["2025-Q4", "value"] == HANDLING_DAYS[1]


def test_demervallei_stopped_delivering_its_policy_evaluation() -> None:
    assert of("V017", "EFF-01").index.max() == "2024-Q3"


@pytest.mark.parametrize(("code", "low", "high"), [("V039", 0.40, 0.48), ("V062", 0.95, 0.98)])
def test_two_corps_acknowledge_complaints_far_from_the_others(code: str, low: float, high: float) -> None:
    rows = of(code, "EFF-07").loc["2025-Q1":]
    assert low < rows["numerator"].sum() / rows["denominator"].sum() < high


def test_a_rejected_figure_has_a_state_and_no_number() -> None:
    row = of("V019", "LEG-13").loc["2025-Q4"]
    assert row["state"] == "rejected"
    assert np.isnan(row["numerator"])


@pytest.mark.django_db
def test_the_delivery_is_written_once_and_marked_simulated() -> None:
    register_write()
    added = figures_deliver()
    assert added == len(figures())
    assert figures_deliver() == 0
    assert DeliveredFigure.objects.count() == added
    delivery = Delivery.objects.get()
    assert (delivery.source, delivery.origin, delivery.register) == (SOURCE, Origin.SIMULATED, Register.EXAMPLE)


def test_the_two_planted_corps_lie_outside_the_funnel_on_either_side() -> None:
    rows = figures()
    recent = rows[(rows["indicator"] == "EFF-07") & rows["period"].str.startswith("2025")]
    sums = recent.groupby("code")[["numerator", "denominator"]].sum()
    sums = sums[sums["denominator"] >= 10]
    funnel = proportion_funnel(sums["numerator"].to_numpy(), sums["denominator"].to_numpy())
    z = pd.Series(funnel.z_adjusted, index=sums.index)
    assert (z.idxmin(), z.idxmax()) == ("V039", "V062")
    assert min(-z.min(), z.max()) > 3.09
