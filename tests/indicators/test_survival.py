"""Median time to an end with open files censored."""

import math
from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legitimacy.indicators.survival import kaplan_meier_median

quick = settings(deadline=None, max_examples=50)
# Weeks of remission, Freireich et al. (1963). Kleinbaum and Klein, Survival Analysis, table 2.1: medians 23 and 8.
# Limits from their standard errors: the times at which |S - 1/2| / se stays within 1.96.
TREATED = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
TREATED_ENDED = [True] * 9 + [False] * 12
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
files = st.lists(st.tuples(st.integers(0, 1000), st.booleans()), min_size=1, max_size=60)


def test_published_median_with_open_files_has_no_upper_limit() -> None:
    time = kaplan_meier_median(TREATED, TREATED_ENDED)
    assert (time.median, time.lower, time.upper) == (23, 13, math.inf)
    assert (time.ended, time.still_open, time.p90) == (9, 12, math.inf)


def test_published_median_without_open_files() -> None:
    time = kaplan_meier_median(PLACEBO, [True] * 21)
    assert (time.median, time.lower, time.upper, time.p90) == (8, 4, 11, 17)


@quick
@given(st.lists(st.integers(0, 1000), min_size=1, max_size=60))
def test_without_open_files_it_is_the_ordinary_median(days: list[int]) -> None:
    time = kaplan_meier_median(days, [True] * len(days))
    assert time.median == pytest.approx(np.median(days))
    assert time.p90 == pytest.approx(np.quantile(days, 0.9, method="averaged_inverted_cdf"))


@quick
@given(files)
def test_limits_surround_the_median_and_p90_is_not_below_it(register: list[tuple[int, bool]]) -> None:
    days, ended = zip(*register, strict=True)
    time = kaplan_meier_median(days, ended)
    assert time.median <= time.upper
    assert math.isnan(time.lower) or 0 <= time.lower <= time.median
    assert time.p90 >= time.median


@quick
@given(files)
def test_order_of_files_does_not_matter(register: list[tuple[int, bool]]) -> None:
    days, ended = zip(*register, strict=True)
    turned = kaplan_meier_median(days[::-1], ended[::-1])
    assert astuple(turned) == pytest.approx(astuple(kaplan_meier_median(days, ended)), nan_ok=True)


@quick
@given(files)
def test_leaving_files_open_never_shortens_the_median(register: list[tuple[int, bool]]) -> None:
    days, ended = zip(*register, strict=True)
    assert kaplan_meier_median(days, ended).median >= np.quantile(days, 0.5, method="inverted_cdf")


def test_not_reached_is_infinite() -> None:
    time = kaplan_meier_median([10, 20, 30, 40], [True, False, False, False])
    assert (time.median, time.upper, time.p90) == (math.inf, math.inf, math.inf)


def test_no_end_at_all_leaves_the_lower_limit_unknown() -> None:
    time = kaplan_meier_median([10, 20], [False, False])
    assert time.median == math.inf
    assert math.isnan(time.lower)


def test_no_files_is_unknown() -> None:
    time = kaplan_meier_median([], [])
    assert math.isnan(time.median)
    assert time.ended == 0


@pytest.mark.parametrize(
    ("days", "ended", "sentence"),
    [([-1], [True], "negative"), ([1, 2], [True], "its end"), ([math.nan], [True], "missing")],
)
def test_impossible_files_are_refused(days: list[float], ended: list[bool], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        kaplan_meier_median(days, ended)
