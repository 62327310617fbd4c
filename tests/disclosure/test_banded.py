"""Counts told as bands: somebody who solves all tables of a year at once finds no small count, whatever is known."""

from typing import Any

import numpy as np
import pytest
from scipy.optimize import linprog

from legitimacy.disclosure.banded import band

MINIMUM = 5


@pytest.mark.parametrize("count", range(200))
def test_every_band_leaves_room_above_and_below(count: int) -> None:
    low, high = band(count, MINIMUM)
    assert high - count >= MINIMUM
    assert low == 0 or count - low >= MINIMUM
    assert band(count // 10 * 10, MINIMUM) == (low, high), "only the ten that holds it is told"


@pytest.mark.parametrize("known", ["band", "exact", "all but one"])
@pytest.mark.parametrize("seed", range(6))
def test_whoever_solves_the_tables_of_a_year_cannot_tell_a_small_count_from_the_minimum(seed: int, known: str) -> None:
    """Three splits of the same people, many cells small; of their sum the band, the number, or a part that is public.

    The part: figures of all corps but one, so that what is left is a small count as well.
    """
    draw = np.random.default_rng(seed)
    people, left = int(draw.integers(MINIMUM, 80)), int(draw.integers(1, MINIMUM))
    splits = [draw.multinomial(people, draw.dirichlet(np.full(size, 0.4))) for size in (3, 5, 8)]
    cells = [int(count) for split in splits for count in split]
    bounds = [band(count, MINIMUM) for count in cells]
    low, high = (people, people) if known == "exact" else band(people, MINIMUM)
    if known == "all but one":
        low = max(low, people - left)
    sums, place = np.zeros((len(splits), len(cells))), 0
    for row, split in enumerate(splits):
        sums[row, place : place + len(split)] = 1
        place += len(split)
    # Every split adds up to the same sum, the last variable.
    equal = np.hstack([sums, -np.ones((len(splits), 1))])
    given: Any = {"A_eq": equal, "b_eq": np.zeros(len(splits)), "bounds": [*bounds, (low, high)]}
    for number, count in enumerate([*cells, people]):
        aim = np.zeros(len(cells) + 1)
        aim[number] = 1
        least, most = linprog(aim, **given).fun, -linprog(-aim, **given).fun
        assert least <= count <= most
        if number < len(cells) and count < MINIMUM:
            assert most - least >= MINIMUM, (cells, number, least, most)
        if number == len(cells) and known == "all but one":
            assert most - (people - left) >= MINIMUM, "the corps that is left"
