"""Ranks over the runs, and the one choice that moves each corps most."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from legitimacy.indicators.frameworks import FrameworkSpec
from legitimacy.indicators.intervals import FloatArray
from legitimacy.indicators.robustness.board import Board
from legitimacy.indicators.robustness.choices import DROPPED, alone_changed, everything, unchanged
from legitimacy.indicators.uncertainty.ranking import competition_ranks

RUNS = 500
COLUMNS = ["corps", "key", "group_size", "nominal", "median", "lower", "upper", "shift", "choice", "choice_shift"]


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
    board = Board.read(spec, measurements, corps, peers)
    generator = np.random.default_rng(seed)
    nominal = board.levels(unchanged(board.size, 1))[0]
    together = board.levels(everything(board.size, generator, runs))
    alone = {name: board.levels(choices) for name, choices in alone_changed(board.size, generator)}
    tables = [
        _rows(board, place, nominal[:, place], together[:, :, place], alone, frozenset((left_out or {}).get(key, ())))
        for place, key in enumerate(board.tree.ranked)
    ]
    return Robustness(runs=runs, rows=pd.concat(tables, ignore_index=True)[COLUMNS])


def _rows(
    board: Board,
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


def _shifts(board: Board, rank: FloatArray, alone: Mapping[str, FloatArray]) -> tuple[list[str], FloatArray]:
    """Names of the single choices, and the mean absolute rank shift of each, shape (choices, corps)."""
    moved = {name: np.abs(_ranks(scores) - rank) for name, scores in alone.items()}
    names = [name for name in moved if name != DROPPED]
    together = [np.nanmean(moved[name], axis=0) for name in names]
    each = np.nan_to_num(moved[DROPPED])
    return [*names, *(f"{DROPPED} {code}" for code in board.codes)], np.vstack([*together, each])
