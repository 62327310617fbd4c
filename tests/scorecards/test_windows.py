"""Quarters pooled into windows."""

import pytest

from legitimacy.indicators.definitions import State
from legitimacy.models import Corps
from tests.scorecards.world import counted, deliver, deliver_quarters


def test_a_rolling_year_sums_the_counts_of_its_quarters(demervallei: Corps) -> None:
    deliver_quarters(demervallei, "EFF-07", "2025-Q4", (99, 99), (1, 10), (2, 10), (3, 10), (4, 10))
    row = counted(demervallei, "EFF-07", "2025-Q4")
    assert (row.numerator, row.denominator, row.value) == (10, 40, 0.25)


def test_thirty_six_months_sum_twelve_quarters(demervallei: Corps) -> None:
    deliver_quarters(demervallei, "LEG-08", "2025-Q4", (99, 99), *[(1, 2)] * 12)
    row = counted(demervallei, "LEG-08", "2025-Q4")
    assert (row.numerator, row.denominator) == (12, 24)


def test_a_missing_quarter_makes_the_window_not_delivered(demervallei: Corps) -> None:
    for quarter in ("2024-Q4", "2025-Q1", "2025-Q3", "2025-Q4"):
        deliver(demervallei, "EFF-07", quarter, 5, 10)
    assert counted(demervallei, "EFF-07", "2025-Q4").state == State.NOT_DELIVERED


def test_leaving_out_the_newest_quarter_makes_the_window_not_delivered(demervallei: Corps, heidekant: Corps) -> None:
    deliver_quarters(demervallei, "EFF-07", "2025-Q3", *[(5, 10)] * 6)
    deliver(heidekant, "EFF-07", "2025-Q4", 5, 10)
    assert counted(demervallei, "EFF-07", "2025-Q4").state == State.NOT_DELIVERED


def test_a_window_begins_where_the_corps_began_to_deliver(demervallei: Corps) -> None:
    deliver_quarters(demervallei, "EFF-07", "2025-Q4", (1, 10), (2, 10))
    row = counted(demervallei, "EFF-07", "2025-Q4")
    assert (row.state, row.denominator) == (State.OK, 20)


def test_a_quarter_in_which_nothing_was_due_is_not_missed(demervallei: Corps) -> None:
    deliver_quarters(demervallei, "EFF-07", "2025-Q2", *[(5, 10)] * 3)
    deliver(demervallei, "EFF-07", "2025-Q3", state=State.NOT_DUE)
    deliver(demervallei, "EFF-07", "2025-Q4", 5, 10)
    row = counted(demervallei, "EFF-07", "2025-Q4")
    assert (row.state, row.denominator) == (State.OK, 30)


def test_a_rejected_quarter_rejects_the_window(demervallei: Corps) -> None:
    deliver_quarters(demervallei, "EFF-07", "2025-Q4", (5, 10), (5, 10), (5, 10))
    deliver(demervallei, "EFF-07", "2025-Q1", 5, 10, state=State.REJECTED)
    assert counted(demervallei, "EFF-07", "2025-Q4").state == State.REJECTED


def test_a_median_stands_for_the_window_that_ends_there(demervallei: Corps) -> None:
    deliver(demervallei, "EFF-06", "2025-Q3", value=120, n=30)
    deliver(demervallei, "EFF-06", "2025-Q4", value=90, n=40, lower=70, upper=110)
    row = counted(demervallei, "EFF-06", "2025-Q4")
    assert (row.value, row.lower, row.upper, row.n) == (90, 70, 110, 40)


def test_a_snapshot_takes_the_quarter_itself(demervallei: Corps) -> None:
    deliver_quarters(demervallei, "EFF-08", "2025-Q4", (9, 10), (2, 10))
    assert counted(demervallei, "EFF-08", "2025-Q4").value == pytest.approx(0.2)


def test_exposure_of_the_quarters_adds_up_to_person_years(demervallei: Corps) -> None:
    deliver_quarters(demervallei, "LEG-01", "2025-Q4", *[(5, 10_000)] * 4)
    row = counted(demervallei, "LEG-01", "2025-Q4")
    assert (row.numerator, row.denominator, row.value) == (20, 40_000, 5.0)
