"""What is chosen in each run: drawn all together, or one choice after another alone."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from legitimacy.indicators.intervals import BoolArray, FloatArray

ALONE = 100
"""Runs in which goalposts alone, or weights alone, are moved."""
GOALPOSTS, WEIGHTS, AGGREGATION, MISSING, DROPPED = "goalposts", "weights", "aggregation", "missing", "without"
GOALPOST_STEP, WEIGHT_STEP = 0.10, 0.25
IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What is chosen in each of several runs; the first axis of every array is the run.

    `zero`, `full`: how far the goalposts move, in widths, shape (runs, 2, items); `item`, `facet`, `pillar`: factors of
    the weights; `arithmetic`, `imputed`: shape (runs,); `dropped`: place of the item left out, -1 for none.
    """

    zero: FloatArray
    full: FloatArray
    item: FloatArray
    facet: FloatArray
    pillar: FloatArray
    arithmetic: BoolArray
    imputed: BoolArray
    dropped: IntArray

    def __len__(self) -> int:
        return len(self.dropped)

    def part(self, stretch: slice) -> "Choices":
        return Choices(**{name: getattr(self, name)[stretch] for name in Choices.__slots__})


@dataclass(frozen=True, slots=True)
class Size:
    """How many items, facets and pillars there are to choose about."""

    items: int
    facets: int
    pillars: int


def unchanged(size: Size, runs: int) -> Choices:
    """The choices of the framework itself, `runs` times."""
    return Choices(
        zero=np.zeros((runs, 2, size.items)),
        full=np.zeros((runs, 2, size.items)),
        item=np.ones((runs, size.items)),
        facet=np.ones((runs, size.facets)),
        pillar=np.ones((runs, size.pillars)),
        arithmetic=np.zeros(runs, dtype=np.bool_),
        imputed=np.zeros(runs, dtype=np.bool_),
        dropped=np.full(runs, -1),
    )


def _changed(choices: Choices, **arrays: FloatArray | BoolArray | IntArray) -> Choices:
    return Choices(**{name: arrays.get(name, getattr(choices, name)) for name in Choices.__slots__})


def _goalposts_drawn(choices: Choices, generator: np.random.Generator) -> Choices:
    moved = {
        name: generator.uniform(-GOALPOST_STEP, GOALPOST_STEP, getattr(choices, name).shape)
        for name in ("zero", "full")
    }
    return _changed(choices, **moved)


def _weights_drawn(choices: Choices, generator: np.random.Generator) -> Choices:
    moved = {
        name: generator.uniform(1 - WEIGHT_STEP, 1 + WEIGHT_STEP, getattr(choices, name).shape)
        for name in ("item", "facet", "pillar")
    }
    return _changed(choices, **moved)


def everything(size: Size, generator: np.random.Generator, runs: int) -> Choices:
    """All choices at once, in every run others."""
    choices = _weights_drawn(_goalposts_drawn(unchanged(size, runs), generator), generator)
    order = np.arange(runs)
    return _changed(
        choices,
        arithmetic=order % 2 == 1,
        imputed=generator.random(runs) < 0.5,
        dropped=order % (size.items + 1) - 1,
    )


def alone_changed(size: Size, generator: np.random.Generator) -> Iterator[tuple[str, Choices]]:
    """Each choice alone, by its name."""
    yield GOALPOSTS, _goalposts_drawn(unchanged(size, ALONE), generator)
    yield WEIGHTS, _weights_drawn(unchanged(size, ALONE), generator)
    yield AGGREGATION, _changed(unchanged(size, 1), arithmetic=np.ones(1, dtype=np.bool_))
    yield MISSING, _changed(unchanged(size, 1), imputed=np.ones(1, dtype=np.bool_))
    yield DROPPED, _changed(unchanged(size, size.items), dropped=np.arange(size.items))
