"""What lies behind the simulated figures: how well each fictional corps really does, quarter by quarter.

Nothing here is measured anywhere. Every draw comes from one seed, so that two installations show the same example.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from legitimacy.demo.files import CorpsRow
from legitimacy.demo.register import population_of
from legitimacy.indicators.periods import Period

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

SEED = 20_251_231
QUARTERS = tuple(Period(year, quarter) for year in range(2018, 2026) for quarter in (1, 2, 3, 4))
FACETS = ("results", "system", "force", "rule_of_law", "treatment", "organisation", "experience", "practice")

# Score points: how far corps differ as a whole, by facet, from quarter to quarter, and how the country moves in a year.
MEAN, BETWEEN_CORPS, BETWEEN_FACETS, DRIFT, YEARLY_GAIN = 63.0, 7.0, 9.0, 0.9, 0.9
# Demervallei stands on the example page that the documentation shows, so its facets are given, not drawn.
GIVEN_LEVELS = {"V017": (61.0, 75.0, 79.0, 83.0, 58.0, 48.0, 66.0, 78.0)}


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Arrays have one row per corps (order of `rows`) and one column per quarter of QUARTERS.

    `levels` are true score points per facet, near 0-100 but not clipped; `alive` says which corps existed.
    """

    rows: list[CorpsRow]
    residents: Floats
    alive: Bools
    levels: dict[str, Floats]

    @property
    def shape(self) -> tuple[int, int]:
        return self.alive.shape[0], self.alive.shape[1]

    def row_of(self, code: str) -> int:
        return next(index for index, row in enumerate(self.rows) if row.code == code)


def generator(*names: str) -> np.random.Generator:
    """A generator of its own for every name, so that a new indicator leaves the others as they were."""
    return np.random.default_rng([SEED, *"/".join(names).encode()])


def world_make(rows: list[CorpsRow]) -> World:
    residents = np.array([[population_of(row, quarter.year) for quarter in QUARTERS] for row in rows], dtype=float)
    alive = np.array([[_exists(row, quarter.start) for quarter in QUARTERS] for row in rows])
    return World(rows=rows, residents=residents, alive=alive, levels=_levels(rows))


def _exists(row: CorpsRow, day: date) -> bool:
    return (row.valid_from is None or row.valid_from <= day) and (row.valid_to is None or row.valid_to >= day)


def _levels(rows: list[CorpsRow]) -> dict[str, Floats]:
    corps, quarters = len(rows), len(QUARTERS)
    whole = generator("corps").normal(0, BETWEEN_CORPS, corps)
    years_to_end = (np.arange(quarters) - quarters + 1) / 4
    levels = {}
    for place, facet in enumerate(FACETS):
        rng = generator("level", facet)
        start = MEAN + whole + rng.normal(0, BETWEEN_FACETS, corps)
        for code, given in GIVEN_LEVELS.items():
            start[[row.code == code for row in rows]] = given[place]
        drift = np.cumsum(rng.normal(0, DRIFT, (corps, quarters)), axis=1)
        # Drift is measured back from the last quarter, where the starting level holds.
        levels[facet] = start[:, None] + drift - drift[:, -1:] + YEARLY_GAIN * years_to_end
    return levels
