"""What is hidden of linked tables is enough for everybody who reads the rest, and little more than that."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from legitimacy.indicators.suppression import is_protected, protect_table
from legitimacy.indicators.suppression.attack import is_safe
from legitimacy.indicators.suppression.choice import Choice, choose
from legitimacy.indicators.suppression.linked import Fact, LinkedTables, sensitive
from tests.indicators.linked_tables import linked, possible, two_way

few = settings(deadline=None, max_examples=8)


def hidden(tables: LinkedTables, choice: Choice) -> list[int]:
    return [int(place) for place in np.flatnonzero(tables.publishable & ~choice.published)]


def test_nothing_small_hides_nothing() -> None:
    tables = two_way(np.array([[0, 9], [8, 7]]))
    choice = choose(tables)
    assert choice.published.all()
    assert set(choice.reasons) == {""}


def test_smallest_other_corps_covers_the_small_one_and_reasons_tell_which() -> None:
    sums = [(list(form), 5.0) for form in np.eye(3)] + [([1, 1, 1], 0.0)]
    tables = linked([40, 30, 3], sums)
    choice = choose(tables)
    assert choice.reasons == ("", "secondary", "primary", "")
    # Where the total is cheap it is what goes.
    assert choose(replace(tables, cost=np.array([40.0, 30, 3, 1]))).reasons == ("", "", "primary", "secondary")
    # Where the others were published before, only the total is left to hide.
    assert choose(replace(tables, known=np.array([True, True, False, False]))).reasons[3] == "secondary"


def test_what_was_published_before_can_leave_nothing_to_protect() -> None:
    sums = [(list(form), 5.0) for form in np.eye(2)] + [([1, 1], 0.0)]
    tables = linked([30, 3], sums, known=(0, 2))
    choice = choose(tables)
    assert choice.published.tolist() == [True, False, True]
    assert choice.unprotected.tolist() == [False, True, False]
    assert choose(linked([30, 3], sums, known=(1,))).unprotected.tolist() == [False, True, False]


def test_complement_and_whole_group_are_as_small_as_what_they_leave() -> None:
    # A count, its base, and the rest that nobody may work out: 38 of 41, then all 40 of 40, then none of 40.
    for counts, expected in (([38, 3], [0]), ([40, 0], [0]), ([0, 40], []), ([20, 20], [])):
        tables = linked(counts, [([1, 0], 5.0), ([1, 1], 0.0)], guarded=[([0, 1], 5.0)], costs=[1, 9, 0])
        choice = choose(tables)
        assert hidden(tables, choice) == expected
        assert [choice.reasons[place] for place in expected] == ["primary"] * len(expected)


def test_one_person_joins_and_this_year_waits() -> None:
    tables = linked([20, 21], [([1, 0], 5.0), ([0, 1], 5.0)], guarded=[([-1, 1], 5.0)], known=(0,))
    choice = choose(tables)
    assert choice.reasons == ("", "primary", "")
    assert not choice.unprotected.any()


def test_a_fact_costs_more_hiding_or_is_reported() -> None:
    sums = [(list(form), 5.0) for form in np.eye(3)] + [([1, 1, 1], 0.0)]
    tables = linked([3, 20, 30], sums)
    band = Fact(np.array([0.0, 1.0, 0.0]), 19.0, 21.0)
    choice = choose(tables, [band])
    assert hidden(tables, choice) == [0, 2]
    narrow = Fact(np.array([1.0, 0.0, 0.0]), 2.0, 4.0)
    assert choose(tables, [narrow]).unprotected.tolist() == [True, False, False, False]


@few
@given(arrays(np.int64, (4, 3), elements=st.one_of(st.integers(0, 6), st.integers(0, 60))))
def test_a_two_way_table_is_protected_as_its_own_rules_ask(table: npt.NDArray[np.int64]) -> None:
    tables = two_way(table)
    choice = choose(tables)
    assert choice.unprotected.any() == (not is_safe(tables, choice.published))
    assert np.array_equal(choice.published, choose(tables).published)
    own = protect_table(pd.DataFrame(table))
    if own.to_numpy().all():
        assert choice.published.all()
    elif is_protected(pd.DataFrame(table), own):
        assert is_safe(tables, np.append(own.to_numpy().ravel(), [True] * 8))


@few
@given(
    st.lists(st.integers(0, 4), min_size=4, max_size=4),
    arrays(np.int64, (3, 4), elements=st.integers(0, 1)),
    arrays(np.bool_, 8),
    st.integers(0, 2),
)
def test_no_trial_of_counts_closes_in_on_what_is_called_protected(
    counts: list[int], forms: npt.NDArray[np.int64], known: npt.NDArray[np.bool_], slack: int
) -> None:
    sums = [(list(form), 3.0) for form in np.eye(4)] + [([1, 1, 1, 1], 3.0)] + [(list(form), 3.0) for form in forms]
    tables = linked(counts, sums, guarded=[([1, -1, 0, 0], 3.0)], known=np.flatnonzero(known).tolist())
    told = Fact(np.array([1.0, 0.0, 1.0, 0.0]), 0.0, float(counts[0] + counts[2] + slack))
    choice = choose(tables, [told])
    # Counts may be larger than any total says, where no total is left: 8 is far enough to see a width of 3.
    tried = possible(tables, choice.published, most=8, facts=[told])
    widths = tried.max(axis=0) - tried.min(axis=0)
    small = sensitive(tables)
    assert (widths >= 3)[small & ~choice.unprotected].all()
    assert (choice.published | ~tables.known)[: len(sums)].all()
    assert not (choice.published & small & ~choice.unprotected).any()
