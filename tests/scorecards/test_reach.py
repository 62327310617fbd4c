"""Which figures reach which values and scorecards."""

import pytest

from legitimacy.indicators.definitions import Window
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators
from legitimacy.scorecards.reach import base_periods, scorecards_reached, stands_on, value_periods, values_reached


def periods(*texts: str) -> list[Period]:
    return [Period.parse(text) for text in texts]


def test_a_rolling_year_pools_the_quarter_and_the_three_before_it() -> None:
    expected = periods("2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2")
    assert list(base_periods(Period(2025, 2), Window.ROLLING_12_MONTHS)) == expected


def test_a_figure_of_a_quarter_enters_that_window_and_the_three_after_it() -> None:
    expected = periods("2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1")
    assert list(values_reached(Period(2025, 2), Window.ROLLING_12_MONTHS)) == expected


def test_a_figure_of_a_year_enters_no_window_of_quarters() -> None:
    assert values_reached(Period(2025), Window.ROLLING_36_MONTHS) == ()
    assert values_reached(Period(2025, 1), Window.SURVEY_WAVE) == ()


@pytest.mark.parametrize(
    ("value", "scorecard", "stands"),
    [
        ("2023", "2023", True),
        ("2023", "2025-Q4", True),
        ("2023", "2026-Q3", True),
        ("2023", "2026-Q4", False),
        ("2023", "2023-Q3", False),
        ("2023-Q4", "2023", True),
    ],
)
def test_a_survey_wave_stands_for_less_than_thirty_six_months(value: str, scorecard: str, stands: bool) -> None:
    assert stands_on(Period.parse(value), Period.parse(scorecard), 36) is stands


def test_a_rolling_value_never_stands_in_for_the_next_quarter() -> None:
    assert value_periods(Period(2025, 4), indicators.get("EFF-07")) == (Period(2025, 4),)


def test_a_snapshot_stands_for_a_year() -> None:
    expected = periods("2025-Q4", "2025-Q3", "2025-Q2", "2025-Q1")
    assert list(value_periods(Period(2025, 4), indicators.get("DRV-04"))) == expected


def test_a_year_takes_quarterly_values_at_its_end() -> None:
    assert value_periods(Period(2025), indicators.get("EFF-07")) == (Period(2025, 4),)


def test_a_changed_survey_touches_every_known_scorecard_on_which_it_stands() -> None:
    known = periods("2022", "2023", "2023-Q4", "2025-Q1", "2026-Q4")
    touched = scorecards_reached(Period(2023), indicators.get("PRV-03"), known)
    assert touched == set(periods("2023", "2023-Q4", "2025-Q1"))
