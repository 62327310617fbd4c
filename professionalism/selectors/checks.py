"""How far proactive checks are concentrated on few places, in shares only: no place is named and no person is in it."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from django.db.models import Count, Sum

from legitimacy.indicators.periods import Period
from legitimacy.models import Corps
from professionalism.models import PlaceCount
from professionalism.selectors.force_figures import figures_minimum

QUARTERS = 4
LEAST_PLACES, LEAST_CHECKS = 10, 100
"""Below these a share would be about single places and single checks."""
TENTHS = 10
DRAWS, SEED = 300, 20260101


@dataclass(frozen=True, slots=True)
class Concentration:
    """`rows` are tenths from 1 to 10 with the cumulative share, 0 to 1, of checks in so many of the busiest places, and
    what equally busy places would give by chance. `places` and `checks` are rounded down to the smallest count shown.
    """

    quarters: tuple[str, ...]
    places: int
    checks: int
    rows: tuple[tuple[int, float, float], ...]

    @property
    def busiest(self) -> float:
        return self.rows[0][1]

    @property
    def by_chance(self) -> float:
        return self.rows[0][2]


@dataclass(frozen=True, slots=True)
class Entered:
    quarter: str
    places: int
    checks: int


def concentration_of(corps: Corps, today: date) -> Concentration | None:
    """Over the last four quarters that are over, as far as they were entered; None for too few places or checks."""
    newest = Period.containing(today).previous
    wanted = [str(newest.shift(-back)) for back in range(QUARTERS)]
    rows = PlaceCount.objects.filter(corps=corps, quarter__in=wanted).order_by()
    counts = np.array(sorted((n for _, n in rows.values_list("place").annotate(Sum("checks"))), reverse=True))
    if len(counts) < LEAST_PLACES or counts.sum() < LEAST_CHECKS:
        return None
    quarters = tuple(sorted(rows.values_list("quarter", flat=True).distinct()))
    least = figures_minimum()
    even = even_shares(len(counts), int(counts.sum()))
    shares = cumulative(counts)
    table = tuple((tenth, float(shares[tenth - 1]), even[tenth - 1]) for tenth in range(1, TENTHS + 1))
    return Concentration(quarters, len(counts) // least * least, int(counts.sum()) // least * least, table)


def cumulative(counts: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Shares of the sum in the busiest tenth, two tenths ... of counts that are sorted from large to small."""
    ends = [-(-len(counts) * tenth // TENTHS) for tenth in range(1, TENTHS + 1)]
    shares: npt.NDArray[np.float64] = np.cumsum(counts)[np.array(ends) - 1] / counts.sum()
    return shares


@lru_cache(maxsize=64)
def even_shares(places: int, checks: int) -> tuple[float, ...]:
    """The same where every place is as likely as another: the mean of simulated draws, always the same ones."""
    drawn = np.random.default_rng(SEED).multinomial(checks, np.full(places, 1 / places), size=DRAWS)
    ordered = np.sort(drawn, axis=1)[:, ::-1]
    return tuple(float(share) for share in np.mean([cumulative(row) for row in ordered], axis=0))


def places_entered(corps: Corps, today: date, quarters: int = 8) -> list[Entered]:
    """What stands there by quarter, newest first. One query."""
    oldest = str(Period.containing(today).shift(-quarters))
    rows = PlaceCount.objects.filter(corps=corps, quarter__gte=oldest).order_by("-quarter").values_list("quarter")
    return [Entered(quarter, places, checks) for quarter, places, checks in rows.annotate(Count("pk"), Sum("checks"))]
