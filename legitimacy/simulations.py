"""Simulated records of the example register: packages that own records register here, the demo calls them.

The registry stands below every package that fills it. What a simulator gets is the same world behind all figures of the
example, so that a corps that does well does well everywhere.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import Registry

Floats = npt.NDArray[np.float64]


class Expected(Protocol):
    def __call__(self, code: str, *, spread: float = 1.0, shift: float = 0.0) -> Floats: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Arrays have one row per corps of `codes` and one column per quarter of `quarters`.

    `expected` gives the true value of an indicator by its code, `rate` that of a context indicator around a rate, and
    `generator` a generator of its own for every name.
    """

    codes: tuple[str, ...]
    quarters: tuple[Period, ...]
    residents: Floats
    alive: npt.NDArray[np.bool_]
    expected: Expected
    rate: Callable[[str, float], Floats]
    generator: Callable[..., np.random.Generator]


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulator:
    """`simulate` writes the mass of records, `plant` the few that people of the demo find on their pages, `settle`
    those that need computed figures, and `publish` those that need released ones.

    All do nothing when they were done before, and answer how many records they added.
    """

    key: str
    simulate: Callable[[Example], int]
    plant: Callable[[], int]
    settle: Callable[[], int] | None = None
    publish: Callable[[], int] | None = None


simulators: Registry[Simulator] = Registry("simulator", key=lambda simulator: simulator.key)
