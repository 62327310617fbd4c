"""Nothing that is published gives a small count away. The attacker here shares no code with the module."""

from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from scipy.optimize import linprog

from legitimacy.indicators import suppression
from legitimacy.indicators.suppression import feasible_intervals, is_protected, protect_table
from legitimacy.indicators.suppression.tables import primary_cells

Table = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

quick = settings(deadline=None, max_examples=40)
shapes = array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=4)
small_counts = st.one_of(st.integers(0, 3), st.integers(0, 9), st.integers(0, 40))
tables = arrays(np.int64, shapes, elements=small_counts)
minima = st.integers(1, 5)


def attack(table: Table, hidden: Mask, cell: tuple[int, int]) -> tuple[int, int]:
    """Least and largest count of a cell, from the published cells and the margins alone."""
    unknown = [tuple(place) for place in np.argwhere(hidden).tolist()]
    known = np.where(hidden, 0, table)
    equations, totals = [], []
    for axis, rest in enumerate((table.sum(axis=1) - known.sum(axis=1), table.sum(axis=0) - known.sum(axis=0))):
        for line, total in enumerate(rest):
            equations.append([float(place[axis] == line) for place in unknown])
            totals.append(total)
    ends = []
    for sign in (1, -1):
        aim = [sign * float(place == cell) for place in unknown]
        found = linprog(aim, A_eq=np.array(equations), b_eq=np.array(totals))
        assert found.fun is not None
        ends.append(round(sign * found.fun))
    return ends[0], ends[1]


def sensitive(table: Table, minimum: int) -> list[tuple[int, int]]:
    cells = []
    for (row, column), count in np.ndenumerate(table):
        rests = [count]
        rests += [table[row].sum() - count] if table.shape[1] > 1 else []
        rests += [table[:, column].sum() - count] if table.shape[0] > 1 else []
        if count > 0 and min(rests) < minimum:
            cells.append((row, column))
    return cells


def withstands(table: Table, hidden: Mask, minimum: int) -> bool:
    """Whether every sensitive cell is as wide as asked, or as wide as the margins allow at all."""
    everything = np.ones_like(hidden)
    for cell in sensitive(table, minimum):
        if not hidden[cell]:
            return False
        (low, high), (least, most) = attack(table, hidden, cell), attack(table, everything, cell)
        if high - low < min(minimum, most - least):
            return False
        if most - least >= minimum and low > 0 and high < minimum:
            return False
    return True


def frame(table: list[list[int]] | Table) -> pd.DataFrame:
    return pd.DataFrame(np.asarray(table, dtype=np.int64))


def hidden_by(table: Table, minimum: int = 5) -> Mask:
    return ~protect_table(frame(table), minimum).to_numpy()


def bounds(counts: pd.DataFrame, suppressed: pd.DataFrame) -> dict[object, tuple[int, int]]:
    intervals = feasible_intervals(counts, suppressed)
    ends = zip(intervals["lower"].astype(int), intervals["upper"].astype(int), strict=True)
    return dict(zip(intervals.index, ends, strict=True))


@quick
@given(tables, minima)
def test_no_sensitive_cell_can_be_solved(table: Table, minimum: int) -> None:
    assert withstands(table, hidden_by(table, minimum), minimum)


@quick
@given(tables, minima)
def test_at_least_half_of_what_an_optimum_publishes_is_published(table: Table, minimum: int) -> None:
    published = int((~hidden_by(table, minimum)).sum())
    cells = set(np.ndindex(table.shape)) - set(sensitive(table, minimum))
    for shown in combinations(sorted(cells), 2 * published + 1):
        hidden = np.ones(table.shape, dtype=np.bool_)
        hidden[tuple(np.array(shown).T)] = False
        assert not withstands(table, hidden, minimum)


@quick
@given(tables, st.data())
def test_feasible_intervals_are_the_attackers(table: Table, data: st.DataObject) -> None:
    hidden = data.draw(arrays(np.bool_, table.shape))
    cells = [(row, column) for row, column in np.argwhere(hidden).tolist()]
    deduced = bounds(frame(table), pd.DataFrame(hidden))
    assert deduced == {cell: attack(table, hidden, cell) for cell in cells}
    assert all(deduced[cell][0] <= table[cell] <= deduced[cell][1] for cell in cells)


