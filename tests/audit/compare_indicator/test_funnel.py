"""The funnel of one indicator: flags on z*, back in the unit of the indicator, and a sentence where there is none."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import false_discovery_control, norm

from audit.selectors.compare.distribution import stacked
from audit.selectors.compare.funnel import (
    FunnelPicture,
    NoFunnel,
    Place,
    counts_of,
    funnel_answer,
    place_of,
)
from audit.selectors.compare.ranks import ranks_of
from audit.views.compare_indicator.panels import log_ticks
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.indicators.definitions import Direction, State, Visibility
from legitimacy.indicators.intervals import survey_share_interval
from legitimacy.indicators.registry import indicators
from legitimacy.models import Corps
from tests.dashboard.figures import share_of, value_of

REFERENCES = Path(__file__).parents[2] / "references"


def corps_of(count: int) -> list[Corps]:
    return [Corps(pk=at + 1, code=f"V{at:03}", name=f"Corps {at}", register="example") for at in range(count)]


def shares(counts: list[tuple[int, int]], indicator: str = "EFF-19") -> dict[str, VisibleValue]:
    return {f"V{at:03}": share_of(x, n, indicator) for at, (x, n) in enumerate(counts)}


def picture_of(counts: list[tuple[int, int]], indicator: str = "EFF-19") -> FunnelPicture:
    found = funnel_answer(indicators.get(indicator), corps_of(len(counts)), shares(counts, indicator)).picture
    assert found is not None
    return found


ALIKE = [(800 + 3 * at, 1000) for at in range(12)]


def test_one_corps_far_below_asks_a_question_and_the_others_do_not() -> None:
    found = picture_of([*ALIKE, (550, 1000)])
    assert [point.corps.code for point in found.flagged] == ["V012"]
    assert found.flagged[0].place is Place.ASKS
    assert found.expected == pytest.approx(13 * 0.002)


def test_one_far_above_is_one_to_learn_from_and_the_other_way_where_lower_is_better() -> None:
    assert picture_of([*ALIKE, (990, 1000)]).flagged[0].place is Place.LEARNS
    assert picture_of([*ALIKE, (990, 1000)], "EFF-08").flagged[0].place is Place.ASKS


@pytest.mark.parametrize(
    ("direction", "place"),
    [
        (Direction.HIGHER, Place.LEARNS),
        (Direction.LOWER, Place.ASKS),
        (Direction.BAND, Place.DIFFERS),
        (Direction.CONTEXT, Place.INSIDE),
    ],
)
def test_what_being_outside_means_depends_on_the_direction(direction: Direction, place: Place) -> None:
    assert place_of(True, 4.0, direction) is place
    assert place_of(False, 4.0, direction) is Place.INSIDE


def test_background_indicators_flag_nobody_and_list_nobody() -> None:
    found = picture_of([*ALIKE, (100, 1000)], "EFF-20")
    assert abs(found.points[-1].z_adjusted) > 3.1
    assert (found.flagged, found.listed) == ([], [])


def test_flags_go_by_the_adjusted_score_and_not_by_the_drawn_line() -> None:
    """Spread much wider than counting explains: outside the plain limits, inside the ones that allow for it."""
    found = picture_of([(500 + 40 * at, 1000) for at in range(12)])
    low, _high = found.limits(1000, 0.998, adjusted=False)
    assert found.points[0].value < low
    assert found.flagged == []


def test_limits_of_rates_equal_those_of_funnelplotr() -> None:
    """Reference: FunnelPlotR's unadjusted limits of a ratio with target 1, at expected counts of 1 to 200."""
    rows = pd.read_csv(REFERENCES / "funnel_poisson_limits.csv")
    passport = indicators.get("LEG-01")
    values = {
        f"V{at:03}": value_of("LEG-01", value=20 / 50_000 * 10_000, numerator=20.0, denominator=50_000.0)
        for at in range(10)
    }
    found = funnel_answer(passport, corps_of(10), values).picture
    assert found is not None
    assert found.centre == pytest.approx(4.0)
    for level, low, high in ((0.95, "ll95", "ul95"), (0.998, "ll998", "ul998")):
        for expected, lower, upper in rows[["number_seq", low, high]].to_numpy(dtype=float).tolist():
            limits = found.limits(expected / 20 * 50_000, level, adjusted=False)
            assert limits == pytest.approx((lower * 4.0, upper * 4.0), abs=1e-5)


