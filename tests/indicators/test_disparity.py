"""Disparity against named benchmarks. The interval itself is compared with R in tests/references."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legitimacy.indicators.disparity import disparity_ratio, disparity_ratios

quick = settings(deadline=None, max_examples=50)
BENCHMARKS = {"residents": (100, 150), "calls for service": (60, 150)}


def test_ratio_and_limits_are_those_of_epitools() -> None:
    found = disparity_ratio(30, 100, 15, 150, benchmark="residents")
    assert (found.ratio, found.lower, found.upper) == pytest.approx((3, 1.70372907, 5.28253003))
    assert (found.lowest, found.highest, found.unknown_share) == (3, 3, 0)


def test_unknown_group_gives_bounds_worked_by_hand() -> None:
    found = disparity_ratio(30, 100, 15, 150, benchmark="residents", unknown_events=5)
    assert found.unknown_share == pytest.approx(0.1)
    assert found.lowest == pytest.approx((30 / 100) / (20 / 150))
    assert found.highest == pytest.approx((35 / 100) / (15 / 150))


def test_two_benchmarks_stand_beside_each_other_under_their_names() -> None:
    found = disparity_ratios(30, 15, BENCHMARKS)
    assert {each.benchmark: each.ratio for each in found} == pytest.approx({"residents": 3, "calls for service": 5})


def test_one_benchmark_is_refused() -> None:
    with pytest.raises(ValueError, match="at least two benchmarks"):
        disparity_ratios(30, 15, {"residents": (100, 150)})


def test_unnamed_benchmark_is_refused() -> None:
    with pytest.raises(ValueError, match="must name its benchmark"):
        disparity_ratio(30, 100, 15, 150, benchmark=" ")


@quick
@given(st.integers(1, 100), st.integers(1, 100), st.integers(0, 100))
def test_bounds_and_limits_surround_the_ratio(a: int, b: int, unknown: int) -> None:
    found = disparity_ratio(a, 100, b, 200, benchmark="residents", unknown_events=unknown)
    assert found.lowest <= found.ratio * (1 + 1e-9)
    assert found.ratio <= found.highest * (1 + 1e-9)
    assert found.lower <= found.ratio * (1 + 1e-9)
    assert found.ratio <= found.upper * (1 + 1e-9)


@quick
@given(st.integers(1, 100), st.integers(1, 100))
def test_exchanging_the_groups_inverts_the_ratio(a: int, b: int) -> None:
    one = disparity_ratio(a, 100, b, 200, benchmark="residents")
    other = disparity_ratio(b, 200, a, 100, benchmark="residents")
    assert one.ratio * other.ratio == pytest.approx(1)
    assert one.lower * other.upper == pytest.approx(1)


def test_no_events_in_one_group_keep_a_finite_interval_and_infinite_bounds() -> None:
    found = disparity_ratio(5, 100, 0, 100, benchmark="residents")
    assert found.lower < found.ratio < found.upper < math.inf
    assert found.highest == math.inf


def test_no_events_or_nobody_in_a_group_is_unknown() -> None:
    assert math.isnan(disparity_ratio(0, 100, 0, 100, benchmark="residents").unknown_share)
    empty = disparity_ratio(0, 0, 5, 100, benchmark="residents")
    assert math.isnan(empty.ratio)
    assert math.isnan(empty.lowest)
