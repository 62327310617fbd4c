"""Table families: counts of people that an app hands out only through here, each family and year as one linked problem.

An app registers what it counts (`TableFamily`); it says which whole counts lie behind (the atoms) and every number that
could be published as a sum of them. Years that hang together, because who was there a year ago and who joined less who
left is who is there now, stand in the same problem. What other releases showed, and what values of indicators tell of
the same people, belongs to it too. Docs: docs/methods/suppression.md.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from legitimacy.disclosure.policy import Minimum
from legitimacy.disclosure.proofs import Proven, choice_proven
from legitimacy.indicators.definitions import Disclosure
from legitimacy.indicators.registry import Registry
from legitimacy.indicators.suppression.choice import PRIMARY
from legitimacy.indicators.suppression.linked import Flags, LinkedTables


class Place(NamedTuple):
    """Where a number stands; an empty row or column is a sum over them."""

    year: int
    subject_id: int
    part: str
    row: str
    column: str


Tells = tuple[str, str]
"""An indicator, and which of its numbers a value of it tells: "numerator", "denominator" or "rest" where it is the very
number; "about" where it nearly is, so that whoever reads the one knows the other; "part" where it holds this number.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number that could be published: the sum of `atoms`. `level` is corps, province or nation: coarsening drops
    levels; an empty one is of a number that only values of indicators tell. `is_whole`: the people of the subject, by
    whom it is large enough to be told at all. `is_stock`: counted on a day, so that two years differ by who came and
    went.
    """

    year: int
    subject_id: int
    part: str
    row: str
    column: str
    atoms: tuple[int, ...]
    level: str
    tells: Tells | None = None
    is_whole: bool = False
    is_stock: bool = True

    @property
    def place(self) -> Place:
        return Place(self.year, self.subject_id, self.part, self.row, self.column)


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyCounts:
    """`counts`: the atoms. `quantities` of `year` are to be published, those of other years hang together with them.
    `equal`: pairs of atom lists whose sums are the same people. `guarded`: sums and differences that nobody publishes
    and nobody may work out, as coefficients by atom.
    """

    year: int
    counts: Sequence[int]
    quantities: Sequence[Quantity]
    equal: Sequence[tuple[Sequence[int], Sequence[int]]] = ()
    guarded: Sequence[Mapping[int, float]] = ()
    origin: str = ""

    def value(self, one: Quantity) -> int:
        return sum(self.counts[atom] for atom in one.atoms)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFamily:
    """`read` gives the counts of a register and year, None where nothing was handed over; `shown` are years of which
    numbers were published. `parts` are its tables by code, with their names. `extras`: parts that are left out, in
    this order, before anything else is coarsened.
    """

    key: str
    title: object
    disclosure: Disclosure
    read: Callable[[str, int, Collection[int]], FamilyCounts | None]
    parts: Mapping[str, object]
    extras: tuple[tuple[str, ...], ...] = ()


table_families: Registry[TableFamily] = Registry("table family", key=lambda family: family.key)

LEVELS = ("corps", "province", "nation")
"""What is published at each step of coarsening: all levels, then without corps, then the country alone."""
LEVEL_COST = {"corps": 1.0, "province": 4.0, "nation": 12.0, "": 1.0}
UNTOLD = -1.0


@dataclass(frozen=True, slots=True)
class Known:
    """What the public knows beside the family: `shown` by other releases, the newest of each; `told` by values of
    indicators, by year, subject, indicator and side: the number, None where the value is hidden. `moved`: values
    that are hidden because they changed by few since another period, by year, subject and indicator.
    """

    shown: Mapping[Place, int] = field(default_factory=dict)
    told: Mapping[tuple[int, int, str, str], float | None] = field(default_factory=dict)
    moved: Collection[tuple[int, int, str]] = ()

    @property
    def years(self) -> set[int]:
        return {place.year for place in self.shown}

    def told_of(self, one: Quantity) -> float | None:
        return self.told.get((one.year, one.subject_id, *one.tells), UNTOLD) if one.tells else UNTOLD

    def stands(self, one: Quantity, value: int) -> bool:
        """Whether readers have this number already."""
        told = self.told_of(one)
        is_near = one.tells is not None and one.tells[1] == "about" and told not in (None, UNTOLD)
        return is_near or told == value or self.shown.get(one.place) == value


@dataclass(frozen=True, slots=True)
class Protected:
    """What may go out of `quantities`: `published` ones, at `level` and above ("" is nothing at all) and without the
    parts `left_out`; `narrowest` is what that leaves to an attacker at least.
    """

    quantities: Sequence[Quantity]
    values: Sequence[int]
    origin: str
    published: Flags
    reasons: tuple[str, ...]
    level: str
    narrowest: float
    minimum: int
    left_out: tuple[str, ...] = ()

    @property
    def hidden_people(self) -> float:
        """Share of the people of the finest cells that stand behind hidden ones."""
        cells = [n for n, one in enumerate(self.quantities) if one.row and one.column]
        people = sum(self.values[n] for n in cells)
        return sum(self.values[n] for n in cells if not self.published[n]) / people if people else 0.0

    def value(self, place: int) -> int | None:
        return self.values[place] if self.published[place] else None


def family_protect(
    counts: FamilyCounts, minimum: Minimum, known: Known, extras: Sequence[Sequence[str]] = ()
) -> Protected:
    """Choose and prove, coarsening until it holds: corps and above, provinces and the country, the country, nothing.

    At each level the parts of `extras` are left out one after another before it is given up.
    """
    for step, level in enumerate(LEVELS):
        left: tuple[str, ...] = ()
        for more in ((), *extras):
            left += tuple(more)
            tables = _tables(counts, minimum, known, LEVELS[step:], left)
            proven = choice_proven(tables)
            if proven is not None:
                return _protected(counts, proven, level, minimum.count, left)
    places = _own(counts)
    nothing = np.zeros(len(places), dtype=np.bool_)
    return _made(counts, places, nothing, (PRIMARY,) * len(places), "", 0.0, minimum.count, ())


def _own(counts: FamilyCounts) -> list[int]:
    return [place for place, one in enumerate(counts.quantities) if one.year == counts.year and one.level]


def _made(
    counts: FamilyCounts, places: Sequence[int], published: Flags, reasons: tuple[str, ...], level: str,
    narrowest: float, minimum: int, left: tuple[str, ...],
) -> Protected:  # fmt: skip
    own = [counts.quantities[place] for place in places]
    values = [counts.value(one) for one in own]
    return Protected(own, values, counts.origin, published, reasons, level, narrowest, minimum, left)


def _protected(counts: FamilyCounts, proven: Proven, level: str, minimum: int, left: tuple[str, ...]) -> Protected:
    places = _own(counts)
    published, reasons = proven.published[places], tuple(proven.reasons[place] for place in places)
    return _made(counts, places, published, reasons, level, proven.width, minimum, left)


class _Rows:
    """The matrix of one problem in the making."""

    def __init__(self, atoms: int) -> None:
        self.atoms = atoms
        self.rows: list[Mapping[int, float]] = []
        self.numbers: list[tuple[float, ...]] = []

    def add(
        self, row: Mapping[int, float], value: float, *, guard: float = 0.0, cost: float = 1.0, may: bool = False,
        is_known: bool = False,
    ) -> None:  # fmt: skip
        self.rows.append(row)
        self.numbers.append((value, guard, cost, float(may), float(is_known)))

    def number(self, value: float) -> int:
        """A number that was shown once and is no sum of today's counts: an atom of its own, known."""
        self.atoms += 1
        self.add({self.atoms - 1: 1.0}, value, is_known=True)
        return self.atoms - 1

    def tables(self) -> LinkedTables:
        forms = csr_array(
            (
                [value for row in self.rows for value in row.values()],
                ([place for place, row in enumerate(self.rows) for _ in row], [a for row in self.rows for a in row]),
            ),
            shape=(len(self.rows), self.atoms),
        )
        numbers = np.array(self.numbers, dtype=np.float64).T
        return LinkedTables(
            forms=forms, values=numbers[0], minimum=numbers[1], cost=numbers[2], publishable=numbers[3] > 0,
            known=numbers[4] > 0,
        )  # fmt: skip


