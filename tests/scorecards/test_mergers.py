"""Merged corps: predecessors' counts summed, by the share that went over, never averages."""

import csv
from datetime import date
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from django.conf import settings
from django.core.management import call_command

from legitimacy.indicators.definitions import State
from legitimacy.models import Corps, CorpsLink
from tests.people import corps_make
from tests.scorecards.world import all_counted, counted, deliver, deliver_quarters, region_make, residents_set

DATA = Path(settings.BASE_DIR) / "data" / "belgium"
FOUNDED = date(2024, 1, 1)


def merge(successor: Corps, *predecessors: Corps, share: float = 1.0, on: date = FOUNDED) -> None:
    for predecessor in predecessors:
        CorpsLink.objects.create(predecessor=predecessor, successor=successor, on=on, share=share)
        Corps.objects.filter(pk=predecessor.pk).update(valid_to=date(on.year - 1, 12, 31))
    Corps.objects.filter(pk=successor.pk).update(valid_from=on)


@pytest.fixture
def merged(demervallei: Corps, heidekant: Corps) -> Corps:
    """Demervallei and Heidekant, merged on 1 January 2024."""
    successor = corps_make("V090", "Demerkant")
    merge(successor, demervallei, heidekant)
    return successor


def test_the_real_mergers_sum_their_predecessors_counts(db: None) -> None:
    for name in ("zones", "zone_mergers_2013_2021"):
        call_command("corps_import", str(DATA / f"{name}.csv"), stdout=StringIO())
    text = (DATA / "zone_mergers_2013_2021.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    expected: dict[str, float] = {}
    for count, row in enumerate(rows, start=1):
        deliver(Corps.objects.get(code=row["predecessor_code"]), "EFF-18", "2012", count, 1000 * count)
        expected[row["successor_code"]] = expected.get(row["successor_code"], 0) + count
    values = all_counted("EFF-18", "2012")
    back_cast = values[values["back_cast"]].set_index("subject_id")["numerator"]
    found = {code: back_cast[pk] for code, pk in Corps.objects.filter(code__in=expected).values_list("code", "pk")}
    assert found == pytest.approx(expected)
    assert len(expected) == 9


def test_counts_are_summed_and_marked_as_back_cast(merged: Corps, demervallei: Corps, heidekant: Corps) -> None:
    deliver(demervallei, "EFF-18", "2023", 100, 10_000)
    deliver(heidekant, "EFF-18", "2023", 500, 20_000)
    row = counted(merged, "EFF-18", "2023")
    assert (row.numerator, row.denominator, row.value, row.back_cast) == (600, 30_000, 20.0, True)


def test_a_predecessor_that_splits_gives_its_share(demervallei: Corps) -> None:
    north, south = corps_make("V091", "North"), corps_make("V092", "South")
    merge(north, demervallei, share=0.25)
    merge(south, demervallei, share=0.75)
    deliver(demervallei, "EFF-18", "2023", 100, 10_000)
    assert counted(north, "EFF-18", "2023").numerator == 25
    assert counted(south, "EFF-18", "2023").numerator == 75


def test_a_corps_merged_twice_is_built_from_its_first_merger(
    merged: Corps, demervallei: Corps, heidekant: Corps
) -> None:
    greater = corps_make("V093", "Greater Demerkant")
    merge(greater, merged, on=date(2025, 1, 1))
    deliver(demervallei, "EFF-18", "2023", 100, 10_000)
    deliver(heidekant, "EFF-18", "2023", 500, 20_000)
    assert counted(greater, "EFF-18", "2023").numerator == 600


def test_shares_without_sample_sizes_are_never_averaged(merged: Corps, demervallei: Corps, heidekant: Corps) -> None:
    deliver(demervallei, "PRV-03", "2023", value=0.4)
    deliver(heidekant, "PRV-03", "2023", value=0.6)
    row = counted(merged, "PRV-03", "2023")
    assert row.state == State.NOT_DELIVERED
    assert np.isnan(row.value)


def test_a_window_over_the_merger_sums_both_sides_of_it(merged: Corps, demervallei: Corps, heidekant: Corps) -> None:
    for corps in (demervallei, heidekant):
        deliver_quarters(corps, "EFF-07", "2023-Q4", (1, 10), (1, 10))
    deliver_quarters(merged, "EFF-07", "2024-Q2", (4, 20), (4, 20))
    row = counted(merged, "EFF-07", "2024-Q2")
    assert (row.numerator, row.denominator, row.back_cast) == (12, 80, True)


def test_a_predecessor_owes_nothing_after_its_end(merged: Corps, demervallei: Corps) -> None:
    deliver(merged, "EFF-18", "2024", 100, 10_000)
    assert demervallei.pk not in set(all_counted("EFF-18", "2024")["subject_id"])


def test_an_area_counts_predecessors_once(merged: Corps, demervallei: Corps, heidekant: Corps) -> None:
    region = region_make("VBL")
    Corps.objects.update(region=region)
    for corps in (demervallei, heidekant):
        residents_set(corps, 10_000)
        deliver(corps, "EFF-18", "2023", 100, 10_000)
    residents_set(merged, 20_000)
    assert counted(region, "EFF-18", "2023").numerator == 200