@quick
@given(tables, minima, st.data())
def test_the_proof_says_yes_exactly_when_every_sensitive_cell_is_wide_enough(
    table: Table, minimum: int, data: st.DataObject
) -> None:
    hidden = data.draw(st.one_of(arrays(np.bool_, table.shape), st.just(hidden_by(table, minimum))))
    truth = all(hidden[cell] and np.ptp(attack(table, hidden, cell)) >= minimum for cell in sensitive(table, minimum))
    assert is_protected(frame(table), pd.DataFrame(~hidden), minimum) == truth


@quick
@given(tables, minima)
def test_the_same_table_always_gets_the_same_pattern(table: Table, minimum: int) -> None:
    assert (hidden_by(table, minimum) == hidden_by(table.copy(), minimum)).all()


def test_intervals_of_a_table_worked_by_hand() -> None:
    counts = frame([[20, 50, 10], [8, 19, 22], [17, 32, 12]])
    suppressed = pd.DataFrame([[False, False, False], [True, False, True], [True, False, True]])
    deduced = bounds(counts, suppressed)
    # Row 2 leaves 30, row 3 leaves 29, column 1 leaves 25, column 3 leaves 34.
    assert deduced[1, 2] == (5, 30)
    assert deduced[1, 0] == (0, 25)


def test_one_small_count_takes_the_cheapest_square_along() -> None:
    counts = frame([[2, 30, 40], [50, 9, 60], [70, 80, 90]])
    published = protect_table(counts)
    assert (~published).to_numpy().sum() == 4
    assert published.to_numpy().tolist() == [[False, False, True], [False, False, True], [True, True, True]]
    assert is_protected(counts, published)


def test_a_square_that_is_too_narrow_is_not_taken() -> None:
    counts = frame([[1, 30, 40], [50, 1, 2], [70, 80, 90]])
    deduced = bounds(counts, ~protect_table(counts))
    assert all(np.ptp(deduced[cell]) >= 5 for cell in [(0, 0), (1, 1), (1, 2)])


def test_a_cell_that_later_choices_made_needless_is_published_again() -> None:
    table = np.array([[8, 2, 0], [12, 22, 3], [8, 18, 17]])
    assert hidden_by(table).sum() == 6
    assert withstands(table, hidden_by(table), 5)


def test_a_published_primary_cell_is_no_protection_whatever_surrounds_it() -> None:
    counts = frame([[2, 30, 40], [50, 9, 60], [70, 80, 90]])
    published = pd.DataFrame([[True, False, True], [False, False, True], [True, True, True]])
    assert not is_protected(counts, published)


def test_a_group_that_is_the_whole_row_is_hidden() -> None:
    counts = frame([[12, 0, 0], [20, 30, 40], [25, 35, 45]])
    published = protect_table(counts)
    assert not published.iloc[0, 0]
    assert is_protected(counts, published)


def test_a_complement_under_the_minimum_hides_its_cell() -> None:
    counts = [[100, 2, 1], [80, 70, 60], [90, 50, 40]]
    assert primary_cells(np.array(counts), 5).tolist() == [[True] * 3, [False] * 3, [False] * 3]
    assert primary_cells(np.array(counts).T, 5).T.tolist() == [[True] * 3, [False] * 3, [False] * 3]
    assert not protect_table(frame(counts)).iloc[0].any()


def test_zeros_and_large_counts_are_published() -> None:
    assert protect_table(frame([[0, 30, 40], [50, 0, 60], [70, 80, 0]])).all(axis=None)


def test_a_table_of_zeros_is_published() -> None:
    assert protect_table(frame([[0, 0], [0, 0]])).all(axis=None)


def test_one_row_of_large_counts_is_published() -> None:
    counts = frame([[30, 20, 60]])
    assert protect_table(counts).all(axis=None)
    assert is_protected(counts, protect_table(counts))


@pytest.mark.parametrize("shape", [(1, 3), (3, 1)])
def test_a_small_count_in_a_single_line_is_hidden_though_its_margin_betrays_it(shape: tuple[int, int]) -> None:
    counts = frame(np.array([30, 2, 60]).reshape(shape))
    published = protect_table(counts)
    assert not published.to_numpy().ravel()[1]
    assert not is_protected(counts, published)
    assert (2, 2) in bounds(counts, ~published).values()


