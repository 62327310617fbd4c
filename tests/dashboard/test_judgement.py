"""Words for figures: nothing that may be chance is called better or worse, and missing is never low."""

import pytest

from legitimacy.charts.micro import Goalposts
from legitimacy.indicators.definitions import Direction, State, Visibility, Window
from legitimacy.judgement import change_of, earlier_period, part_change, standing_of
from legitimacy.standings import Movement, Standing
from tests.dashboard.figures import part_of, share_of, value_of

POSTS = Goalposts(floor=0.6, target=0.95)
BAND = Goalposts(outer_low=0.5, band_low=0.9, band_high=1.1, outer_high=1.5)


@pytest.mark.parametrize(
    ("successes", "trials", "standing"),
    [(96, 100, Standing.MET), (92, 100, Standing.NEARLY), (700, 1000, Standing.BELOW), (9, 10, Standing.NEARLY)],
)
def test_short_of_the_target_within_its_margin_is_nearly(successes: int, trials: int, standing: Standing) -> None:
    assert standing_of(share_of(successes, trials), Direction.HIGHER, POSTS) is standing


def test_four_fifths_of_the_way_is_nearly_even_when_it_is_sure() -> None:
    sure = value_of(value=0.9, lower=0.899, upper=0.901, score=85.7)
    assert standing_of(sure, Direction.HIGHER, POSTS) is Standing.NEARLY


def test_lower_is_better_turns_the_judgement_round() -> None:
    days = Goalposts(floor=180, target=45)
    assert standing_of(value_of("EFF-06", value=40.0), Direction.LOWER, days) is Standing.MET
    assert standing_of(value_of("EFF-06", value=90.0), Direction.LOWER, days) is Standing.BELOW


def test_band_is_met_inside_and_not_beyond() -> None:
    assert standing_of(value_of(value=1.0), Direction.BAND, BAND) is Standing.MET
    assert standing_of(value_of(value=1.3), Direction.BAND, BAND) is Standing.BELOW


@pytest.mark.parametrize("state", [state for state in State if state is not State.OK])
def test_missing_is_a_word_of_its_own(state: State) -> None:
    assert standing_of(value_of(state=state), Direction.HIGHER, POSTS).value == state.value


@pytest.mark.parametrize("visibility", [Visibility.SUPPRESSED, Visibility.BAND])
def test_what_may_not_be_shown_is_called_too_small(visibility: Visibility) -> None:
    hidden = value_of(visibility=visibility)
    assert standing_of(hidden, Direction.HIGHER, POSTS) is Standing.SUPPRESSED


def test_context_is_never_judged() -> None:
    assert standing_of(value_of("LEG-01", value=3.0), Direction.CONTEXT, Goalposts()) is Standing.CONTEXT


def test_change_within_newcombe_s_margin_is_steady() -> None:
    change = change_of(share_of(46, 50), share_of(44, 50, period="2024-Q4"), Direction.HIGHER)
    assert change.movement is Movement.STEADY
    assert not change.is_clear


@pytest.mark.parametrize(
    ("direction", "movement"),
    [
        (Direction.HIGHER, Movement.IMPROVING),
        (Direction.LOWER, Movement.WORSENING),
        (Direction.CONTEXT, Movement.CHANGED),
    ],
)
def test_clear_change_is_read_with_the_direction(direction: Direction, movement: Movement) -> None:
    change = change_of(share_of(950, 1000), share_of(800, 1000, period="2024-Q4"), direction)
    assert change.movement is movement


def test_survey_without_a_size_says_nothing_about_change() -> None:
    change = change_of(value_of("PRV-03", value=0.5), value_of("PRV-03", "2020", value=0.3), Direction.HIGHER)
    assert change.movement is Movement.UNKNOWN


def test_every_change_of_a_complete_count_is_real() -> None:
    change = change_of(value_of(value=0.5), value_of(value=0.4), Direction.HIGHER, sampled=False)
    assert change.movement is Movement.IMPROVING


def test_no_earlier_figure_is_no_change() -> None:
    assert change_of(share_of(46, 50), None, Direction.HIGHER).movement is Movement.UNKNOWN


@pytest.mark.parametrize(
    ("period", "window", "earlier"),
    [
        ("2025-Q4", Window.ROLLING_12_MONTHS, "2024-Q4"),
        ("2025-Q4", Window.ROLLING_36_MONTHS, "2022-Q4"),
        ("2023", Window.SURVEY_WAVE, "2022"),
    ],
)
def test_earlier_window_never_overlaps(period: str, window: Window, earlier: str) -> None:
    assert earlier_period(period, window) == earlier


def test_score_moves_only_beyond_the_joint_range() -> None:
    assert part_change(part_of(score=68), part_of(period="2024-Q4", score=64)).movement is Movement.STEADY
    assert part_change(part_of(score=80), part_of(period="2024-Q4", score=60)).movement is Movement.IMPROVING
    assert part_change(part_of(score=None), part_of(score=60)).movement is Movement.UNKNOWN
