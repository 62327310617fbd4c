"""Scores and their means. The Human Development Index is reproduced in tests/references."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from legitimacy.indicators.composite import (
    arithmetic_mean,
    band_score,
    compensation_loss,
    effective_weights,
    geometric_mean,
    goalpost_score,
    missing_bounds,
)

quick = settings(deadline=None, max_examples=50)
NAN = float("nan")
values = st.floats(-1e6, 1e6)
tables = arrays(np.float64, (3, 4), elements=st.floats(0, 100)).map(
    lambda cells: pd.DataFrame(cells, columns=list("abcd"))
)
weightings = arrays(np.float64, 4, elements=st.floats(0.01, 10)).map(lambda cells: pd.Series(cells, index=list("abcd")))
holes = arrays(np.bool_, (3, 4)).map(lambda cells: pd.DataFrame(cells, columns=list("abcd")))
EQUAL = pd.Series({"a": 1.0, "b": 1.0, "c": 1.0})
PILLARS = pd.Series({"EFF": 0.25, "LEG": 0.25, "DRV": 0.25, "PRV": 0.25})


@quick
@given(values, values, st.floats(-100, 100), st.floats(0.1, 100))
def test_goalpost_score_is_monotone_between_0_and_100(one: float, other: float, floor: float, width: float) -> None:
    low, high = np.asarray(goalpost_score(sorted([one, other]), floor, floor + width))
    assert 0 <= low <= high <= 100
    first, last = np.asarray(goalpost_score(sorted([one, other]), floor + width, floor))
    assert 100 >= first >= last >= 0


def test_goalposts_give_0_50_and_100_and_lower_is_better_works_alike() -> None:
    assert goalpost_score([0.2, 0.4, 0.65, 0.9, 1.0], 0.4, 0.9) == pytest.approx([0, 0, 50, 100, 100])
    assert goalpost_score([200, 180, 112.5, 45, 3], 180, 45) == pytest.approx([0, 0, 50, 100, 100])


def test_missing_value_has_no_score() -> None:
    assert np.isnan(goalpost_score(NAN, 0, 1))
    assert np.isnan(band_score(NAN, 0.8, 1.25, 0.5, 2))


@pytest.mark.parametrize(("floor", "target"), [(1, 1), (NAN, 1), (0, float("inf"))])
def test_goalposts_that_say_nothing_are_refused(floor: float, target: float) -> None:
    with pytest.raises(ValueError, match="floor and a target"):
        goalpost_score(0.5, floor, target)


def test_band_is_full_inside_and_linear_to_the_outer_limits() -> None:
    scores = band_score([0.4, 0.5, 0.65, 0.8, 1, 1.25, 1.625, 2, 3], 0.8, 1.25, 0.5, 2)
    assert scores == pytest.approx([0, 0, 50, 100, 100, 100, 50, 0, 0])


@quick
@given(values)
def test_band_score_stays_between_0_and_100(value: float) -> None:
    assert 0 <= band_score(value, 0.8, 1.25, 0.5, 2) <= 100


def test_band_in_the_wrong_order_is_refused() -> None:
    with pytest.raises(ValueError, match="outer_low < low"):
        band_score(1, 1.25, 0.8, 0.5, 2)


def test_uneven_pillars_lose_what_efficiency_cannot_buy_off() -> None:
    pillars = pd.DataFrame([[90, 90, 90, 10]], columns=PILLARS.index)
    assert arithmetic_mean(pillars, PILLARS)[0] == pytest.approx(70.0)
    assert geometric_mean(pillars, PILLARS)[0] == pytest.approx(51.96, abs=0.005)
    assert compensation_loss(pillars, PILLARS)[0] == pytest.approx(18.04, abs=0.005)


@quick
@given(tables, weightings)
def test_means_lie_between_the_lowest_and_highest_score(scores: pd.DataFrame, weights: pd.Series) -> None:
    mean, floored = arithmetic_mean(scores, weights), scores.clip(lower=1)
    assert ((scores.min(axis=1) <= mean) & (mean <= scores.max(axis=1))).all()
    geometric = geometric_mean(scores, weights)
    assert ((floored.min(axis=1) <= geometric) & (geometric <= floored.max(axis=1))).all()


@quick
@given(tables, weightings)
def test_geometric_mean_never_exceeds_arithmetic_mean(scores: pd.DataFrame, weights: pd.Series) -> None:
    floored = scores.clip(lower=1)
    assert (geometric_mean(scores, weights) <= arithmetic_mean(floored, weights) + 1e-9).all()
    assert (compensation_loss(scores, weights) >= 0).all()


@quick
@given(tables, weightings, holes, st.permutations(list("abcd")))
def test_order_and_scale_of_items_do_not_matter(
    scores: pd.DataFrame, weights: pd.Series, missing: pd.DataFrame, order: list[str]
) -> None:
    gaps = scores.mask(missing)
    moved = arithmetic_mean(gaps[order], 3 * weights)
    pd.testing.assert_series_equal(moved, arithmetic_mean(gaps, weights))
    pd.testing.assert_series_equal(geometric_mean(gaps[order], 3 * weights), geometric_mean(gaps, weights))


@quick
@given(tables, weightings, holes)
def test_too_little_weight_has_no_mean(scores: pd.DataFrame, weights: pd.Series, missing: pd.DataFrame) -> None:
    present = (~missing).to_numpy() @ weights.to_numpy() / weights.sum()
    mean = arithmetic_mean(scores.mask(missing), weights, 0.75)
    assert mean[present < 0.75 - 1e-6].isna().all()
    assert mean[present > 0.75 + 1e-6].notna().all()


def test_two_of_three_equal_items_are_just_enough() -> None:
    scores = pd.DataFrame({"a": [60, 60], "b": [80, NAN], "c": [NAN, NAN]}, index=["5345", "5415"])
    mean = arithmetic_mean(scores, EQUAL)
    assert mean["5345"] == pytest.approx(70)
    assert np.isnan(mean["5415"])


def test_not_applicable_leaves_the_denominator() -> None:
    scores = pd.DataFrame({"a": [60], "b": [80], "c": [NAN]})
    applicable = pd.DataFrame({"a": [True], "b": [False], "c": [False]})
    assert arithmetic_mean(scores, EQUAL, applicable=applicable)[0] == pytest.approx(60)
    assert arithmetic_mean(scores, EQUAL, applicable=applicable & False).isna().all()


def test_context_item_of_weight_0_changes_nothing() -> None:
    scores = pd.DataFrame({"a": [60], "b": [80], "c": [NAN]})
    weights = pd.Series({"a": 1.0, "b": 1.0, "c": 0.0})
    assert arithmetic_mean(scores, weights, 1.0)[0] == pytest.approx(70)
    assert geometric_mean(scores, weights)[0] == pytest.approx(np.sqrt(4800))


def test_geometric_mean_needs_every_pillar_and_floors_at_1() -> None:
    scores = pd.DataFrame({"a": [100.0, 0.0], "b": [NAN, 100.0], "c": [50.0, 100.0]})
    mean = geometric_mean(scores, EQUAL)
    assert np.isnan(mean[0])
    assert mean[1] == pytest.approx(10_000 ** (1 / 3))


@quick
@given(tables, weightings, holes)
def test_bounds_surround_what_the_missing_data_could_have_given(
    scores: pd.DataFrame, weights: pd.Series, missing: pd.DataFrame
) -> None:
    bounds, truth = missing_bounds(scores.mask(missing), weights), arithmetic_mean(scores, weights)
    assert (bounds.lower <= truth + 1e-9).all()
    assert (truth <= bounds.upper + 1e-9).all()


def test_bounds_fill_only_what_was_due() -> None:
    scores = pd.DataFrame({"a": [60.0], "b": [NAN], "c": [NAN]})
    due = pd.DataFrame({"a": [True], "b": [True], "c": [False]})
    bounds = missing_bounds(scores, EQUAL, due)
    assert (bounds.lower[0], bounds.upper[0]) == pytest.approx((30, 80))


def test_no_corps_have_no_means() -> None:
    empty = pd.DataFrame({"a": [], "b": [], "c": []}, dtype=float)
    assert arithmetic_mean(empty, EQUAL).empty
    assert geometric_mean(empty, EQUAL).empty


@pytest.mark.parametrize("weights", [{"a": 1.0}, {"a": 1.0, "b": -1.0}, {"a": 1.0, "b": NAN}, {"a": 1, "b": 1, "c": 1}])
def test_weights_that_do_not_fit_are_refused(weights: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="weight"):
        arithmetic_mean(pd.DataFrame({"a": [1.0], "b": [2.0]}), pd.Series(weights))


def test_applicable_with_other_rows_is_refused() -> None:
    with pytest.raises(ValueError, match="rows and columns"):
        arithmetic_mean(pd.DataFrame({"a": [1.0]}), pd.Series({"a": 1.0}), applicable=pd.DataFrame({"a": [True] * 2}))


def test_effective_weights_multiply_down_the_tree_and_sum_to_1() -> None:
    parents = {"EFF": "overall", "DRV": "overall", "treatment": "DRV", "organisation": "DRV"}
    parents |= {
        "EFF-01": "EFF",
        "EFF-02": "EFF",
        "DRV-01": "treatment",
        "DRV-02": "treatment",
        "DRV-09": "organisation",
    }
    weights = dict.fromkeys(parents, 1.0) | {"treatment": 0.6, "organisation": 0.4, "EFF-02": 0.0}
    effective = effective_weights(parents, weights)
    assert effective.to_dict() == pytest.approx(
        {"EFF-01": 0.5, "EFF-02": 0.0, "DRV-01": 0.15, "DRV-02": 0.15, "DRV-09": 0.2}
    )


@pytest.mark.parametrize(
    ("parents", "weights"),
    [
        ({"a": "root"}, {}),
        ({"a": "root", "b": "a"}, {"a": 1.0, "b": 0.0}),
        ({"a": "b", "b": "a"}, {"a": 1.0, "b": 1.0}),
        ({"a": "b", "b": "c", "c": "b"}, {"a": 1.0, "b": 1.0, "c": 1.0}),
    ],
)
def test_tree_of_weights_that_leaks_is_refused(parents: dict[str, str], weights: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"weight|circle"):
        effective_weights(parents, weights)
