"""XmR charts."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legitimacy.indicators.definitions import Direction
from legitimacy.indicators.trends import (
    Assurance,
    Reading,
    Rule,
    Side,
    Signal,
    TooFewPointsError,
    assurance,
    read_signal,
    xmr_chart,
)

quick = settings(deadline=None, max_examples=50)
series = st.lists(st.integers(-1000, 1000).map(float), min_size=12, max_size=40)
PUBLISHED = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
STEADY = [5, 6] * 6


def rules(values: list[float], **options: bool) -> list[str | None]:
    return [f"{signal.rule}/{signal.side}" if signal else None for signal in xmr_chart(values, **options).signals]


def test_published_series_gives_its_published_limits_and_one_special_point() -> None:
    chart = xmr_chart(PUBLISHED)
    assert chart.mean == pytest.approx(1.944444, abs=5e-7)
    assert chart.lower == pytest.approx(-0.7155556, abs=5e-8)
    assert chart.upper == pytest.approx(4.604444, abs=5e-7)
    assert [point for point, signal in enumerate(chart.signals, start=1) if signal] == [5]
    assert chart.signals[4] == Signal(Rule.BEYOND_LIMIT, Side.HIGH)


def test_two_thirds_lines_stand_at_1_7733_ranges() -> None:
    chart = xmr_chart(STEADY)
    assert (chart.lower_two_thirds, chart.upper_two_thirds) == pytest.approx((5.5 - 1.7733, 5.5 + 1.7733))
    assert (chart.lower, chart.upper) == pytest.approx((2.84, 8.16))


def test_seven_rising_points_are_a_trend() -> None:
    values = [5.0, 6, 5, 6, 5.2, 5.3, 5.4, 5.5, 5.6, 5.7, 5.8, 5, 6, 5, 6]
    assert rules(values)[3:12] == [None, *["trend/high"] * 7, None]


def test_six_rising_points_are_not() -> None:
    values = [5.0, 6, 5, 6, 5.2, 5.3, 5.4, 5.5, 5.6, 5.7, 5, 6, 5, 6]
    assert not any(rules(values))


def test_two_of_three_beyond_a_two_thirds_line_mark_those_two() -> None:
    values = [*STEADY, 8.0, 5.0, 8.0, *STEADY]
    assert rules(values)[11:16] == [None, "two_of_three/high", None, "two_of_three/high", None]


def test_seven_points_on_one_side_are_a_shift() -> None:
    values = [5.0, 6.0] * 4 + [6.2, 5.9] * 3 + [6.2] + [5.0, 6.0] * 3 + [5.0]
    found = rules(values)
    assert found[8:15] == ["shift/high"] * 7
    assert found[15] is None


def test_limit_is_read_before_shift() -> None:
    found = rules([5.0, 5.1] * 6 + [6.0, 5.9, 6.0, 5.9, 6.0, 5.9, 9.0])
    assert found[-1] == "beyond_limit/high"


def test_stock_gets_limits_but_no_run_rules() -> None:
    rising = [float(value) for value in range(20)]
    assert any("trend" in (rule or "") for rule in rules(rising))
    assert set(rules(rising, run_rules=False)) <= {None, "beyond_limit/low", "beyond_limit/high"}


def test_limits_are_clamped_to_the_possible_range() -> None:
    chart = xmr_chart(PUBLISHED, lower_bound=0.0, upper_bound=4.0)
    assert (chart.lower, chart.upper) == (0.0, 4.0)
    assert chart.lower_two_thirds == pytest.approx(0.171144, abs=1e-6)


@quick
@given(series)
def test_limits_surround_the_mean_and_the_inner_lines(values: list[float]) -> None:
    chart = xmr_chart(values)
    assert chart.lower <= chart.lower_two_thirds <= chart.mean <= chart.upper_two_thirds <= chart.upper


@quick
@given(series)
def test_turning_the_series_upside_down_turns_its_signals(values: list[float]) -> None:
    up, down = xmr_chart(values), xmr_chart([-value for value in values])
    assert down.upper == pytest.approx(-up.lower)
    assert [bool(signal) for signal in up.signals] == [bool(signal) for signal in down.signals]


@quick
@given(st.floats(-1e6, 1e6), st.integers(12, 40))
def test_constant_series_is_never_special(value: float, length: int) -> None:
    assert not any(xmr_chart([value] * length).signals)


def test_missing_quarter_breaks_a_run_and_has_no_signal() -> None:
    values = [5.0, 6, 5, 6, 5.2, 5.3, 5.4, math.nan, 5.5, 5.6, 5.7, 5.8, 5, 6, 5, 6]
    assert not any(rules(values))


def test_fewer_than_twelve_points_are_no_chart() -> None:
    with pytest.raises(TooFewPointsError, match="at least 12 points; there are 11") as error:
        xmr_chart([*range(11), math.nan])
    assert error.value.points == 11


@pytest.mark.parametrize(
    ("direction", "side", "reading"),
    [
        (Direction.HIGHER, Side.HIGH, Reading.IMPROVEMENT),
        (Direction.HIGHER, Side.LOW, Reading.CONCERN),
        (Direction.LOWER, Side.HIGH, Reading.CONCERN),
        (Direction.LOWER, Side.LOW, Reading.IMPROVEMENT),
        (Direction.BAND, Side.HIGH, Reading.NEUTRAL),
        (Direction.CONTEXT, Side.LOW, Reading.NEUTRAL),
    ],
)
def test_direction_turns_a_signal_into_a_reading(direction: Direction, side: Side, reading: Reading) -> None:
    assert read_signal(Signal(Rule.SHIFT, side), direction) is reading


def test_ordinary_points_have_no_reading() -> None:
    readings = xmr_chart(PUBLISHED).readings(Direction.LOWER)
    assert readings[4] is Reading.CONCERN
    assert readings.count(None) == 17


@pytest.mark.parametrize(
    ("target", "direction", "expected"),
    [
        (2.0, Direction.HIGHER, Assurance.WILL_MEET),
        (9.0, Direction.HIGHER, Assurance.WILL_MISS),
        (5.5, Direction.HIGHER, Assurance.HIT_OR_MISS),
        (9.0, Direction.LOWER, Assurance.WILL_MEET),
        (2.0, Direction.LOWER, Assurance.WILL_MISS),
        (5.5, Direction.LOWER, Assurance.HIT_OR_MISS),
        (5.5, Direction.BAND, None),
    ],
)
def test_assurance_compares_the_limits_with_the_target(
    target: float, direction: Direction, expected: Assurance | None
) -> None:
    assert assurance(xmr_chart(STEADY), target, direction) is expected
