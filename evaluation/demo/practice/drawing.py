"""Which practices a corps uses, and when it publishes, so that EFF-11 and EFF-10 follow its level."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from legitimacy.indicators.periods import Period
from legitimacy.simulations import Example

Ints = npt.NDArray[np.int64]
FIRST = Period(2021, 1)
"""The first scorecard; what a corps uses then it began with before."""
NOTHING = "V038"
"""The corps that delivers nothing at all."""
STOPPED, STOPPED_AFTER = "V044", Period(2024, 2)
FEWEST, MOST = 8, 22
"""Practices that a corps uses."""
BACK = 24
"""Quarters over which published results count."""


def columns_of(example: Example) -> list[int]:
    return [column for column, quarter in enumerate(example.quarters) if quarter >= FIRST]


def alive_in(example: Example, row: int) -> list[int]:
    """Columns in which a corps existed and delivered."""
    code = example.codes[row]
    if code == NOTHING:
        return []
    return [
        column
        for column in columns_of(example)
        if example.alive[row, column] and not (code == STOPPED and example.quarters[column] > STOPPED_AFTER)
    ]


def sound_wanted(example: Example) -> tuple[Ints, Ints]:
    """How many practices each corps uses, and how many of them have sound evidence in each quarter."""
    rng = example.generator("practice", "uses")
    used = rng.integers(FEWEST, MOST + 1, (len(example.codes), 1))
    rounding = rng.uniform(0, 1, used.shape)
    # The same rounding every quarter, so that a stock moves only when its level does.
    sound = np.floor(used * example.expected("EFF-11") + rounding).clip(0, used)
    return used, sound.astype(np.int64)


def results_wanted(example: Example, years: npt.NDArray[np.float64]) -> Ints:
    """Published results of six years that each corps has in each quarter, by the years in which it existed."""
    rounding = example.generator("practice", "results").uniform(0, 1, (len(example.codes), 1))
    wanted = np.floor(example.expected("EFF-10") / 6 * years + rounding)
    return np.asarray(wanted.clip(0), dtype=np.int64)


def stretches(columns: Sequence[int], wanted: Ints, place: int) -> Iterator[tuple[int, int]]:
    """First and last column of each stretch in which more than `place` are wanted."""
    begun: int | None = None
    for column in columns:
        if wanted[column] > place and begun is None:
            begun = column
        if wanted[column] <= place and begun is not None:
            yield begun, column - 1
            begun = None
    if begun is not None:
        yield begun, columns[-1]


def published_in(columns: Sequence[int], stretch: tuple[int, int], spread: float) -> int:
    """The column in which a result was published that counts in a stretch. It may lie before the first column.

    Where the stretch began with the first quarter, the result falls out after its last one; `spread` (0-1) chooses
    where it never does. A later one counts from then on.
    """
    begun, ended = stretch
    if begun > columns[0]:
        return begun
    if ended < columns[-1]:
        return ended - BACK + 1
    earliest = ended - BACK + 1
    return earliest + int(spread * (begun - earliest))
