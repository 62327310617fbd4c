"""Small charts put numbers where they belong, for every direction and for what is missing."""

import re

from hypothesis import given
from hypothesis import strategies as st

from legitimacy.charts.micro import FLOOR_AT, TARGET_AT, Goalposts, bullet, pillar_bar, sparkline, strip

PERCENT = re.compile(r"^\d+\.\d\d%$")
HIGHER, LOWER = Goalposts(floor=0.4, target=0.9), Goalposts(floor=180, target=45)
number = st.floats(0, 1)


def at(position: str | None) -> float:
    assert position is not None
    return float(position.removesuffix("%"))


def test_target_stands_right_and_floor_left_whatever_the_direction() -> None:
    for goalposts in (HIGHER, LOWER):
        drawn = bullet(value=goalposts.target, goalposts=goalposts)
        assert (at(drawn.floor), at(drawn.target), at(drawn.value)) == (FLOOR_AT, TARGET_AT, TARGET_AT)


def test_better_is_always_further_right() -> None:
    assert at(bullet(value=0.8, goalposts=HIGHER).value) > at(bullet(value=0.5, goalposts=HIGHER).value)
    assert at(bullet(value=50, goalposts=LOWER).value) > at(bullet(value=150, goalposts=LOWER).value)


def test_value_beyond_the_axis_is_clipped_and_says_so() -> None:
    assert bullet(value=2000, goalposts=LOWER).clipped == "low"
    assert bullet(value=50, goalposts=LOWER).clipped == ""
    assert at(bullet(value=2000, goalposts=LOWER).value) == 0


def test_band_lies_between_its_outer_limits() -> None:
    band = Goalposts(outer_low=0.5, band_low=0.9, band_high=1.1, outer_high=1.5)
    drawn = bullet(value=1.0, goalposts=band)
    assert drawn.band is not None
    assert at(drawn.value) == 50
    assert drawn.target is None
    assert at(drawn.band.x) < 50 < at(drawn.band.x) + at(drawn.band.width)


def test_context_has_no_goalposts() -> None:
    drawn = bullet(value=3.0, lower=2.0, upper=4.5, goalposts=Goalposts())
    assert (drawn.target, drawn.floor, drawn.band) == (None, None, None)
    assert 0 < at(drawn.value) < 100


def test_missing_value_draws_no_dot() -> None:
    assert bullet(value=None, goalposts=HIGHER).value is None
    assert pillar_bar(score=None) == pillar_bar(score=None, lower=None)


@given(number, number, number)
def test_positions_are_percentages_with_a_decimal_point(value: float, lower: float, upper: float) -> None:
    drawn = bullet(value=value, lower=min(lower, upper), upper=max(lower, upper), goalposts=HIGHER)
    assert drawn.interval is not None
    assert PERCENT.match(str(drawn.value))
    assert PERCENT.match(drawn.interval.x)
    assert at(drawn.interval.x) + at(drawn.interval.width) <= 100.01


def test_pillar_bar_leaves_out_facets_without_a_score() -> None:
    drawn = pillar_bar(score=68, lower=63, upper=73, facets=[61, None])
    assert (drawn.score, drawn.facets) == ("68.00%", ("61.00%",))
    assert drawn.range is not None
    assert (drawn.range.x, drawn.range.width) == ("63.00%", "10.00%")


def test_gap_in_a_sparkline_breaks_the_line() -> None:
    drawn = sparkline([1, 2, None, 3, 4])
    assert len(drawn.segments) == 2
    assert drawn.last is not None


def test_survey_waves_are_dots_without_a_line() -> None:
    drawn = sparkline([1, None, 3], dots_only=True)
    assert (drawn.segments, len(drawn.dots)) == ((), 1)


def test_single_figure_makes_no_sparkline() -> None:
    assert sparkline([None, 4.0]).last is None


def test_far_target_never_flattens_the_line() -> None:
    assert sparkline([0.50, 0.51, 0.52], target=0.95).target is None
    assert sparkline([0.50, 0.51, 0.52], target=0.53).target is not None


def test_strip_places_a_corps_among_the_others() -> None:
    drawn = strip([0.37, 0.45, 0.56], here=0.45, mean=0.4556)
    assert at(drawn.ticks[0]) < at(drawn.here) < at(drawn.mean) < at(drawn.ticks[2])
    assert strip([], here=None).ticks == ()
