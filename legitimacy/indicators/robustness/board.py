"""The figures of one group of corps, and what any choice makes of them: pillars and overall scores, run by run."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from legitimacy.indicators.definitions import Direction
from legitimacy.indicators.frameworks import FrameworkItem, FrameworkSpec
from legitimacy.indicators.intervals import BoolArray, FloatArray
from legitimacy.indicators.robustness.choices import Choices, IntArray, Size
from legitimacy.indicators.uncertainty.aggregation import MIN_WEIGHT_PRESENT, PILLAR_FLOOR, ROUNDING, Tree, facet_weight
from legitimacy.indicators.uncertainty.measurements import Measurements, read_measurements

RUNS_AT_A_TIME = 50


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that does not change between runs. Arrays: (corps, items), or as said.

    `zero`, `full` (2, items): where the rising and the falling side of an item score 0 and 100; the falling side of an
    item without a band is of no account (`banded`). `place`, `share`: which facet an item, and which pillar a facet,
    belongs to, as 0 and 1.
    """

    tree: Tree
    measured: Measurements
    value: FloatArray
    imputable: BoolArray
    enough: BoolArray
    zero: FloatArray
    full: FloatArray
    banded: IntArray
    weight: FloatArray
    place: FloatArray
    facet_weight: FloatArray
    share: FloatArray
    pillar_weight: FloatArray
    codes: list[str] = field(default_factory=list)

    @classmethod
    def read(
        cls,
        spec: FrameworkSpec,
        measurements: pd.DataFrame,
        corps: Sequence[str] | None,
        peers: pd.DataFrame | None,
    ) -> "Board":
        measured, tree = read_measurements(spec, measurements, corps), Tree(spec)
        present, due = facet_weight(tree, measured.present), facet_weight(tree, measured.due)
        known = _imputed(measured, peers)
        missing = measured.due & ~measured.present & np.isfinite(known)
        limits = np.array([_limits(item) for item in measured.items]).reshape(len(measured.items), 4)
        pillars = [spec.pillars.index(facet.pillar) for facet in spec.facets]
        return cls(
            tree=tree,
            measured=measured,
            value=np.where(missing, known, measured.value),
            imputable=missing,
            enough=((present > 0) & (present >= (MIN_WEIGHT_PRESENT - ROUNDING) * due)).T,
            zero=limits[:, [0, 2]].T,
            full=limits[:, [1, 3]].T,
            banded=np.flatnonzero(np.isfinite(limits[:, 2])),
            weight=np.array([item.weight for item in measured.items]),
            place=np.eye(len(spec.facets))[tree.facet_of_item],
            facet_weight=np.array([facet.weight for facet in spec.facets]),
            share=np.eye(len(spec.pillars))[pillars],
            pillar_weight=np.array(list(spec.pillar_weights.values())),
            codes=[item.code for item in measured.items],
        )

    @property
    def size(self) -> Size:
        return Size(len(self.codes), len(self.facet_weight), len(self.pillar_weight))

    def levels(self, choices: Choices) -> FloatArray:
        """Pillars and overall score in every run, shape (runs, corps, pillars + 1); NaN where there is none."""
        parts = [
            self._levels(choices.part(slice(start, start + RUNS_AT_A_TIME)))
            for start in range(0, len(choices), RUNS_AT_A_TIME)
        ]
        return np.concatenate(parts)

    def _levels(self, choices: Choices) -> FloatArray:
        counted = self.measured.present | (choices.imputed[:, None, None] & self.imputable)
        kept = np.arange(len(self.codes)) != choices.dropped[:, None]
        weight = (self.weight * choices.item * kept)[:, None, :] * counted
        facets, found = _mean(self._scores(choices), weight, self.place)
        weight = (self.facet_weight * choices.facet)[:, None, :] * found
        pillars, found = _mean(np.where(found, facets, 0.0), weight, self.share)
        whole = np.array([self.enough[:, side > 0].all(axis=1) for side in self.share.T]).T
        pillars = np.where(found & whole, pillars, np.nan)
        weight = (self.pillar_weight * choices.pillar)[:, None, :] * found
        return np.concatenate([pillars, self._overall(pillars, weight, choices.arithmetic, whole)], axis=2)

    def _scores(self, choices: Choices) -> FloatArray:
        """Scores of the items, shape (runs, corps, items)."""
        width = self.full - self.zero
        zero, full = self.zero + choices.zero * width, self.full + choices.full * width
        score = _ramp(self.value, zero[:, 0], full[:, 0])
        if len(self.banded):
            falling = _ramp(self.value[:, self.banded], zero[:, 1, self.banded], full[:, 1, self.banded])
            score[:, :, self.banded] = np.minimum(score[:, :, self.banded], falling)
        return score

    def _overall(self, pillars: FloatArray, weight: FloatArray, arithmetic: BoolArray, whole: BoolArray) -> FloatArray:
        known = np.where(weight > 0, pillars, PILLAR_FLOOR)
        with np.errstate(divide="ignore", invalid="ignore"):
            total = weight.sum(axis=2)
            plain = (known * weight).sum(axis=2) / total
            geometric = np.exp((np.log(np.maximum(known, PILLAR_FLOOR)) * weight).sum(axis=2) / total)
        overall = np.where(arithmetic[:, None], plain, geometric)
        return np.where(whole.all(axis=1), overall, np.nan)[:, :, None]


def _mean(scores: FloatArray, weight: FloatArray, belongs: FloatArray) -> tuple[FloatArray, BoolArray]:
    """Weighted mean of what belongs together, and where anything was there; shape (runs, corps, groups)."""
    total = weight @ belongs
    with np.errstate(divide="ignore", invalid="ignore"):
        return (scores * weight) @ belongs / total, total > 0


def _ramp(values: FloatArray, zero: FloatArray, full: FloatArray) -> FloatArray:
    """As `goalpost_score`, for values of (corps, items) and goalposts of (runs, items)."""
    scale = 100.0 / (full - zero)
    return np.clip(values * scale[:, None, :] - (zero * scale)[:, None, :], 0.0, 100.0)


def _limits(item: FrameworkItem) -> tuple[float, float, float, float]:
    """Zero and full of the rising side, and of the falling one; NaN where there is no band."""
    if item.direction is Direction.BAND:
        sides = (item.outer_low, item.band_low, item.outer_high, item.band_high)
    else:
        sides = (item.floor, item.target, np.nan, np.nan)
    low, high, upper, top = (np.nan if side is None else float(side) for side in sides)
    return low, high, upper, top


def _imputed(measured: Measurements, peers: pd.DataFrame | None) -> FloatArray:
    """What peers have on average, else everybody; NaN where nobody has anything."""
    present = measured.present.astype(np.float64)
    weights = np.zeros((len(measured.corps), len(measured.corps)))
    if peers is not None and len(peers):
        index = pd.Index(measured.corps)
        row, column = index.get_indexer(pd.Index(peers["corps"])), index.get_indexer(pd.Index(peers["peer"]))
        inside = (row >= 0) & (column >= 0)
        weights[row[inside], column[inside]] = peers["weight"].to_numpy(dtype=np.float64)[inside]
    with np.errstate(divide="ignore", invalid="ignore"):
        of_peers = (weights @ (measured.value * present)) / (weights @ present)
        of_all = (measured.value * present).sum(axis=0) / present.sum(axis=0)
    return np.where(np.isfinite(of_peers), of_peers, of_all)
