"""Consecutive windows, revisions, whole tables."""

from dataclasses import replace

import pytest

from legitimacy.disclosure.carried import value_periods
from legitimacy.disclosure.cells import Cell
from legitimacy.disclosure.decisions import verdicts
from legitimacy.disclosure.policy import measures_read
from legitimacy.disclosure.windows import Ledger
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators
from legitimacy.models.disclosure import Audience
from legitimacy.scorecards import reach

MEASURES = measures_read({})


def cell(
    value_id: int, period: str, numerator: float, base: float, indicator: str = "EFF-07", subject: int = 1
) -> Cell:
    return Cell(
        value_id=value_id, subject_id=subject, register="example", indicator=indicator, period=period, state="ok",
        numerator=numerator, denominator=base, value=numerator / base, n=None,
    )  # fmt: skip


def reasons(cells: list[Cell], ledger: Ledger | None = None, audience: str = Audience.PUBLIC) -> list[str]:
    decided = verdicts(cells, audience=audience, measures=MEASURES, ledger=ledger)
    return [decided[one.value_id].reason for one in cells]


def test_one_small_cell_hides_no_other_corps_where_nothing_adds_up() -> None:
    table = [cell(1, "2025-Q4", 3, 200), cell(2, "2025-Q4", 100, 200, subject=2)]
    assert reasons(table, Ledger()) == ["table_has_small_cells", ""]


def test_a_table_of_another_period_or_register_is_not_touched() -> None:
    small = cell(1, "2024-Q4", 3, 200)
    others = [cell(2, "2025-Q4", 100, 200), replace(cell(3, "2024-Q4", 100, 200, subject=3), register="belgium")]
    assert reasons([small, *others], Ledger()) == ["table_has_small_cells", "", ""]


def test_own_corps_loses_no_table() -> None:
    table = [cell(1, "2025-Q4", 3, 200), cell(2, "2025-Q4", 100, 200, subject=2)]
    assert reasons(table, audience=Audience.CORPS) == ["", ""]


def test_newest_of_overlapping_windows_is_published() -> None:
    quarters = [cell(i, f"2025-Q{i}", 60, 160, "LEG-11") for i in (1, 2, 3, 4)]
    assert reasons(quarters, Ledger()) == ["window_overlaps"] * 3 + [""]


def test_windows_of_36_months_wait_three_years() -> None:
    cells = [cell(1, "2022-Q4", 60, 160, "LEG-11"), cell(2, "2023-Q1", 60, 160, "LEG-11")]
    ledger = Ledger()
    assert reasons(cells[:1], ledger) == [""]
    assert reasons(cells[1:], ledger) == ["window_overlaps"]
    assert reasons([cell(3, "2025-Q4", 60, 160, "LEG-11")], ledger) == [""]


def test_large_ordinary_counts_may_be_published_every_quarter() -> None:
    assert reasons([cell(i, f"2025-Q{i}", 600, 1600) for i in (1, 2, 3, 4)], Ledger()) == [""] * 4


def test_ordinary_counts_that_are_small_per_quarter_follow_the_rule() -> None:
    assert reasons([cell(i, f"2025-Q{i}", 19, 1600) for i in (3, 4)], Ledger()) == ["window_overlaps", ""]


def test_quarters_and_snapshots_do_not_overlap() -> None:
    assert reasons([cell(i, f"2025-Q{i}", 19, 160, "EFF-08") for i in (3, 4)], Ledger()) == ["", ""]


def test_what_was_published_stays_published() -> None:
    ledger, one = Ledger(), cell(1, "2025-Q3", 60, 160, "LEG-11")
    assert reasons([one], ledger) == [""]
    assert reasons([one, cell(2, "2025-Q4", 60, 160, "LEG-11")], ledger) == ["", "window_overlaps"]


@pytest.mark.parametrize(("numerator", "base", "reason"), [(61, 160, "revision_small"), (70, 170, ""), (60, 170, "")])
def test_a_revision_is_published_only_when_enough_records_changed(numerator: float, base: float, reason: str) -> None:
    ledger = Ledger()
    reasons([cell(1, "2025-Q4", 60, 160)], ledger)
    assert reasons([cell(2, "2025-Q4", numerator, base)], ledger) == [reason]


def test_researchers_get_windows_that_tile_the_calendar() -> None:
    quarters = [cell(i, f"2025-Q{i}", 60, 160, "LEG-11") for i in (1, 2, 3, 4)]
    assert reasons(quarters, audience=Audience.RESEARCHER) == ["window_overlaps"] * 3 + [""]
    assert reasons([cell(5, "2024-Q4", 60, 160, "LEG-11")], audience=Audience.RESEARCHER) == ["window_overlaps"]


@pytest.mark.parametrize("period", ["2023", "2025-Q1", "2025-Q4", "2024-Q3"])
def test_the_same_values_stand_on_a_scorecard_as_when_it_was_computed(period: str) -> None:
    for passport in indicators:
        computed = tuple(str(one) for one in reach.value_periods(Period.parse(period), passport))
        assert value_periods(period, passport.window, passport.valid_months) == computed
