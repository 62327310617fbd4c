"""What the simulated records of training share: who exists, how many staff, and numbers divided over grades."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from legitimacy.indicators.periods import Period
from legitimacy.simulations import Example, Floats

Ints = npt.NDArray[np.int64]
NOTHING = "V038"
"""The corps that delivers nothing at all."""
STOPPED, STOPPED_AFTER = "V044", Period(2024, 2)
"""A corps that delivered nothing after this quarter."""
COMPLETE = frozenset({"V017", "V019", "V039", "V042", "V062", "V064", "V081", "V082"})
"""Corps whose other cases are planted deliver every number."""
NEVER = 0.04
"""Chance that a corps never delivers one of its numbers."""
STAFF_PER_RESIDENT, STAFF_SPREAD, CIVILIANS, FRONT_LINE = 0.0029, 0.12, 0.28, 0.62
GRADES = {"agent": 0.08, "inspector": 0.68, "chief_inspector": 0.18, "commissioner": 0.06}
"""How operational staff divides over the grades."""


def staff_of(example: Example) -> Ints:
    """Operational staff, one row per corps and one column per quarter; the stream that other figures use too."""
    rng = example.generator("stream", "staff")
    factor = np.exp(rng.normal(0, STAFF_SPREAD, (len(example.codes), 1)))
    return np.rint(example.residents * STAFF_PER_RESIDENT * factor).astype(np.int64)


def quarters_of(example: Example, first: Period) -> Iterator[tuple[int, Period]]:
    """Columns and quarters from `first` on."""
    return ((column, quarter) for column, quarter in enumerate(example.quarters) if quarter >= first)


def delivers(example: Example, row: int, column: int) -> bool:
    """Whether a corps existed and delivered in a quarter."""
    code, quarter = example.codes[row], example.quarters[column]
    if code == NOTHING or (code == STOPPED and quarter > STOPPED_AFTER):
        return False
    return bool(example.alive[row, column])


def share_of(example: Example, code: str) -> Floats:
    return np.asarray(example.expected(code).clip(0.01, 0.99), dtype=float)


def divided(total: int, sizes: Sequence[int]) -> list[int]:
    """A total divided over groups by their sizes: whole numbers, none above its size."""
    whole = sum(sizes)
    if not whole:
        return [0] * len(sizes)
    ends = [round(total * end / whole) for end in np.cumsum(sizes)]
    return [int(end - begin) for begin, end in zip([0, *ends[:-1]], ends, strict=True)]


def grade_sizes(staff: int) -> list[int]:
    """Staff of each operational grade; together all of it."""
    ends = np.rint(np.cumsum(list(GRADES.values())) * staff).astype(int)
    return [int(size) for size in np.diff(ends, prepend=0)]
