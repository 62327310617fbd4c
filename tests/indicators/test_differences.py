"""Differences of two estimates, against Newcombe's published example and his formula for shares."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legitimacy.indicators.differences import Estimate, difference_interval, ratio_interval
from legitimacy.indicators.intervals import newcombe_difference_interval, wilson_interval


def share(successes: int, trials: int) -> Estimate:
    lower, upper = wilson_interval(successes, trials)
    return Estimate(successes / trials, float(lower), float(upper))


def test_published_example() -> None:
    """Newcombe (1998), table II, method 10: 56/70 against 48/80 is 0.20 with 0.0524 to 0.3339."""
    lower, upper = difference_interval(share(56, 70), share(48, 80))
    assert float(lower) == pytest.approx(0.0524, abs=5e-5)
    assert float(upper) == pytest.approx(0.3339, abs=5e-5)


@given(st.integers(1, 400), st.integers(1, 400), st.floats(0, 1), st.floats(0, 1))
def test_of_two_shares_it_is_newcombes(n1: int, n0: int, p1: float, p0: float) -> None:
    x1, x0 = round(p1 * n1), round(p0 * n0)
    ours = difference_interval(share(x1, n1), share(x0, n0))
    theirs = newcombe_difference_interval(x1, n1, x0, n0)
    assert (float(ours.lower), float(ours.upper)) == pytest.approx((float(theirs.lower), float(theirs.upper)), abs=1e-9)


def test_turned_around_it_is_the_same_with_the_other_sign() -> None:
    one, other = Estimate(10.0, 7.0, 16.0), Estimate(4.0, 3.5, 6.0)
    there, back = difference_interval(one, other), difference_interval(other, one)
    assert (there.lower, there.upper) == pytest.approx((-float(back.upper), -float(back.lower)))


def test_an_open_limit_stays_open() -> None:
    """A median of which the upper limit was not reached may lie anywhere above."""
    lower, upper = difference_interval(Estimate(95.0, 45.0, None), Estimate(30.0, 20.0, 40.0))
    assert math.isinf(float(upper))
    assert float(lower) == pytest.approx(65 - math.hypot(50, 10))


def test_ratio_of_two_ratios() -> None:
    """Equal widths on the log scale add up as a hypotenuse there."""
    one, other = Estimate(2.0, 1.0, 4.0), Estimate(1.0, 0.5, 2.0)
    lower, upper = ratio_interval(one, other)
    assert math.log(float(upper) / 2) == pytest.approx(math.log(2) * math.sqrt(2))
    assert float(lower) * float(upper) == pytest.approx(4.0)


@pytest.mark.parametrize("wrong", [Estimate(1.0, 2.0, 3.0), Estimate(math.nan, 0.0, 1.0), Estimate(5.0, 1.0, 4.0)])
def test_a_number_outside_its_own_interval_is_refused(wrong: Estimate) -> None:
    with pytest.raises(ValueError, match="inside its interval"):
        difference_interval(wrong, Estimate(1.0, 0.5, 2.0))


def test_ratios_must_be_above_zero() -> None:
    with pytest.raises(ValueError, match="above zero"):
        ratio_interval(Estimate(0.0, 0.0, 1.0), Estimate(1.0, 0.5, 2.0))
