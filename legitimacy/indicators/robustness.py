"""How far ranks rest on the choices of whoever made the framework (methods, part 14).

Not chance in the figures (that is `uncertainty`), but the builder's own choices: where the goalposts stand, how much
each part weighs, how pillars are put together, which indicators take part, what stands in for a missing one.

Source: Saisana, Saltelli and Tarantola (2005), Uncertainty and sensitivity analysis techniques as tools for the quality
assessment of composite indicators, JRSS A 168, 307-323; OECD/JRC Handbook (2008), step 7.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from legitimacy.indicators.definitions import Direction
from legitimacy.indicators.frameworks import FrameworkItem, FrameworkSpec
from legitimacy.indicators.intervals import BoolArray, FloatArray
from legitimacy.indicators.uncertainty.aggregation import MIN_WEIGHT_PRESENT, PILLAR_FLOOR, ROUNDING, Tree, facet_weight
from legitimacy.indicators.uncertainty.measurements import Measurements, read_measurements
from legitimacy.indicators.uncertainty.ranking import competition_ranks

RUNS = 500
ALONE = 100
"""Runs in which goalposts alone, or weights alone, are moved."""
GOALPOSTS, WEIGHTS, AGGREGATION, MISSING, DROPPED = "goalposts", "weights", "aggregation", "missing", "without"
GOALPOST_STEP, WEIGHT_STEP = 0.10, 0.25
RUNS_AT_A_TIME = 50
COLUMNS = ["corps", "key", "group_size", "nominal", "median", "lower", "upper", "shift", "choice", "choice_shift"]
IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Robustness:
    """`rows`: one row per corps and key (pillar, `overall`) that has a rank. Ranks: 1 is best, ties share the best.

    `nominal` by the framework as it is; `median`, `lower`, `upper` the 50, 5 and 95 % quantiles over the runs; `shift`
    the mean absolute distance from the nominal rank; `choice` the one that moves this corps most when it alone is
    changed (`without EFF-06` for an indicator left out; empty where none moves it) and `choice_shift` by how many
    ranks on average; `group_size` the number of corps ranked.
    """

    runs: int
    rows: pd.DataFrame


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


def robustness(
    spec: FrameworkSpec,
    measurements: pd.DataFrame,
    *,
    seed: int,
    runs: int = RUNS,
    corps: Sequence[str] | None = None,
    peers: pd.DataFrame | None = None,
    left_out: Mapping[str, Collection[str]] | None = None,
) -> Robustness:
    """Rank the corps again under other choices than those of the framework.

    In every run all choices are made at once: each goalpost moves by up to 10 % of the way between floor and target,
    each weight by up to 25 % of itself; in every other run the pillars are averaged arithmetically; in half of the
    runs what was due and missing is given the weighted mean of the corps's peers (of everybody, without peers); and one
    indicator after another is left out, and in as many runs none. Besides, each choice is changed alone.

    Parameters
    ----------
    spec: the framework. measurements: as for `score_period`, of one group of corps. seed: 0 or more.
    runs: 1 or more. corps: which, in which order; default all in the table.
    peers: columns `corps`, `peer`, `weight`; codes that are not in the table are passed over.
    left_out: per key the corps that are neither ranked nor counted, such as those whose score may not be shown.

    Returns
    -------
    `Robustness`. Corps without a score at a key have no row for it: missing data is not made good by imputing.

    Raises
    ------
    ValueError: no runs, or faults in the table (see `read_measurements`).
    """
    if runs < 1:
        raise ValueError("Robustness needs at least one run.")
    board = _Board.read(spec, measurements, corps, peers)
    generator = np.random.default_rng(seed)
    nominal = board.levels(_unchanged(board, 1))[0]
    together = board.levels(_everything(board, generator, runs))
    alone = {name: board.levels(choices) for name, choices in _alone(board, generator)}
    tables = [
        _rows(board, place, nominal[:, place], together[:, :, place], alone, frozenset((left_out or {}).get(key, ())))
        for place, key in enumerate(board.tree.ranked)
    ]
    return Robustness(runs=runs, rows=pd.concat(tables, ignore_index=True)[COLUMNS])


@dataclass(frozen=True, slots=True)
class _Board:
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
    ) -> "_Board":
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


def _unchanged(board: _Board, runs: int) -> Choices:
    items, facets, pillars = len(board.codes), len(board.facet_weight), len(board.pillar_weight)
    return Choices(
        zero=np.zeros((runs, 2, items)),
        full=np.zeros((runs, 2, items)),
        item=np.ones((runs, items)),
        facet=np.ones((runs, facets)),
        pillar=np.ones((runs, pillars)),
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


def _everything(board: _Board, generator: np.random.Generator, runs: int) -> Choices:
    choices = _weights_drawn(_goalposts_drawn(_unchanged(board, runs), generator), generator)
    order = np.arange(runs)
    return _changed(
        choices,
        arithmetic=order % 2 == 1,
        imputed=generator.random(runs) < 0.5,
        dropped=order % (len(board.codes) + 1) - 1,
    )


def _alone(board: _Board, generator: np.random.Generator) -> Iterator[tuple[str, Choices]]:
    yield GOALPOSTS, _goalposts_drawn(_unchanged(board, ALONE), generator)
    yield WEIGHTS, _weights_drawn(_unchanged(board, ALONE), generator)
    yield AGGREGATION, _changed(_unchanged(board, 1), arithmetic=np.ones(1, dtype=np.bool_))
    yield MISSING, _changed(_unchanged(board, 1), imputed=np.ones(1, dtype=np.bool_))
    yield DROPPED, _changed(_unchanged(board, len(board.codes)), dropped=np.arange(len(board.codes)))


def _rows(
    board: _Board,
    place: int,
    nominal: FloatArray,
    together: FloatArray,
    alone: Mapping[str, FloatArray],
    left_out: frozenset[str],
) -> pd.DataFrame:
    """The rows of one key, for the corps that have a score at it."""
    corps = np.array(board.measured.corps, dtype=object)
    members = np.flatnonzero(np.isfinite(nominal) & ~np.isin(corps, list(left_out)))
    if not len(members):
        return pd.DataFrame(columns=COLUMNS)
    rank = competition_ranks(nominal[None, members])[0]
    ranks = _ranks(together[:, members])
    low, median, high = np.nanquantile(ranks, (0.05, 0.5, 0.95), axis=0, method="inverted_cdf")
    names, shifts = _shifts(board, rank, {name: levels[:, members, place] for name, levels in alone.items()})
    most = shifts.argmax(axis=0)
    by_most = shifts[most, np.arange(len(members))]
    return pd.DataFrame(
        {
            "corps": corps[members],
            "key": board.tree.ranked[place],
            "group_size": len(members),
            "nominal": rank,
            "median": median,
            "lower": low,
            "upper": high,
            "shift": np.nanmean(np.abs(ranks - rank), axis=0),
            "choice": np.where(by_most > 0, np.array(names, dtype=object)[most], ""),
            "choice_shift": by_most,
        }
    )


def _ranks(scores: FloatArray) -> FloatArray:
    """Ranks per run, NaN where a run left a corps without a score."""
    known = np.isfinite(scores)
    return np.where(known, competition_ranks(np.where(known, scores, -1.0)), np.nan)


def _shifts(board: _Board, rank: FloatArray, alone: Mapping[str, FloatArray]) -> tuple[list[str], FloatArray]:
    """Names of the single choices, and the mean absolute rank shift of each, shape (choices, corps)."""
    moved = {name: np.abs(_ranks(scores) - rank) for name, scores in alone.items()}
    names = [name for name in moved if name != DROPPED]
    together = [np.nanmean(moved[name], axis=0) for name in names]
    each = np.nan_to_num(moved[DROPPED])
    return [*names, *(f"{DROPPED} {code}" for code in board.codes)], np.vstack([*together, each])