def _tables(
    counts: FamilyCounts, minimum: Minimum, known: Known, levels: Sequence[str], left_out: Collection[str]
) -> LinkedTables:
    made = _Rows(len(counts.counts))
    # Who counts too few people in all is told in the sums of its province, as with the figures of indicators.
    enough = {
        (one.year, one.subject_id)
        for one in counts.quantities
        if one.is_whole and counts.value(one) >= minimum.denominator
    }
    for one in counts.quantities:
        value, stands = counts.value(one), known.stands(one, counts.value(one))
        is_offered = one.year == counts.year and one.level in levels and one.part not in left_out
        is_offered &= (one.year, one.subject_id) in enough and known.told_of(one) is not None
        made.add(
            dict.fromkeys(one.atoms, 1.0),
            value,
            # A zero counts nobody: there is nothing to guard.
            guard=float(minimum.count) if value else 0.0,
            cost=LEVEL_COST[one.level] * (1.0 + value**0.5),
            may=is_offered and not stands,
            is_known=stands,
        )
    # Rows of quantities come first and in their order: whoever reads the choice counts on it.
    for left, right in counts.equal:
        made.add(_less(dict.fromkeys(left, 1.0), dict.fromkeys(right, 1.0)), 0.0, is_known=True)
    for row in counts.guarded:
        difference = sum((counts.counts[atom] * coefficient for atom, coefficient in row.items()), 0.0)
        if 0 < abs(difference) < minimum.count:
            made.add(row, difference, guard=float(minimum.count))
    _changes_add(made, counts, minimum, known)
    _moved_add(made, counts, minimum, known)
    return made.tables()


