"""What the simulated counts share: how many people work where, and whole numbers that add up."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from legitimacy.indicators.periods import Period
from legitimacy.simulations import Example, Floats

Ints = npt.NDArray[np.int64]
NOTHING = "V038"
"""The corps that delivers nothing at all."""
STOPPED, STOPPED_AFTER = "V044", 2023
"""A corps that delivered nothing after this year."""
COMPLETE = frozenset({"V017", "V019", "V039", "V042", "V062", "V064", "V081", "V082"})
"""Corps whose cases are planted deliver everything."""
NEVER = 0.06
"""Chance that a corps never delivers one kind of counts."""
FIRST_YEAR = 2020
STAFF_PER_RESIDENT, STAFF_SPREAD, CIVILIANS, OFFICERS = 0.0029, 0.12, 0.28, 0.085


def staff_of(example: Example) -> Ints:
    """Operational staff, one row per corps and one column per quarter; the stream that other figures use too."""
    rng = example.generator("stream", "staff")
    factor = np.exp(rng.normal(0, STAFF_SPREAD, (len(example.codes), 1)))
    return np.rint(example.residents * STAFF_PER_RESIDENT * factor).astype(np.int64)


def years_of(example: Example) -> Iterator[tuple[int, Period]]:
    """Columns of fourth quarters, whose last day is the reference date."""
    for column, quarter in enumerate(example.quarters):
        if quarter.quarter == 4 and quarter.year >= FIRST_YEAR:
            yield column, quarter


def delivers(example: Example, row: int, column: int) -> bool:
    code = example.codes[row]
    stopped = code == STOPPED and example.quarters[column].year > STOPPED_AFTER
    return code != NOTHING and not stopped and bool(example.alive[row, column])


def never(example: Example, kind: str) -> frozenset[str]:
    """Corps that never deliver one kind of counts."""
    drawn = example.generator("diversity", "never", kind).random(len(example.codes)) < NEVER
    return frozenset(np.array(example.codes)[drawn]) - COMPLETE


def share_of(example: Example, code: str) -> Floats:
    return np.asarray(example.expected(code).clip(0.0, 0.99), dtype=float)


def part_of(whole: int, share: float, rounding: float) -> int:
    """A share as a whole number; the same rounding every year, so that a stock moves only when its level does."""
    return int(min(whole, max(0, np.floor(whole * share + rounding))))


def divided(total: int, sizes: Sequence[int]) -> list[int]:
    """A total divided over groups by their sizes: whole numbers, none above its size."""
    whole = sum(sizes)
    if not whole:
        return [0] * len(sizes)
    ends = [round(total * end / whole) for end in np.cumsum(sizes)]
    return [int(end - begin) for begin, end in zip([0, *ends[:-1]], ends, strict=True)]


def by_weights(total: int, weights: Sequence[float]) -> list[int]:
    """A total divided by weights; together all of it."""
    ends = np.rint(np.cumsum(weights) / sum(weights) * total).astype(int)
    return [int(size) for size in np.diff(ends, prepend=0)]