def test_where_margins_betray_one_cell_the_others_are_still_protected() -> None:
    counts = frame([[1, 1, 1], [3, 40, 50], [60, 70, 80]])
    published = protect_table(counts)
    assert not is_protected(counts, published)
    deduced = bounds(counts, ~published)
    assert np.ptp(deduced[1, 0]) >= 5
    assert [deduced[0, column] for column in range(3)] == [(0, 3)] * 3


def test_a_table_of_small_counts_is_hidden_whole() -> None:
    counts = frame(np.full((3, 3), 2))
    published = protect_table(counts)
    assert not published.any(axis=None)
    assert is_protected(counts, published)


@pytest.mark.parametrize("counts", [pd.DataFrame(), pd.DataFrame(columns=["a", "b"]), pd.DataFrame(index=["x"])])
def test_an_empty_table_gives_an_empty_answer(counts: pd.DataFrame) -> None:
    published = protect_table(counts)
    assert published.shape == counts.shape
    assert feasible_intervals(counts, ~published).empty
    assert is_protected(counts, published)


def test_repeated_labels_are_told_apart_by_place() -> None:
    counts = pd.DataFrame([[2, 30], [40, 50], [60, 70]], index=["a", "a", "b"], columns=["x", "x"])
    published = protect_table(counts)
    assert published.index.tolist() == ["a", "a", "b"]
    assert len(feasible_intervals(counts, ~published)) == (~published).to_numpy().sum()
    assert is_protected(counts, published)


def test_labels_of_several_levels_are_kept() -> None:
    index = pd.MultiIndex.from_tuples([("north", 1), ("north", 2)])
    counts = pd.DataFrame([[2, 30], [40, 50]], index=index, columns=["x", "y"])
    intervals = feasible_intervals(counts, ~protect_table(counts))
    assert intervals.index[0] == (("north", 1), "x")


def test_a_large_table_is_protected() -> None:
    generator = np.random.default_rng(7)
    size = 20 + generator.gamma(1.0, 60.0, (185, 1))
    counts = frame(generator.poisson(size * np.array([[0.5, 0.2, 0.15, 0.1, 0.04, 0.01]])))
    published = protect_table(counts)
    assert is_protected(counts, published)
    assert published.to_numpy().mean() > 0.5


def test_very_large_counts_are_computed_exactly() -> None:
    counts = frame([[3, 10**11, 5], [10**12, 7, 10**12], [10**12, 10**11, 4]])
    published = protect_table(counts)
    assert is_protected(counts, published)
    deduced = bounds(counts, pd.DataFrame(np.ones((3, 3), dtype=bool)))
    assert deduced[0, 1] == (0, counts.iloc[0].sum())


@pytest.mark.parametrize(
    ("count", "reason"),
    [(float("nan"), "missing"), (-1, "negative"), (2.5, "no whole number"), (1e18, "too large"), ("x", "numbers only")],
)
def test_what_is_no_count_is_refused(count: object, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        protect_table(pd.DataFrame({"a": [10, count], "b": [20, 30]}))


def test_a_minimum_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="minimum count"):
        protect_table(frame([[1]]), 0)


def test_masks_that_do_not_fit_are_refused() -> None:
    counts = frame([[10, 20]])
    with pytest.raises(ValueError, match="same rows and columns"):
        feasible_intervals(counts, pd.DataFrame([[True]]))
    with pytest.raises(ValueError, match="True and False only"):
        is_protected(counts, frame([[1, 0]]))


def test_a_pattern_that_the_proof_rejects_hides_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suppression, "choose_hidden", lambda *given: given[1])
    assert not protect_table(frame([[2, 30, 40], [50, 9, 60], [70, 80, 90]])).any(axis=None)


def test_without_a_proof_nothing_is_released(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_optimum(*_: object) -> bool:
        raise ArithmeticError

    monkeypatch.setattr(suppression, "all_proven", no_optimum)
    counts = frame([[2, 30], [40, 50]])
    assert not protect_table(counts).any(axis=None)
    assert not is_protected(counts, pd.DataFrame(np.zeros((2, 2), dtype=bool)))
