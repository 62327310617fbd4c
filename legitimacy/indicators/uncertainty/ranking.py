"""Ranks within a group, their range, and whether they tell anybody apart."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from legitimacy.indicators.intervals import BoolArray, FloatArray

LARGEST_SHARE_OF_GROUP = 1 / 3


@dataclass(frozen=True, slots=True)
class Ranks:
    """Rank (1 is best), its range, and whether it may be printed; shape (corps,), NaN or False without a score."""

    rank: FloatArray
    lower: FloatArray
    upper: FloatArray
    distinguishable: BoolArray


def rank_within(point: FloatArray, draws: FloatArray, groups: Sequence[str], level: tuple[float, float]) -> Ranks:
    """Ranks of `point` (corps,), and their quantiles at `level` over `draws` (corps, draws), inside each group.

    Ties share the best rank of the tie. Corps without a score are not ranked and not counted. The range is widened
    where needed to hold the rank of the point score. A rank is distinguishable when its range takes up at most a third
    of the ranks in its group, so never in a group of one or two.
    Source: Goldstein and Spiegelhalter (1996), JRSS A 159, on intervals for ranks; methods, part 7.
    """
    rank, lower, upper = (np.full(len(point), np.nan) for _ in range(3))
    distinguishable = np.zeros(len(point), dtype=np.bool_)
    names = np.asarray(groups, dtype=object)
    for group in dict.fromkeys(groups):
        members = np.flatnonzero((names == group) & np.isfinite(point))
        if not len(members):
            continue
        rank[members] = competition_ranks(point[None, members])[0]
        drawn = competition_ranks(np.ascontiguousarray(draws[members].T))
        ends = np.quantile(drawn, level, axis=0, method="inverted_cdf")
        lower[members] = np.minimum(ends[0], rank[members])
        upper[members] = np.maximum(ends[1], rank[members])
        taken = upper[members] - lower[members] + 1
        distinguishable[members] = taken <= LARGEST_SHARE_OF_GROUP * len(members) + 1e-9
    return Ranks(rank, lower, upper, distinguishable)


def competition_ranks(scores: FloatArray) -> FloatArray:
    """Ranks along the last axis, 1 for the highest, ties sharing the best; `scores` of shape (draws, corps)."""
    order = np.argsort(-scores, axis=1)
    arranged = np.take_along_axis(scores, order, axis=1)
    place = np.broadcast_to(np.arange(1, scores.shape[1] + 1), scores.shape).copy()
    place[:, 1:][arranged[:, 1:] == arranged[:, :-1]] = 1
    ranks = np.empty(scores.shape)
    np.put_along_axis(ranks, order, np.maximum.accumulate(place, axis=1).astype(np.float64), axis=1)
    return ranks
