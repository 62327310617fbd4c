"""Confidence intervals. Values computed by R packages stand in tests/references."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legitimacy.indicators.intervals import (
    Interval,
    byar_interval,
    mean_interval,
    newcombe_difference_interval,
    normal_quantile,
    poisson_exact_interval,
    rate_interval,
    risk_ratio,
    risk_ratio_interval,
    survey_share_interval,
    wilson_interval,
)

quick = settings(deadline=None, max_examples=50)
levels = st.floats(0.01, 0.9999)
cases = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
NEWCOMBE_1998 = [
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062),
    (5, 56, 0, 29, -0.0381, 0.1926),
    (0, 10, 0, 20, -0.1611, 0.2775),
    (0, 10, 0, 10, -0.2775, 0.2775),
    (10, 10, 0, 20, 0.6791, 1.0),
    (10, 10, 0, 10, 0.6075, 1.0),
]


@quick
@given(cases, levels)
def test_wilson_contains_the_share_and_stays_between_0_and_1(case: tuple[int, int], level: float) -> None:
    x, n = case
    lower, upper = wilson_interval(x, n, level)
    assert 0 <= lower <= x / n <= upper <= 1


@quick
@given(cases)
def test_wilson_of_failures_mirrors_wilson_of_successes(case: tuple[int, int]) -> None:
    x, n = case
    mirrored = wilson_interval(n - x, n)
    assert wilson_interval(x, n).lower == pytest.approx(1 - mirrored.upper, abs=1e-12)


def test_wilson_touches_0_and_1_exactly() -> None:
    assert wilson_interval(0, 20).lower == 0.0
    assert wilson_interval(20, 20).upper == 1.0


def test_no_trials_have_unknown_limits() -> None:
    lower, upper = wilson_interval([0, 1], [0, 2])
    assert list(np.isnan(lower)) == list(np.isnan(upper)) == [True, False]


@pytest.mark.parametrize("interval", [poisson_exact_interval, byar_interval, rate_interval])
@quick
@given(count=st.integers(0, 100_000), level=levels)
def test_count_limits_contain_the_count_and_stay_above_0(
    interval: Callable[..., Interval], count: int, level: float
) -> None:
    lower, upper = interval(count, 1.0, level)
    assert 0 <= lower <= count <= upper


def test_rate_is_exact_under_ten_and_byar_from_ten() -> None:
    counts = np.array([9, 10])
    exact, byar = poisson_exact_interval(counts, 2.0), byar_interval(counts, 2.0)
    few = counts < 10
    assert rate_interval(counts, 2.0).lower == pytest.approx(np.where(few, exact.lower, byar.lower))
    assert rate_interval(counts, 2.0).upper == pytest.approx(np.where(few, exact.upper, byar.upper))


@quick
@given(st.integers(0, 500), st.floats(0.1, 1e6))
def test_rate_limits_are_count_limits_per_exposure(count: int, exposure: float) -> None:
    assert rate_interval(count, exposure).upper == pytest.approx(rate_interval(count).upper / exposure)


def test_no_exposure_has_unknown_limits() -> None:
    assert math.isnan(rate_interval(3, 0).lower)
    assert math.isnan(rate_interval(0, 0).upper)


@quick
@given(cases, cases, levels)
def test_risk_ratio_interval_contains_the_ratio(one: tuple[int, int], other: tuple[int, int], level: float) -> None:
    lower, upper = risk_ratio_interval(*one, *other, level)
    ratio = risk_ratio(*one, *other)
    assert 0 < lower <= ratio * (1 + 1e-9)
    assert ratio <= upper * (1 + 1e-9)


def test_zero_cell_adds_a_half_to_all_four_cells() -> None:
    assert risk_ratio(0, 10, 5, 10) == pytest.approx((0.5 / 11) / (5.5 / 11))
    corrected = risk_ratio_interval(0.5, 11, 5.5, 11)
    assert risk_ratio_interval(0, 10, 5, 10).upper == pytest.approx(corrected.upper)


def test_risk_ratio_without_a_group_is_unknown() -> None:
    assert math.isnan(risk_ratio_interval(0, 0, 5, 10).lower)
    assert math.isnan(risk_ratio(1, 2, 0, 0))


@pytest.mark.parametrize(("x1", "n1", "x0", "n0", "lower", "upper"), NEWCOMBE_1998)
def test_difference_equals_method_10_as_published(
    x1: int, n1: int, x0: int, n0: int, lower: float, upper: float
) -> None:
    interval = newcombe_difference_interval(x1, n1, x0, n0)
    assert tuple(interval) == pytest.approx((lower, upper), abs=5.1e-5)


@quick
@given(cases, cases, levels)
def test_difference_interval_contains_the_difference(
    one: tuple[int, int], other: tuple[int, int], level: float
) -> None:
    lower, upper = newcombe_difference_interval(*one, *other, level)
    difference = one[0] / one[1] - other[0] / other[1]
    assert -1 <= lower <= difference + 1e-12
    assert difference - 1e-12 <= upper <= 1


def test_survey_share_is_wilson_with_the_effective_sample() -> None:
    assert survey_share_interval(0.45, 300) == wilson_interval(90, 200)
    assert survey_share_interval(0.45, 200, deff=1.0) == wilson_interval(90, 200)


def test_survey_mean_widens_with_the_design_effect() -> None:
    assert tuple(mean_interval(6.0, 2.0, 400, deff=4.0)) == pytest.approx((6 - 0.3919928, 6 + 0.3919928))
    assert math.isnan(mean_interval(6.0, 2.0, 0).lower)


def test_quantiles_are_those_of_the_method() -> None:
    assert normal_quantile(0.95) == pytest.approx(1.959964, abs=5e-7)
    assert normal_quantile(0.998) == pytest.approx(3.090232, abs=5e-7)


def test_arrays_come_out_in_the_order_they_went_in() -> None:
    together = wilson_interval([1, 15], [29, 148])
    apart = [wilson_interval(1, 29).lower, wilson_interval(15, 148).lower]
    assert np.asarray(together.lower).tolist() == apart


def test_missing_stays_missing() -> None:
    assert math.isnan(wilson_interval(math.nan, 10).lower)
    assert math.isnan(rate_interval(math.nan).upper)


@pytest.mark.parametrize("level", [0, 1, 95, -0.5])
def test_level_outside_0_and_1_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        wilson_interval(1, 2, level)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: wilson_interval(-1, 10), "cannot be negative"),
        (lambda: wilson_interval([1, 3], [2, 2]), "Successes cannot exceed trials; got 3 of 2"),
        (lambda: rate_interval(-1), "cannot be negative"),
        (lambda: rate_interval(1, -1), "exposure cannot be negative"),
        (lambda: rate_interval(math.inf), "cannot be infinite"),
        (lambda: survey_share_interval(45, 300), "between 0 and 1"),
        (lambda: mean_interval(6, -1, 10), "cannot be negative"),
        (lambda: mean_interval(6, 1, 10, deff=0), "above 0"),
    ],
)
def test_impossible_input_is_refused_with_a_sentence(call: Callable[[], Interval], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        call()
