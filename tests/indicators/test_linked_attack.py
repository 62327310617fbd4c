"""What a reader can work out about linked tables: by hand, by trial of all counts, and against the two-way tables."""

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from legitimacy.indicators.suppression import feasible_intervals
from legitimacy.indicators.suppression.attack import attack, is_safe
from legitimacy.indicators.suppression.linked import Fact, LinkedTables
from tests.indicators.linked_tables import linked, possible, two_way

few = settings(deadline=None, max_examples=12)
Table = npt.NDArray[np.int64]


def intervals(tables: LinkedTables, hidden: list[int], facts: tuple[Fact, ...] = ()) -> dict[int, tuple[float, float]]:
    published = tables.publishable.copy()
    published[hidden] = False
    found = attack(tables, published, facts)
    assert found.reached.all()
    return {
        int(place): (float(low), float(high))
        for place, low, high in zip(found.quantities, found.lower, found.upper, strict=True)
    }


def test_two_hidden_cells_in_every_line_and_one_is_still_solved() -> None:
    table = np.array(
        [
            [4, 9, 20, 20, 20],
            [8, 6, 3, 20, 20],
            [20, 20, 7, 9, 9],
            [20, 20, 8, 6, 8],
            [20, 20, 9, 8, 7],
        ]
    )
    # No line has fewer than two hidden cells, yet rows 0 and 1 minus columns 0 and 1 are cell (1, 2).
    hidden = [0, 1, 5, 6, 7, 12, 13, 14, 17, 18, 19, 22, 23, 24]
    tables = two_way(table)
    found = intervals(tables, hidden)
    assert found[7] == (3, 3)
    published = ~np.isin(np.arange(len(tables.values)), hidden)
    assert not is_safe(tables, published)


def test_singleton_and_region_without_one_corps() -> None:
    corps = [40, 30, 3]
    sums = [([1, 0, 0], 5.0), ([0, 1, 0], 5.0), ([0, 0, 1], 5.0), ([1, 1, 1], 0.0)]
    tables = linked(corps, sums)
    assert intervals(tables, [2])[2] == (3, 3)
    # With a second one hidden, the two share 33: each could be all of it.
    assert intervals(tables, [1, 2]) == {1: (0, 33), 2: (0, 33)}
    assert intervals(tables, [0, 1, 2, 3])[2] == (0, np.inf)


def test_sub_totals_link_pages() -> None:
    # Corps a, b in one province, c, d in another; provinces and country stand on another page than the corps.
    sums = [(list(form), 5.0) for form in np.eye(4)]
    sums += [([1, 1, 0, 0], 0.0), ([0, 0, 1, 1], 0.0), ([1, 1, 1, 1], 0.0)]
    tables = linked([2, 30, 25, 4], sums)
    assert intervals(tables, [0, 3]) == {0: (2, 2), 3: (4, 4)}
    # Hiding the provinces as well leaves the country: what one loses the other has.
    assert intervals(tables, [0, 3, 4, 5]) == {0: (0, 6), 3: (0, 6)}


def test_one_person_joins_between_two_periods() -> None:
    # Last year 20 women, this year 21: atoms are both years.
    tables = linked([20, 21], [([1, 0], 5.0), ([0, 1], 5.0)], guarded=[([-1, 1], 5.0)])
    assert intervals(tables, []) == {2: (1, 1)}
    assert not is_safe(tables, np.array([True, True, False]))
    assert intervals(tables, [1])[2] == (-20, np.inf)


def test_band_of_a_score_narrows_a_count() -> None:
    # 60 staff of whom a hidden number are women; a band of 5 points says that the share is from 20 to 30 %.
    tables = linked([14, 46], [([1, 0], 5.0), ([1, 1], 0.0)])
    band = Fact(np.array([1.0, 0.0]), 0.2 * 60, 0.3 * 60 - 0.01)
    assert intervals(tables, [0]) == {0: (0, 60)}
    assert intervals(tables, [0], (band,)) == {0: (12, 17)}


def test_linear_programmes_alone_would_call_it_safe() -> None:
    # Three counts of which all sums of two are published are solved.
    sums = [(list(form), 5.0) for form in np.eye(3)]
    sums += [([1, 1, 0], 0.0), ([0, 1, 1], 0.0), ([1, 0, 1], 0.0)]
    tables = linked([3, 4, 5], sums)
    assert intervals(tables, [0, 1, 2]) == {0: (3, 3), 1: (4, 4), 2: (5, 5)}
    # a + 2b = 11 with b told between 4 and 5: a broken a could be anything from 1 to 3, a whole one is 1 or 3.
    tables = linked([3, 4], [([1, 0], 5.0), ([0, 1], 0.0), ([1, 2], 0.0)])
    band = Fact(np.array([0.0, 1.0]), 3.6, 4.9)
    assert intervals(tables, [0, 1], (band,)) == {0: (3, 3)}


def test_values_that_fit_no_counts_are_refused() -> None:
    tables = linked([3, 4], [([1, 0], 5.0), ([1, 1], 0.0)])
    wrong = LinkedTables(
        forms=tables.forms,
        values=np.array([9.0, 7.0]),
        minimum=tables.minimum,
        cost=tables.cost,
        publishable=tables.publishable,
        known=tables.known,
    )
    with pytest.raises(ValueError, match="No whole counts"):
        attack(wrong, np.array([False, True]))


@few
@given(arrays(np.int64, (3, 3), elements=st.integers(0, 12)), arrays(np.bool_, (3, 3)))
def test_two_way_tables_give_the_exact_intervals_of_flows(table: Table, hidden: npt.NDArray[np.bool_]) -> None:
    expected = feasible_intervals(pd.DataFrame(table), pd.DataFrame(hidden))
    found = intervals(two_way(table), np.flatnonzero(hidden.ravel()).tolist())
    assert list(found.values()) == list(zip(expected["lower"], expected["upper"], strict=True))


@few
@given(
    st.lists(st.integers(0, 4), min_size=4, max_size=4),
    arrays(np.int64, (3, 4), elements=st.integers(-1, 2)),
    st.integers(0, 3),
)
def test_no_trial_of_counts_goes_beyond_the_interval(counts: list[int], forms: Table, alone: int) -> None:
    sums = [(list(form), 3.0) for form in np.eye(4)] + [([1, 1, 1, 1], 0.0)] + [(list(form), 0.0) for form in forms]
    tables = linked(counts, sums)
    published = np.arange(len(sums)) >= 4
    published[alone] = True
    tried = possible(tables, published, most=sum(counts))
    for place, (low, high) in intervals(tables, np.flatnonzero(~published).tolist()).items():
        assert (low, high) == (tried[:, place].min(), tried[:, place].max())