def test_the_list_of_the_auditor_is_that_of_scipy() -> None:
    generator = np.random.default_rng(5)
    counts = [(int(generator.binomial(400, 0.8)), 400) for _ in range(20)] + [(250, 400), (390, 400)]
    found = picture_of(counts)
    p_values = [2 * norm.sf(abs(point.z_adjusted)) for point in found.points]
    assert [point.is_listed for point in found.points] == list(false_discovery_control(p_values) <= 0.05)
    assert [point.is_listed for point in found.points[-2:]] == [True, True]


def test_a_survey_counts_with_its_effective_number_of_answers() -> None:
    passport = indicators.get("PRV-03")
    lower, upper = survey_share_interval(0.6, 900, 1.8)
    known = value_of("PRV-03", "2025", value=0.6, numerator=540.0, denominator=900.0, lower=lower, upper=upper)
    assert counts_of(known, passport) == pytest.approx((0.6 * 500, 500))
    unknown = value_of("PRV-03", "2025", value=0.6, numerator=540.0, denominator=900.0)
    assert counts_of(unknown, passport) == pytest.approx((0.6 * 600, 600))


def test_a_hidden_or_missing_figure_takes_no_part() -> None:
    values = shares(ALIKE)
    values["V000"] = value_of("EFF-19", visibility=Visibility.SUPPRESSED)
    values["V001"] = value_of("EFF-19", state=State.NOT_DELIVERED)
    found = funnel_answer(indicators.get("EFF-19"), corps_of(12), values).picture
    assert found is not None
    assert [point.corps.code for point in found.points] == [f"V{at:03}" for at in range(2, 12)]
    assert found.centre == pytest.approx(sum(x for x, _n in ALIKE[2:]) / 10_000)


@pytest.mark.parametrize(
    ("indicator", "values", "why", "count"),
    [
        ("EFF-19", {}, NoFunnel.NO_VALUES, 0),
        ("EFF-19", shares(ALIKE[:9]), NoFunnel.TOO_FEW, 9),
        ("EFF-06", {f"V{at:03}": value_of("EFF-06", value=40.0) for at in range(12)}, NoFunnel.NO_COUNT, 12),
        ("PRV-03", {f"V{at:03}": value_of("PRV-03", "2023", value=0.4) for at in range(12)}, NoFunnel.NO_COUNT, 12),
        ("EFF-12", shares(ALIKE, "EFF-12"), NoFunnel.ELSEWHERE, 0),
        (
            "LEG-01",
            {f"V{at:03}": value_of("LEG-01", value=0.0, numerator=0.0, denominator=9e4) for at in range(12)},
            NoFunnel.NO_EVENT,
            12,
        ),
    ],
)
def test_why_there_is_no_funnel(indicator: str, values: dict[str, VisibleValue], why: NoFunnel, count: int) -> None:
    found = funnel_answer(indicators.get(indicator), corps_of(12), values)
    assert (found.picture, found.why_not, found.count) == (None, why, count)


def test_everybody_at_the_top_is_a_funnel_without_flags() -> None:
    found = picture_of([(100, 100)] * 12)
    assert found.flagged == []
    assert found.limits(100, 0.95, adjusted=True)[1] == pytest.approx(1.0)


def test_ranks_stand_only_where_they_tell_apart_and_come_out_the_same_each_time() -> None:
    passport = indicators.get("EFF-19")
    found = picture_of([*ALIKE, (100, 1000)])
    first, again = (ranks_of(found.points, passport, "2026") for _ in range(2))
    assert first == again
    last = first["V012"]
    assert last is not None
    assert (last.rank, last.lower, last.upper, last.group) == (13, 13, 13, 13)
    assert [first[f"V{at:03}"] for at in range(12)] == [None] * 12


@pytest.mark.parametrize("indicator", ["EFF-20", "EFF-21"])
def test_background_figures_and_complete_counts_have_no_ranks(indicator: str) -> None:
    assert ranks_of(picture_of(ALIKE, indicator).points, indicators.get(indicator), "2026") == {}


def test_like_figures_are_stacked_in_place() -> None:
    found = stacked([0.1, 0.1, 0.5, 0.9])
    assert found is not None
    assert (found.y, found.tallest, found.median) == ((1, 2, 1, 1), 2, 0.3)
    assert found.x[0] == pytest.approx(0.1, abs=0.02)


def test_equal_figures_make_one_stack_and_none_make_nothing() -> None:
    found = stacked([3.0, 3.0])
    assert found is not None
    assert (found.x, found.y) == ((3.0, 3.0), (1, 2))
    assert stacked([]) is None


def test_a_wide_range_of_sizes_gets_round_marks_on_a_logarithmic_axis() -> None:
    assert log_ticks(100, 900) == []
    assert [size for size, _text in log_ticks(120, 9_000)] == [100, 200, 500, 1_000, 2_000, 5_000, 10_000]
