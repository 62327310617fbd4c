"""Composition of staff."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legitimacy.indicators.diversity import (
    blau_index,
    hill_number,
    one_hire_change,
    parity_score,
    pielou_evenness,
    representation_ratio,
    shannon_index,
)

quick = settings(deadline=None, max_examples=50)
groups = st.lists(st.integers(0, 1000), min_size=1, max_size=8).filter(any)


def test_two_equal_groups_give_the_values_of_the_textbook() -> None:
    assert blau_index([30, 30]) == pytest.approx(0.5)
    assert shannon_index([30, 30]) == pytest.approx(math.log(2))
    assert pielou_evenness([30, 30]) == pytest.approx(1)
    assert [hill_number([30, 30], order) for order in (0, 1, 2)] == pytest.approx([2, 2, 2])


def test_three_to_one_is_worked_by_hand() -> None:
    assert blau_index([75, 25]) == pytest.approx(0.375)
    assert shannon_index([75, 25]) == pytest.approx(0.5623351, abs=1e-7)
    assert pielou_evenness([75, 25]) == pytest.approx(0.8112781, abs=1e-7)
    assert hill_number([75, 25], 2) == pytest.approx(1.6)


@quick
@given(groups)
def test_indices_stay_in_their_range_and_hill_numbers_fall_with_the_order(counts: list[int]) -> None:
    present = sum(count > 0 for count in counts)
    assert 0 <= blau_index(counts) <= 1 - 1 / present + 1e-12
    assert 0 <= shannon_index(counts) <= math.log(present) + 1e-12
    numbers = [float(hill_number(counts, order)) for order in (0, 0.5, 1, 2, 3)]
    assert numbers[0] == pytest.approx(present)
    assert np.all(np.diff(numbers) <= 1e-9)


@quick
@given(groups, st.integers(2, 9))
def test_order_scale_and_empty_groups_do_not_matter(counts: list[int], times: int) -> None:
    other = [times * count for count in reversed(counts)] + [0]
    for index in (blau_index, shannon_index, pielou_evenness):
        assert index(other) == pytest.approx(index(counts), nan_ok=True)


def test_one_group_has_no_diversity_and_no_evenness() -> None:
    assert blau_index([12, 0]) == 0
    assert shannon_index([12, 0]) == 0
    assert math.isnan(pielou_evenness([12, 0]))


@pytest.mark.parametrize("index", [blau_index, shannon_index, pielou_evenness])
def test_nobody_is_unknown(index: Callable[[list[int]], float]) -> None:
    assert math.isnan(index([0, 0]))
    assert math.isnan(index([]))


def test_a_table_of_corps_is_computed_at_once() -> None:
    assert blau_index([[30, 30], [75, 25], [0, 0]]) == pytest.approx([0.5, 0.375, math.nan], nan_ok=True)
    assert hill_number([[30, 30], [75, 25]], 2) == pytest.approx([2, 1.6])


def test_representation_compares_staff_with_residents() -> None:
    assert representation_ratio([0.1, 0.3], [0.2, 0.3]) == pytest.approx([0.5, 1.0])
    assert math.isnan(representation_ratio(0.1, 0))


def test_parity_is_worked_by_hand() -> None:
    assert parity_score([0.5, 0.5], [0.5, 0.5]) == 100
    assert parity_score([0.9, 0.1], [0.7, 0.3]) == pytest.approx(80)
    assert parity_score([1, 0], [0, 1]) == 0
    assert parity_score([[0.9, 0.1], [0.7, 0.3]], [0.7, 0.3]) == pytest.approx([80, 100])


@quick
@given(groups.filter(lambda counts: len(counts) > 1), st.data())
def test_parity_stays_between_0_and_100_and_is_symmetric(counts: list[int], data: st.DataObject) -> None:
    reference = data.draw(st.permutations(counts))
    staff, residents = np.array(counts) / sum(counts), np.array(reference) / sum(counts)
    assert 0 <= parity_score(staff, residents) <= 100
    assert parity_score(staff, residents) == pytest.approx(parity_score(residents, staff))


def test_one_hire_in_a_corps_of_60_is_1_67_points() -> None:
    assert 100 * one_hire_change(60) == pytest.approx(1.67, abs=0.005)
    assert math.isnan(one_hire_change(0))


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: blau_index([-1, 2]), "negative"),
        (lambda: hill_number([1, 2], -1), "0 or more"),
        (lambda: representation_ratio(10, 20), "between 0 and 1"),
        (lambda: parity_score([0.3], [0.5]), "add up to 1"),
        (lambda: one_hire_change(-1), "negative"),
    ],
)
def test_impossible_input_is_refused(call: Callable[[], float], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        call()
