"""Counts told as bands: somebody who solves all tables of a year at once finds no small count."""

from typing import Any

import numpy as np
import pytest
from scipy.optimize import linprog

from legitimacy.disclosure.banded import band

MINIMUM = 5
WIDTH = 2 * MINIMUM


@pytest.mark.parametrize("seed", range(6))
def test_whoever_solves_the_tables_of_a_year_cannot_tell_a_small_count_from_the_minimum(seed: int) -> None:
    """Three splits of the same people and their sum, all as bands, many cells small."""
    draw = np.random.default_rng(seed)
    people = int(draw.integers(3, 80))
    splits = [draw.multinomial(people, draw.dirichlet(np.full(size, 0.4))) for size in (3, 5, 8)]
    cells = [int(count) for split in splits for count in split]
    bounds = [band(count, WIDTH) for count in cells]
    low, high = band(people, WIDTH)
    sums, place = np.zeros((len(splits), len(cells))), 0
    for row, split in enumerate(splits):
        sums[row, place : place + len(split)] = 1
        place += len(split)
    # Every split adds up to the same unknown sum, the last variable.
    equal = np.hstack([sums, -np.ones((len(splits), 1))])
    for number, count in enumerate(cells):
        if count >= MINIMUM:
            continue
        aim = np.zeros(len(cells) + 1)
        aim[number] = 1
        given: Any = {"A_eq": equal, "b_eq": np.zeros(len(splits)), "bounds": [*bounds, (low, high)]}
        least, most = linprog(aim, **given).fun, -linprog(-aim, **given).fun
        assert most >= min(MINIMUM, people), (cells, number, least, most)
        assert least <= count <= most
