"""The figures of all corps along one line: corps with like figures are stacked."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

STACKS = 36
"""How many stacks fit from the lowest figure to the highest."""


@dataclass(frozen=True, slots=True)
class Stacked:
    """Where each figure stands, in the order given: `x` in the unit of the figure, `y` from 1 up."""

    x: tuple[float, ...]
    y: tuple[int, ...]
    median: float

    @property
    def tallest(self) -> int:
        return max(self.y)


def stacked(values: Sequence[float]) -> Stacked | None:
    """A dot plot with stacks of equal width; None without figures. A single figure, or equal ones, make one stack.

    Source: Wilkinson (1999), The American Statistician 53, on dot plots.
    """
    if not values:
        return None
    low, high = min(values), max(values)
    width = (high - low) / STACKS
    heights: dict[int, int] = defaultdict(int)
    x, y = [], []
    for value in values:
        stack = 0 if width <= 0 else min(STACKS - 1, int((value - low) / width))
        heights[stack] += 1
        x.append(low if width <= 0 else low + (stack + 0.5) * width)
        y.append(heights[stack])
    return Stacked(tuple(x), tuple(y), float(np.median(values)))
