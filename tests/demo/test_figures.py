"""The simulated figures: whole, possible, the same every time, and with the planted cases in them."""

from functools import cache

import pandas as pd
import pytest

from legitimacy.demo.deliveries import example_figures, figures_deliver
from legitimacy.demo.register import SOURCE, register_write
from legitimacy.indicators.definitions import Kind, Origin, Subject
from legitimacy.indicators.registry import indicators
from legitimacy.models import DeliveredFigure, Delivery, Register
from legitimacy.scorecards.sources import claimed_codes


@cache
def figures() -> pd.DataFrame:
    return example_figures()


def of(code: str, indicator: str) -> pd.DataFrame:
    rows = figures()
    return rows[(rows["code"] == code) & (rows["indicator"] == indicator)].set_index("period")


def test_every_indicator_is_delivered_by_somebody_or_counted_from_records() -> None:
    delivered = set(figures()["indicator"].unique())
    assert delivered | claimed_codes() == set(indicators.keys())
    assert not delivered & claimed_codes()


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
    assert of("V064", "EFF-19").index.min() == "2023-Q3"
    assert {of(code, "EFF-19").index.max() for code in ("V081", "V082")} == {"2023-Q2"}


def test_one_corps_delivers_nothing() -> None:
    assert "V038" not in set(figures()["code"])


@pytest.mark.django_db
def test_the_delivery_is_written_once_and_marked_simulated() -> None:
    register_write()
    added = figures_deliver()
    assert added == len(figures())
    assert figures_deliver() == 0
    assert DeliveredFigure.objects.count() == added
    delivery = Delivery.objects.get()
    assert (delivery.source, delivery.origin, delivery.register) == (SOURCE, Origin.SIMULATED, Register.EXAMPLE)
