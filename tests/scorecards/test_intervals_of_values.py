"""The interval of each kind of figure."""

import numpy as np
import pytest

from legitimacy.indicators.intervals import byar_interval, mean_interval, survey_share_interval, wilson_interval
from legitimacy.models import Corps
from tests.scorecards.world import counted, deliver, deliver_quarters, municipality_make


def test_a_share_of_records_has_wilsons_interval(demervallei: Corps) -> None:
    deliver_quarters(demervallei, "EFF-07", "2025-Q4", *[(5, 10)] * 4)
    row = counted(demervallei, "EFF-07", "2025-Q4")
    assert (row.lower, row.upper) == pytest.approx(tuple(wilson_interval(20, 40)))
    assert row.n == 40


def test_a_survey_share_has_the_design_effect_of_one_and_a_half_where_none_was_published(demervallei: Corps) -> None:
    deliver(demervallei, "PRV-03", "2023", value=0.45, n=600)
    row = counted(demervallei, "PRV-03", "2023")
    assert (row.lower, row.upper) == pytest.approx(tuple(survey_share_interval(0.45, 600, 1.5)))


def test_a_published_design_effect_is_used(demervallei: Corps) -> None:
    deliver(demervallei, "PRV-03", "2023", 270, 600, design_effect=2.0)
    row = counted(demervallei, "PRV-03", "2023")
    assert (row.lower, row.upper) == pytest.approx(tuple(survey_share_interval(0.45, 600, 2.0)))


def test_a_complete_count_has_no_interval(demervallei: Corps) -> None:
    deliver(demervallei, "EFF-01", "2025-Q4", 4, 8)
    row = counted(demervallei, "EFF-01", "2025-Q4")
    assert row.value == 0.5
    assert np.isnan([row.lower, row.upper]).all()


def test_a_rate_has_byars_interval_on_its_scale(demervallei: Corps) -> None:
    deliver_quarters(demervallei, "LEG-01", "2025-Q4", *[(5, 10_000)] * 4)
    row = counted(demervallei, "LEG-01", "2025-Q4")
    expected = tuple(limit * 10_000 for limit in byar_interval(20, 40_000))
    assert (row.lower, row.upper) == pytest.approx(expected)


def test_a_mean_has_the_normal_interval_of_its_deviation_and_design_effect(demervallei: Corps) -> None:
    deliver(demervallei, "PRV-01", "2023", value=60, n=400, deviation=20, design_effect=1.2)
    row = counted(demervallei, "PRV-01", "2023")
    assert (row.lower, row.upper) == pytest.approx(tuple(mean_interval(60, 20, 400, 1.2)))


def test_a_ratio_keeps_the_limits_that_were_delivered(demervallei: Corps) -> None:
    deliver(demervallei, "DRV-06", "2025-Q4", value=0.4, lower=0.3, upper=0.5, n=250)
    row = counted(demervallei, "DRV-06", "2025-Q4")
    assert (row.value, row.lower, row.upper, row.n) == (0.4, 0.3, 0.5, 250)


def test_towns_with_samples_give_the_corps_the_interval_of_a_weighted_mean(demervallei: Corps) -> None:
    deliver(municipality_make(demervallei, "10001", 30_000), "PRV-03", "2023", value=0.40, n=300)
    deliver(municipality_make(demervallei, "10002", 10_000), "PRV-03", "2023", value=0.60, n=300)
    row = counted(demervallei, "PRV-03", "2023")
    effective = 40_000**2 / (30_000**2 / 200 + 10_000**2 / 200)
    assert (row.lower, row.upper) == pytest.approx(tuple(wilson_interval(0.45 * effective, effective)))
    assert row.n == 600


def test_one_town_without_a_sample_size_takes_the_interval_away(demervallei: Corps) -> None:
    deliver(municipality_make(demervallei, "10001", 30_000), "PRV-03", "2023", value=0.40, n=300)
    deliver(municipality_make(demervallei, "10002", 10_000), "PRV-03", "2023", value=0.60)
    row = counted(demervallei, "PRV-03", "2023")
    assert np.isnan([row.lower, row.upper, row.n]).all()
