"""Empirical Bayes shrinkage."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legitimacy.indicators.shrinkage import Reliability, marshall_shrinkage, moments_shrinkage, reliability_badge

quick = settings(deadline=None, max_examples=50)
registers = st.lists(
    st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=2, max_size=30
)
# Log risk ratios and variances of the BCG trials (Colditz et al., 1994), as printed by R package metafor, rounded.
BCG = [
    -0.8893,
    -1.5854,
    -1.3481,
    -1.4416,
    -0.2175,
    -0.7861,
    -1.6209,
    0.0120,
    -0.4694,
    -1.3713,
    -0.3394,
    0.4459,
    -0.0173,
]
BCG_VARIANCE = [
    0.3256, 0.1946, 0.4154, 0.0200, 0.0512, 0.0069, 0.2230, 0.0040, 0.0564, 0.0730, 0.0124, 0.5325, 0.0714,
]  # fmt: skip


def test_marshall_gives_the_values_worked_by_hand() -> None:
    # P = 40/200 = 0.2; b = 0.01; A = 0.01 - 0.2/100 = 0.008; w = 0.008 / (0.008 + 0.002) = 0.8.
    shrunk = marshall_shrinkage([10, 30], [100, 100])
    assert shrunk.mean == pytest.approx(0.2)
    assert shrunk.variance == pytest.approx(0.008)
    assert list(shrunk.weights) == pytest.approx([0.8, 0.8])
    assert list(shrunk.values) == pytest.approx([0.12, 0.28])


@quick
@given(registers)
def test_values_lie_between_the_mean_and_the_observed(register: list[tuple[int, int]]) -> None:
    x, n = (np.array(column) for column in zip(*register, strict=True))
    shrunk = marshall_shrinkage(x, n)
    assert np.all((shrunk.weights >= 0) & (shrunk.weights <= 1))
    assert np.all(np.abs(shrunk.values - shrunk.mean) <= np.abs(x / n - shrunk.mean) + 1e-12)


@quick
@given(registers)
def test_larger_corps_keep_no_less_of_their_own(register: list[tuple[int, int]]) -> None:
    x, n = (np.array(column) for column in zip(*sorted(register, key=lambda row: row[1]), strict=True))
    assert np.all(np.diff(marshall_shrinkage(x, n).weights) >= -1e-12)


@quick
@given(registers)
def test_order_of_corps_does_not_matter(register: list[tuple[int, int]]) -> None:
    one = marshall_shrinkage(*zip(*register, strict=True)).values
    other = marshall_shrinkage(*zip(*register[::-1], strict=True)).values
    assert list(other[::-1]) == pytest.approx(list(one))


def test_spread_no_larger_than_chance_shrinks_to_the_mean() -> None:
    shrunk = marshall_shrinkage([20, 21], [100, 100])
    assert list(shrunk.weights) == [0, 0]
    assert list(shrunk.values) == pytest.approx([0.205, 0.205])


def test_corps_without_records_gets_the_mean_and_a_missing_one_stays_missing() -> None:
    shrunk = marshall_shrinkage([10, 30, 0, math.nan], [100, 100, 0, 100])
    assert list(shrunk.values[:3]) == pytest.approx([0.12, 0.28, 0.2])
    assert shrunk.weights[2] == 0
    assert math.isnan(shrunk.values[3])


def test_nothing_observed_is_zero_and_no_records_at_all_is_unknown() -> None:
    assert list(marshall_shrinkage([0, 0], [10, 20]).values) == [0, 0]
    assert np.isnan(marshall_shrinkage([0, 0], [0, 0]).values).all()
    assert marshall_shrinkage([], []).values.size == 0


def test_moments_give_the_dersimonian_laird_result_of_metafor() -> None:
    shrunk = moments_shrinkage(BCG, np.sqrt(BCG_VARIANCE))
    assert shrunk.variance == pytest.approx(0.3088, abs=5e-4)
    assert shrunk.mean == pytest.approx(-0.7141, abs=5e-4)
    assert shrunk.weights[0] == pytest.approx(0.3088 / (0.3088 + 0.3256), abs=5e-4)


def test_one_estimate_is_its_own_mean_and_none_is_unknown() -> None:
    assert list(moments_shrinkage([3.0], [1.0]).values) == [3.0]
    assert np.isnan(moments_shrinkage([math.nan], [1.0]).values).all()


def test_missing_estimate_stays_missing_and_moves_nobody() -> None:
    with_gap = moments_shrinkage([1.0, 5.0, math.nan], [1.0, 1.0, 1.0]).values
    assert list(with_gap[:2]) == pytest.approx(list(moments_shrinkage([1.0, 5.0], [1.0, 1.0]).values))
    assert math.isnan(with_gap[2])


@pytest.mark.parametrize(
    ("weight", "badge"),
    [(1, "high"), (0.7, "high"), (0.69, "medium"), (0.4, "medium"), (0.39, "low"), (0, "low"), (math.nan, None)],
)
def test_badge_follows_the_thresholds(weight: float, badge: str | None) -> None:
    assert reliability_badge(weight) == (badge and Reliability(badge))


def test_impossible_input_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        marshall_shrinkage([-1], [1])
    with pytest.raises(ValueError, match="its denominator"):
        marshall_shrinkage([1], [1, 2])
    with pytest.raises(ValueError, match="needs no shrinkage"):
        moments_shrinkage([1.0], [0.0])
    with pytest.raises(ValueError, match="between 0 and 1"):
        reliability_badge(1.2)