def _moved_add(made: _Rows, counts: FamilyCounts, minimum: Minimum, known: Known) -> None:
    """Of a value that is hidden for a small change the other period is not in this problem: its number is guarded by
    itself, whatever its size, or a row of the table would give it back.
    """
    for one in counts.quantities:
        value = counts.value(one)
        is_moved = one.tells is not None and (one.year, one.subject_id, one.tells[0]) in known.moved
        if value and is_moved and not known.stands(one, value) and known.told_of(one) is None:
            near = made.number(value - 1.0)
            made.add(_less(dict.fromkeys(one.atoms, 1.0), {near: 1.0}), 1.0, guard=float(minimum.count))


def _changes_add(made: _Rows, counts: FamilyCounts, minimum: Minimum, known: Known) -> None:
    """What was shown of this year, or of the year before or after, differs by few: nobody may work out by how many.

    Of the years beside it only corrections count.
    """
    index = {one.place: one for one in counts.quantities}
    for one in counts.quantities:
        value, row = counts.value(one), dict.fromkeys(one.atoms, 1.0)
        is_asked = one.is_stock and one.year == counts.year
        for year in (one.year - 1, one.year, one.year + 1) if is_asked else (one.year,):
            place = one.place._replace(year=year)
            shown, beside = known.shown.get(place), index.get(place)
            if shown is None or not 0 < abs(value - shown) < minimum.count:
                continue
            if beside is not None and counts.value(beside) == shown:
                other = dict.fromkeys(beside.atoms, 1.0)
            else:
                other = {made.number(float(shown)): 1.0}
            made.add(_less(row, other), value - shown, guard=float(minimum.count))


def _less(left: Mapping[int, float], right: Mapping[int, float]) -> dict[int, float]:
    row = dict(left)
    for atom, coefficient in right.items():
        row[atom] = row.get(atom, 0.0) - coefficient
    return {atom: coefficient for atom, coefficient in row.items() if coefficient}
