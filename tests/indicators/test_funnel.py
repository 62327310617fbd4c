"""Funnels. Limits computed by FunnelPlotR stand in tests/references."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legitimacy.indicators.funnel import (
    TooFewCorpsError,
    benjamini_hochberg,
    expected_false_alarms,
    proportion_funnel,
    ratio_funnel,
)

quick = settings(deadline=None, max_examples=50)
registers = st.lists(
    st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=10, max_size=40
)
EVEN = ([50] * 10, [100] * 10)
# Five corps at 30 of 100 and five at 70 of 100: y is 0.5796 or 0.9912, s is 0.05, so every z is 4.1152 either way.
SPLIT = ([30] * 5 + [70] * 5, [100] * 10)


def test_equal_corps_show_no_spread() -> None:
    funnel = proportion_funnel(*EVEN)
    assert (funnel.theta0, funnel.phi, funnel.tau2) == (0.5, 0.0, 0.0)
    assert not funnel.flags(0.95).any()


def test_split_corps_give_the_overdispersion_worked_by_hand() -> None:
    funnel = proportion_funnel(*SPLIT)
    assert funnel.theta0 == pytest.approx(0.5)
    assert funnel.z == pytest.approx([-4.1152] * 5 + [4.1152] * 5, abs=5e-5)
    assert funnel.phi == pytest.approx(16.9346, abs=5e-4)
    # Equal s: tau2 = s^2 (n phi - (n - 1)) / (n - 1) = 0.0025 (169.346 - 9) / 9.
    assert funnel.tau2 == pytest.approx(0.0445405, abs=5e-6)
    # Then z*^2 = phi / (n phi / (n - 1)) = (n - 1) / n.
    assert funnel.z_adjusted == pytest.approx([-math.sqrt(0.9)] * 5 + [math.sqrt(0.9)] * 5)


def test_adjustment_takes_flags_away_and_widens_limits() -> None:
    funnel = proportion_funnel(*SPLIT)
    assert np.all(np.abs(funnel.z) > 3.09)
    assert not funnel.flags(0.95).any()
    drawn, plain = funnel.limits(100, 0.95), funnel.limits(100, 0.95, adjusted=False)
    assert drawn.lower < plain.lower < 0.5 < plain.upper < drawn.upper


def test_unadjusted_proportion_limits_are_the_back_transformed_normal_ones() -> None:
    limits = proportion_funnel(*EVEN).limits(100, 0.95)
    # sin^2(pi/4 -+ 1.959964/20) = (1 -+ sin 0.1959964) / 2
    assert tuple(limits) == pytest.approx((0.4026288, 0.5973712), abs=1e-6)


def test_ratio_limits_with_overdispersion_are_log_normal() -> None:
    funnel = ratio_funnel([10] * 5 + [40] * 5, [20] * 10)
    assert funnel.theta0 == pytest.approx(1.25)
    lower, upper = funnel.limits(20, 0.998)
    assert lower * upper == pytest.approx(1.25**2)
    assert math.log(upper / 1.25) == pytest.approx(3.090232 * math.sqrt(0.05 + funnel.tau2), abs=1e-5)


def test_winsorising_keeps_one_extreme_corps_from_hiding_itself() -> None:
    numerators, denominators = [50] * 19 + [98], [100] * 20
    assert proportion_funnel(numerators, denominators).flags()[-1]
    assert proportion_funnel(numerators, denominators).tau2 < proportion_funnel(numerators, denominators, 0.0).tau2


@quick
@given(registers)
def test_adjusted_scores_are_never_further_out(register: list[tuple[int, int]]) -> None:
    numerators, denominators = zip(*register, strict=True)
    funnel = proportion_funnel(numerators, denominators)
    assert np.all(np.abs(funnel.z_adjusted) <= np.abs(funnel.z) + 1e-12)
    assert funnel.tau2 >= 0


@quick
@given(registers, st.floats(0.5, 0.9999), st.integers(1, 10_000))
def test_limits_surround_the_centre_inside_the_possible_range(
    register: list[tuple[int, int]], level: float, n: int
) -> None:
    numerators, denominators = zip(*register, strict=True)
    funnel = proportion_funnel(numerators, denominators)
    lower, upper = funnel.limits(n, level)
    assert 0 <= lower <= funnel.theta0 + 1e-12
    assert funnel.theta0 - 1e-12 <= upper <= 1


@quick
@given(registers)
def test_order_of_corps_does_not_matter(register: list[tuple[int, int]]) -> None:
    numerators, denominators = zip(*register, strict=True)
    one = proportion_funnel(numerators, denominators)
    other = proportion_funnel(numerators[::-1], denominators[::-1])
    assert other.z_adjusted[::-1] == pytest.approx(one.z_adjusted)


def test_corps_without_a_value_is_left_out_and_never_flagged() -> None:
    funnel = proportion_funnel([*SPLIT[0], 0, math.nan], [*SPLIT[1], 0, 100])
    assert funnel.tau2 == pytest.approx(proportion_funnel(*SPLIT).tau2)
    assert np.isnan(funnel.z[-2:]).all()
    assert not funnel.flags(0.5)[-2:].any()


def test_corps_without_events_counts_as_half_an_event() -> None:
    funnel = ratio_funnel([0] + [20] * 10, [20] * 11)
    assert funnel.z[0] == pytest.approx((math.log(0.5 / 20) - math.log(200 / 220)) * math.sqrt(20))


def test_no_denominator_has_unknown_limits() -> None:
    assert math.isnan(proportion_funnel(*EVEN).limits(0).lower)
    assert math.isnan(ratio_funnel(*EVEN).limits(0).upper)


def test_fewer_than_ten_corps_are_no_funnel() -> None:
    with pytest.raises(TooFewCorpsError, match="at least 10 corps with a value; there are 9") as error:
        proportion_funnel([5] * 10, [10] * 9 + [0])
    assert error.value.corps == 9


@pytest.mark.parametrize(
    ("numerators", "denominators", "winsorise", "sentence"),
    [
        ([11] * 10, [10] * 10, 0.1, "cannot exceed"),
        ([-1] * 10, [10] * 10, 0.1, "negative"),
        ([1] * 11, [10] * 10, 0.1, "per corps"),
        ([1] * 10, [10] * 10, 0.5, "winsorised"),
    ],
)
def test_impossible_register_is_refused(
    numerators: list[int], denominators: list[int], winsorise: float, sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        proportion_funnel(numerators, denominators, winsorise)


def test_ratios_without_any_event_are_refused() -> None:
    with pytest.raises(ValueError, match="No corps has an event"):
        ratio_funnel([0] * 10, [5] * 10)


def test_benjamini_hochberg_flags_the_four_of_its_authors() -> None:
    # Benjamini and Hochberg (1995), section 4.1: fifteen p-values, four rejected at 0.05, three by Bonferroni.
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1,
    ]
    assert list(benjamini_hochberg(p)) == [True] * 4 + [False] * 11


@quick
@given(st.lists(st.floats(0, 1), max_size=30))
def test_benjamini_hochberg_flags_no_fewer_than_bonferroni(p_values: list[float]) -> None:
    flags = benjamini_hochberg(p_values)
    bonferroni = np.array(p_values) <= 0.05 / max(len(p_values), 1)
    assert np.all(flags >= bonferroni)
    assert np.all(np.array(p_values)[flags] <= 0.05)


def test_missing_p_value_is_neither_flagged_nor_counted() -> None:
    assert list(benjamini_hochberg([0.04, math.nan])) == [True, False]
    with pytest.raises(ValueError, match="between 0 and 1"):
        benjamini_hochberg([1.2])


def test_p_values_are_two_sided() -> None:
    funnel = proportion_funnel([50] * 19 + [60], [100] * 20, winsorise=0.1)
    assert funnel.tau2 == 0
    # theta0 = 0.505, z = (0.886077 - 0.790398) 20 = 1.91357
    assert funnel.p_values[-1] == pytest.approx(0.05568, abs=5e-5)


def test_chance_flags_are_those_of_the_method() -> None:
    assert expected_false_alarms(185 * 30, 0.95) == pytest.approx(277.5)
    assert expected_false_alarms(185 * 30, 0.998) == pytest.approx(11.1)
    assert expected_false_alarms(0, 0.95) == 0
