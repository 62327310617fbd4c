"""From item scores to facets, pillars and overall, for many draws at once (methods, parts 3, 5 and 6).

The same rules as `legitimacy.indicators.composite`, which works on one table of scores; here a score is an array of
draws. One draw is the point score. Every operation works corps by corps, so that a corps computed alone gets exactly
the same numbers.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from legitimacy.indicators.composite import band_score, goalpost_score
from legitimacy.indicators.definitions import Direction
from legitimacy.indicators.frameworks import FrameworkItem, FrameworkSpec
from legitimacy.indicators.intervals import BoolArray, FloatArray

OVERALL = "overall"
LOSS = "compensation_loss"
MIN_WEIGHT_PRESENT = 2 / 3
PILLAR_FLOOR = 1.0
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Tree:
    """Places in a framework: `levels` names what `aggregate` returns, in its order."""

    spec: FrameworkSpec

    @property
    def facets(self) -> list[str]:
        return [facet.key for facet in self.spec.facets]

    @property
    def pillars(self) -> list[str]:
        return [pillar.value for pillar in self.spec.pillars]

    @property
    def levels(self) -> list[str]:
        return [*self.facets, *self.pillars, OVERALL, LOSS]

    @property
    def ranked(self) -> list[str]:
        return [*self.pillars, OVERALL]

    @property
    def facet_of_item(self) -> list[int]:
        places = {(facet.pillar, facet.code): place for place, facet in enumerate(self.spec.facets)}
        return [places[item.pillar, item.facet] for item in self.spec.weighted_items]


def item_score(item: FrameworkItem, values: FloatArray) -> FloatArray:
    """Score 0-100 of values of any shape, by the item's goalposts or band."""
    if item.direction is Direction.BAND:
        limits = (item.band_low, item.band_high, item.outer_low, item.outer_high)
        return np.asarray(band_score(values, *(_given(limit) for limit in limits)))
    return np.asarray(goalpost_score(values, _given(item.floor), _given(item.target)))


def facet_weight(tree: Tree, counted: BoolArray) -> FloatArray:
    """Weight of the counted items inside each facet, shape (facets, corps); `counted` has shape (corps, items)."""
    weight = np.zeros((len(tree.facets), len(counted)))
    for place, (item, facet) in enumerate(zip(tree.spec.weighted_items, tree.facet_of_item, strict=True)):
        weight[facet] += item.weight * counted[:, place]
    return weight


def aggregate(
    tree: Tree, scores: Callable[[int], FloatArray], counted: BoolArray, due: BoolArray, draws: int
) -> FloatArray:
    """Scores of every level, shape (levels, corps, draws), range 0-100, NaN where there is none.

    `scores(place)` gives the item at that place, shape (corps, draws), finite everywhere; items that are not `counted`
    (corps, items) are passed over. A facet needs two thirds of its `due` weight counted, a pillar all its facets, the
    overall score all pillars. The last level is the compensation loss: arithmetic minus geometric mean of the pillars,
    both floored at 1.
    """
    present, wanted = facet_weight(tree, counted), facet_weight(tree, due)
    facets = np.zeros((len(tree.facets), len(counted), draws))
    for place, (item, facet) in enumerate(zip(tree.spec.weighted_items, tree.facet_of_item, strict=True)):
        facets[facet] += scores(place) * (item.weight * counted[:, place])[:, None]
    enough = (present > 0) & (present >= (MIN_WEIGHT_PRESENT - ROUNDING) * wanted)
    with np.errstate(divide="ignore", invalid="ignore"):
        facets = np.where(enough[:, :, None], np.minimum(facets / present[:, :, None], 100.0), np.nan)
    pillars = np.zeros((len(tree.pillars), *facets.shape[1:]))
    for branch, level in zip(tree.spec.facets, facets, strict=True):
        pillars[tree.spec.pillars.index(branch.pillar)] += branch.weight * level
    return np.concatenate([facets, np.minimum(pillars, 100.0), *_across_pillars(tree, pillars)])


def _across_pillars(tree: Tree, pillars: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Geometric mean of the pillars, and what it lies below the arithmetic one; each of shape (1, corps, draws)."""
    logarithm, arithmetic = np.zeros_like(pillars[:1]), np.zeros_like(pillars[:1])
    for weight, pillar in zip(tree.spec.pillar_weights.values(), pillars, strict=True):
        floored = np.maximum(pillar, PILLAR_FLOOR)
        logarithm += weight * np.log(floored)
        arithmetic += weight * floored
    geometric = np.minimum(np.exp(logarithm), 100.0)
    return geometric, np.maximum(arithmetic - geometric, 0.0)


def _given(limit: float | None) -> float:
    if limit is None:
        raise ValueError("An item that weighs has goalposts; FrameworkSpec sees to that.")
    return limit
