"""From the places that delivered to corps and areas."""

import numpy as np
import pytest

from legitimacy.indicators.definitions import State
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps
from legitimacy.scorecards.deliveries import deliveries_compute
from tests.people import corps_make
from tests.scorecards.world import all_counted, counted, deliver, municipality_make, region_make, residents_set


def test_survey_shares_of_towns_are_weighted_by_their_residents(demervallei: Corps) -> None:
    deliver(municipality_make(demervallei, "10001", 30_000), "PRV-03", "2023", value=0.40)
    deliver(municipality_make(demervallei, "10002", 10_000), "PRV-03", "2023", value=0.60)
    assert counted(demervallei, "PRV-03", "2023").value == pytest.approx(0.45)


def test_counts_of_records_of_towns_are_summed_not_weighted(demervallei: Corps) -> None:
    deliver(municipality_make(demervallei, "10001", 30_000), "EFF-18", "2023", 300, 30_000)
    deliver(municipality_make(demervallei, "10002", 10_000), "EFF-18", "2023", 200, 10_000)
    row = counted(demervallei, "EFF-18", "2023")
    assert (row.numerator, row.denominator, row.value) == (500, 40_000, 12.5)


def test_a_town_that_delivered_nothing_leaves_its_residents_uncovered(demervallei: Corps) -> None:
    deliver(municipality_make(demervallei, "10001", 30_000), "PRV-03", "2023", value=0.40)
    municipality_make(demervallei, "10002", 10_000)
    row = counted(demervallei, "PRV-03", "2023")
    assert (row.value, row.coverage) == (0.40, 0.75)


def test_the_nearest_earlier_population_counts(demervallei: Corps) -> None:
    town = municipality_make(demervallei, "10001", 30_000)
    other = municipality_make(demervallei, "10002", 10_000)
    for year, residents in ((2022, 10_000), (2024, 90_000)):
        residents_set(town, residents, day=np.datetime64(f"{year}-01-01").astype(object))
    deliver(town, "PRV-03", "2023", value=0.40)
    deliver(other, "PRV-03", "2023", value=0.60)
    assert counted(demervallei, "PRV-03", "2023").value == pytest.approx(0.50)


def test_medians_of_towns_are_not_combined(demervallei: Corps) -> None:
    for code in ("10001", "10002"):
        deliver(municipality_make(demervallei, code, 10_000), "EFF-06", "2025-Q4", value=90, n=20)
    assert counted(demervallei, "EFF-06", "2025-Q4").state == State.NOT_DELIVERED


def test_the_figure_of_a_corps_goes_before_those_of_its_towns(demervallei: Corps) -> None:
    deliver(municipality_make(demervallei, "10001", 30_000), "PRV-03", "2023", value=0.40)
    deliver(demervallei, "PRV-03", "2023", value=0.70)
    assert counted(demervallei, "PRV-03", "2023").value == 0.70


def test_who_delivered_nothing_is_not_delivered_when_others_of_the_register_did(
    demervallei: Corps, heidekant: Corps, belgian_corps: Corps
) -> None:
    deliver(heidekant, "EFF-01", "2025-Q4", 4, 8)
    row = counted(demervallei, "EFF-01", "2025-Q4")
    assert (row.state, row.origin, row.coverage) == (State.NOT_DELIVERED, "simulated", 0.0)
    assert np.isnan(row.value)
    assert belgian_corps.pk not in set(all_counted("EFF-01", "2025-Q4")["subject_id"])


def test_a_state_that_was_delivered_is_kept(demervallei: Corps) -> None:
    deliver(demervallei, "DRV-12", "2025-Q4", state=State.NOT_APPLICABLE)
    assert counted(demervallei, "DRV-12", "2025-Q4").state == State.NOT_APPLICABLE


def test_a_share_of_nothing_is_too_few_and_not_zero(demervallei: Corps) -> None:
    deliver(demervallei, "EFF-01", "2025-Q4", 0, 0)
    row = counted(demervallei, "EFF-01", "2025-Q4")
    assert row.state == State.TOO_FEW
    assert np.isnan(row.value)


def test_an_area_weighs_its_corps_by_residents_and_inherits_their_origin(demervallei: Corps, heidekant: Corps) -> None:
    nation = region_make("VBL")
    region = region_make("VBL-X", parent=nation)
    for corps, residents, share in ((demervallei, 30_000, 0.40), (heidekant, 10_000, 0.60)):
        residents_set(corps, residents)
        Corps.objects.filter(pk=corps.pk).update(region=region)
        deliver(corps, "PRV-03", "2023", value=share)
    row = counted(region, "PRV-03", "2023")
    assert (round(row.value, 9), row.coverage, row.origin) == (0.45, 1.0, "simulated")
    assert counted(nation, "PRV-03", "2023").value == row.value


def test_an_area_of_which_less_than_two_thirds_is_covered_carries_no_figure(demervallei: Corps) -> None:
    region = region_make("VBL")
    neighbour = corps_make("V019", "Neighbour")
    for corps, residents in ((demervallei, 30_000), (neighbour, 20_000)):
        residents_set(corps, residents)
    Corps.objects.update(region=region)
    deliver(demervallei, "PRV-03", "2023", value=0.40)
    row = counted(region, "PRV-03", "2023")
    assert (row.state, row.coverage) == (State.NOT_DELIVERED, 0.6)


def test_a_restricted_count_equals_the_rows_of_the_full_one(demervallei: Corps, heidekant: Corps) -> None:
    for corps in (demervallei, heidekant):
        deliver(municipality_make(corps, f"1{corps.pk:04d}", 10_000), "EFF-01", "2025-Q4", 4, 8)
        deliver(corps, "EFF-11", "2025-Q4", 2, 8)
    full = deliveries_compute(Period(2025, 4))
    few = deliveries_compute(Period(2025, 4), frozenset({demervallei.pk}), frozenset({"EFF-01"}))
    wanted = full[(full["subject_id"] == demervallei.pk) & (full["indicator"] == "EFF-01")]
    assert few.drop(columns="as_of").equals(wanted.reset_index(drop=True).drop(columns="as_of"))
