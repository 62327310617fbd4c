"""Somebody who copies all published staff tables of a country and solves for what is missing. Independent of the rules.

Knows no more than the numbers, their places (year, area, sex, grade; "all" for a sum), which corps lie in which area,
and bands of shares.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import ceil, floor

import numpy as np
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import block_array, csr_array

Place = tuple[int, str, str, str]
"""Year, area, sex, grade."""
ALL = "all"


@dataclass(slots=True)
class NationAttacker:
    """`published`: number by place. `bands`: least and largest count by place. `areas`: corps in each area."""

    published: Mapping[Place, int]
    bands: Mapping[Place, tuple[float, float]]
    areas: Mapping[str, Collection[str]]
    sexes: Sequence[str]
    grades: Sequence[str]
    solved: dict[Place, int] = field(default_factory=dict)

    def cells(self, place: Place) -> list[Place]:
        """The smallest cells that a number is the sum of."""
        year, area, sex, grade = place
        sexes = self.sexes if sex == ALL else [sex]
        grades = self.grades if grade == ALL else [grade]
        return [(year, corps, *group) for corps in sorted(self.areas[area]) for group in product(sexes, grades)]

    def subtract(self) -> None:
        """Work out by hand, over and over: a sum of which one cell is missing, and a sum of which nothing is left."""
        holders: dict[Place, list[Place]] = defaultdict(list)
        missing = {place: set(self.cells(place)) for place in self.published}
        rest = dict(self.published)
        for place, cells in missing.items():
            for cell in cells:
                holders[cell].append(place)
        todo = list(self.published)
        while todo:
            place = todo.pop()
            cells = missing[place]
            if len(cells) == 1 or rest[place] == 0:
                for cell in list(cells):
                    count = self.solved[cell] = rest[place] if len(cells) == 1 else 0
                    for holder in holders[cell]:
                        missing[holder].discard(cell)
                        rest[holder] -= count
                        todo.append(holder)

    def narrow(self, wanted: Sequence[Place]) -> dict[Place, tuple[float, float]]:
        """Least and largest count of each place, by linear programmes over all cells that are not solved by hand."""
        unknown = sorted(
            {cell for place in (*self.published, *wanted) for cell in self.cells(place) if cell not in self.solved}
        )
        columns = {cell: number for number, cell in enumerate(unknown)}
        sums = {place: number for place, number in self.published.items() if self._open(place)}
        rows = block_array([[self._matrix([*sums, *self.bands], columns)]], format="csr")
        exact = [number - self._solved_part(place) for place, number in sums.items()]
        low = [*exact, *(bounds[0] - self._solved_part(place) for place, bounds in self.bands.items())]
        high = [*exact, *(bounds[1] - self._solved_part(place) for place, bounds in self.bands.items())]
        found = {}
        for place in wanted:
            if not self._open(place):
                found[place] = (float(self._solved_part(place)),) * 2
                continue
            aim = self._matrix([place], columns).toarray().ravel()
            ends = []
            for sign in (1, -1):
                answer = milp(sign * aim, constraints=LinearConstraint(rows, low, high))
                assert answer.status in (0, 3), answer.message
                ends.append(np.inf if answer.status == 3 else sign * float(answer.fun))
            known = self._solved_part(place)
            most = np.inf if np.isinf(ends[1]) else float(floor(ends[1] + 1e-6) + known)
            found[place] = (float(ceil(ends[0] - 1e-6) + known), most)
        return found

    def _open(self, place: Place) -> bool:
        return any(cell not in self.solved for cell in self.cells(place))

    def _solved_part(self, place: Place) -> int:
        return sum(self.solved.get(cell, 0) for cell in self.cells(place))

    def _matrix(self, places: Sequence[Place], columns: Mapping[Place, int]) -> csr_array:
        inside = [[columns[cell] for cell in self.cells(place) if cell in columns] for place in places]
        rows = np.repeat(np.arange(len(places)), [len(one) for one in inside])
        flat = np.array([column for one in inside for column in one], dtype=np.int64)
        return csr_array((np.ones(len(flat)), (rows, flat)), shape=(len(places), len(columns)))
