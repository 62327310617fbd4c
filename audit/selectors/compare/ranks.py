"""Ranks on one indicator, with their interval, and only where they tell corps apart (methods, part 7). For auditors."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from audit.selectors.compare.funnel import Point, counts_of
from legitimacy.indicators.definitions import Direction, Indicator, Kind
from legitimacy.indicators.uncertainty.distributions import Family, draw_into
from legitimacy.indicators.uncertainty.ranking import rank_within
from legitimacy.indicators.uncertainty.seeds import CellStream, seed_for

DRAWS = 2_000
LEVEL = (0.05, 0.95)


@dataclass(frozen=True, slots=True)
class RankRange:
    """Rank 1 is the best of `group`; `lower` to `upper` holds nine draws out of ten."""

    rank: int
    lower: int
    upper: int
    group: int


def ranks_of(points: Sequence[Point], passport: Indicator, framework: str) -> dict[str, RankRange | None]:
    """By corps code; None where the interval covers more than a third of the group: not to be told apart.

    Seeded draws by cell, of Jeffreys' posteriors as for scores. Empty for background indicators and bands, where there
    is no order, and for complete counts, which have no interval.
    """
    if passport.direction not in (Direction.HIGHER, Direction.LOWER) or not passport.sampled:
        return {}
    sign = 1.0 if passport.direction is Direction.HIGHER else -1.0
    draws, stream = np.empty((len(points), DRAWS)), CellStream()
    for place, point in enumerate(points):
        count, size = counts_of(point.figure, passport)
        seed = seed_for(point.figure.period, framework, passport.code, point.corps.code)
        if passport.kind is Kind.COUNT_RATE:
            draw_into(draws[place], Family.GAMMA, count + 0.5, passport.per / size, stream.at(seed))
        else:
            draw_into(draws[place], Family.BETA, count + 0.5, size - count + 0.5, stream.at(seed))
    values = np.array([point.value for point in points])
    found = rank_within(sign * values, sign * draws, ["all"] * len(points), LEVEL)
    return {
        point.corps.code: RankRange(
            int(found.rank[place]), int(found.lower[place]), int(found.upper[place]), len(points)
        )
        if found.distinguishable[place]
        else None
        for place, point in enumerate(points)
    }
