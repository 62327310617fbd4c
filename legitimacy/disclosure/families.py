"""Table families: counts of people that an app hands out only through here, each family and year as one linked problem.

An app registers what it counts (`TableFamily`); it says which whole counts lie behind (the atoms) and every number that
could be published as a sum of them. What earlier releases showed, and what values of indicators in this release tell of
the same people, belongs to the problem. Docs: docs/methods/disclosure.md.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_array

from legitimacy.disclosure.policy import Minimum
from legitimacy.disclosure.proofs import choice_proven
from legitimacy.indicators.definitions import Disclosure
from legitimacy.indicators.registry import Registry
from legitimacy.indicators.suppression.attack import attack
from legitimacy.indicators.suppression.choice import PRIMARY, Choice
from legitimacy.indicators.suppression.linked import Flags, LinkedTables, sensitive

Place = tuple[int, str, str, str]
"""Subject id, part, row and column; an empty row or column is a sum over them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number that could be published: the sum of `atoms`. `level` is corps, province or nation: coarsening drops
    levels. `tells`: an indicator and "numerator" or "denominator", where a value of it is this very number.
    """

    subject_id: int
    part: str
    row: str
    column: str
    atoms: tuple[int, ...]
    level: str
    tells: tuple[str, str] | None = None

    @property
    def place(self) -> Place:
        return self.subject_id, self.part, self.row, self.column


@dataclass(frozen=True, slots=True)
class FamilyCounts:
    """`counts`: the atoms. `equal`: pairs of atom lists whose sums are the same people."""

    counts: Sequence[int]
    quantities: Sequence[Quantity]
    equal: Sequence[tuple[Sequence[int], Sequence[int]]] = ()
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFamily:
    """`read` gives the counts of a register and year, None where nothing was handed over."""

    key: str
    title: object
    disclosure: Disclosure
    read: Callable[[str, int], FamilyCounts | None]


table_families: Registry[TableFamily] = Registry("table family", key=lambda family: family.key)

LEVELS = ("corps", "province", "nation")
"""What is published at each step of coarsening: all levels, then without corps, then the country alone."""
LEVEL_COST = {"corps": 1.0, "province": 4.0, "nation": 12.0}


@dataclass(frozen=True, slots=True)
class Known:
    """What the public knows beside the family: `shown` before, by place; `told` by values of indicators: the number of
    a subject, indicator and side where it is shown, None where it is hidden.
    """

    shown: Mapping[Place, int] = field(default_factory=dict)
    earlier: Mapping[Place, int] = field(default_factory=dict)
    told: Mapping[tuple[int, str, str], float | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Protected:
    """What may go out: `published` by quantity, at `level` and above ("" is nothing at all), and what that leaves."""

    counts: FamilyCounts
    published: Flags
    reasons: tuple[str, ...]
    level: str
    narrowest: float
    minimum: int

    @property
    def hidden_people(self) -> float:
        """Share of the people of the finest cells that stand behind hidden ones."""
        cells = [n for n, one in enumerate(self.counts.quantities) if one.row and one.column]
        people = sum(self._value(n) for n in cells)
        return sum(self._value(n) for n in cells if not self.published[n]) / people if people else 0.0

    def _value(self, place: int) -> int:
        return sum(self.counts.counts[atom] for atom in self.counts.quantities[place].atoms)

    def value(self, place: int) -> int | None:
        return self._value(place) if self.published[place] else None


def family_protect(counts: FamilyCounts, minimum: Minimum, known: Known) -> Protected:
    """Choose and prove, coarsening until it holds: corps and above, provinces and the country, the country, nothing."""
    for step, level in enumerate(LEVELS):
        tables = _tables(counts, minimum, known, LEVELS[step:])
        choice = choice_proven(tables)
        if choice is not None:
            return _protected(counts, tables, choice, level, minimum.count)
    nothing = np.zeros(len(counts.quantities), dtype=np.bool_)
    return Protected(counts, nothing, (PRIMARY,) * len(nothing), "", 0.0, minimum.count)


def _protected(counts: FamilyCounts, tables: LinkedTables, choice: Choice, level: str, minimum: int) -> Protected:
    count = len(counts.quantities)
    small = sensitive(tables)
    guarded = LinkedTables(
        forms=tables.forms, values=tables.values, minimum=np.where(small, tables.minimum, 0.0), cost=tables.cost,
        publishable=tables.publishable, known=tables.known,
    )  # fmt: skip
    widths = attack(guarded, choice.published).width if small.any() else np.array([np.inf])
    return Protected(counts, choice.published[:count], choice.reasons[:count], level, float(widths.min()), minimum)


def _tables(counts: FamilyCounts, minimum: Minimum, known: Known, levels: Sequence[str]) -> LinkedTables:
    rows: list[dict[int, float]] = [dict.fromkeys(one.atoms, 1.0) for one in counts.quantities]
    values = [float(sum(counts.counts[atom] for atom in one.atoms)) for one in counts.quantities]
    # A zero counts nobody: there is nothing to guard.
    least = [float(minimum.count) if value else 0.0 for value in values]
    cost = [LEVEL_COST[one.level] * (1.0 + value**0.5) for one, value in zip(counts.quantities, values, strict=True)]
    # Who counts too few people in all is told in the sums of its province, as with the figures of indicators.
    few = {
        one.subject_id
        for one, value in zip(counts.quantities, values, strict=True)
        if not one.row and not one.column and value < minimum.denominator
    }
    may, stands = [], []
    for one, value in zip(counts.quantities, values, strict=True):
        told = known.told.get((one.subject_id, *one.tells), -1.0) if one.tells else -1.0
        stands.append(known.shown.get(one.place) == value or told == value)
        is_enough = one.level in levels and one.subject_id not in few
        may.append(is_enough and told is not None and not stands[-1])
    atoms = len(counts.counts)

    def add(row: dict[int, float], value: float, *, guard: float, is_known: bool) -> None:
        rows.append(row)
        values.append(value)
        least.append(guard)
        cost.append(1.0)
        may.append(False)
        stands.append(is_known)

    for left, right in counts.equal:
        row = dict.fromkeys(left, 1.0)
        for atom in right:
            row[atom] = row.get(atom, 0.0) - 1.0
        add(row, 0.0, guard=0.0, is_known=True)
    for place, one in enumerate(counts.quantities):
        for before in (known.earlier.get(one.place), known.shown.get(one.place)):
            change = values[place] - before if before is not None else 0.0
            if before is not None and 0 < abs(change) < minimum.count:
                # What was shown is a count of its own; nobody may work out how many came or went.
                add({atoms: 1.0}, float(before), guard=0.0, is_known=True)
                add(rows[place] | {atoms: -1.0}, change, guard=float(minimum.count), is_known=False)
                atoms += 1
    forms = csr_array(
        (
            [value for row in rows for value in row.values()],
            ([place for place, row in enumerate(rows) for _ in row], [atom for row in rows for atom in row]),
        ),
        shape=(len(rows), atoms),
    )
    return LinkedTables(
        forms=forms, values=np.array(values), minimum=np.array(least), cost=np.array(cost),
        publishable=np.array(may, dtype=np.bool_), known=np.array(stands, dtype=np.bool_),
    )  # fmt: skip
