"""Small cells of one indicator in one period, and the cells that would give them away (methods, part 13).

A corps hides nothing but itself. Where values of provinces, regions or the country are sums of the corps's, all of them
are one problem (`legitimacy.indicators.suppression.linked`). Docs: docs/methods/suppression.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from legitimacy.disclosure.cells import Cell, complement, is_counted, people_counted
from legitimacy.disclosure.policy import Measure, Minimum
from legitimacy.disclosure.proofs import choice_proven
from legitimacy.disclosure.windows import Ledger
from legitimacy.indicators.definitions import Kind, State
from legitimacy.indicators.suppression.linked import Flags, LinkedTables
from legitimacy.models import SubjectKind

UNCOUNTED = (Kind.MEAN_SCORE, Kind.MEDIAN_DAYS)


@dataclass(frozen=True, slots=True)
class Hidden:
    """Value ids to hide. `is_linked`: some of them add up to something that is shown, or was."""

    value_ids: frozenset[int]
    is_linked: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """The counted cells of one table, those of too few included.

    `sums` gives the leaves (cells that hold no other) under each cell above.
    """

    cells: Sequence[Cell]
    leaves: Sequence[Cell]
    sums: Mapping[int, Sequence[int]]


def family_of(cells: Iterable[Cell]) -> Family:
    measured = sorted((cell for cell in cells if is_counted(cell)), key=lambda cell: cell.value_id)
    holders = {cell.value_id: [one for one in measured if holds(cell, one)] for cell in _above(measured, measured)}
    leaves = [cell for cell in measured if not holders.get(cell.value_id)]
    places = {cell.value_id: place for place, cell in enumerate(leaves)}
    sums = {
        value_id: [places[one.value_id] for one in inside if one.value_id in places]
        for value_id, inside in holders.items()
        if inside
    }
    return Family(measured, leaves, sums)


def holds(above: Cell, below: Cell) -> bool:
    """Whether the people of one subject are among those of another."""
    if above.kind == SubjectKind.NATION:
        return below.kind != SubjectKind.NATION
    return above.subject_id in below.within


def cells_to_hide(
    family: Family,
    small: frozenset[int],
    measure: Measure,
    minimum: Minimum,
    ledger: Ledger | None,
    published: Sequence[Cell] = (),
) -> Hidden:
    """What must not be shown beside what, for one table of figures about people.

    `small`: value ids that may not be shown by themselves. `published`: figures of this table that the ledger holds, of
    any revision. Without sums they are all. With sums and a `ledger` the
    cheapest further cells are chosen; where that is not possible or cannot be proven, and for audiences without a
    ledger (who read what the public reads as well, chosen otherwise), the whole table is hidden.
    """
    covered = _still_covered(family, published)
    must = small | covered
    everything = Hidden(frozenset(cell.value_id for cell in family.cells))
    if not must:
        return Hidden(frozenset())
    if not family.sums:
        return Hidden(must, is_linked=bool(covered))
    if ledger is None:
        return everything
    must |= {cell.value_id for cell in family.cells if cell.state != State.OK}
    if any(ledger.is_behind_band(cell) for cell in family.leaves):
        must |= family.sums.keys()
    tables = _tables(family, must, measure, minimum, ledger)
    if tables is None:
        return everything
    choice = choice_proven(tables)
    if choice is None:
        return everything
    return Hidden(_unpublished(family, choice.published), is_linked=True)


def _above(cells: Sequence[Cell], others: Sequence[Cell]) -> list[Cell]:
    """Cells that can hold others; looked at alone, since nearly all are corps that hold none."""
    within = {subject for cell in others for subject in cell.within}
    return [cell for cell in cells if cell.kind == SubjectKind.NATION or cell.subject_id in within]


def _still_covered(family: Family, published: Sequence[Cell]) -> frozenset[int]:
    """What stood hidden under a sum that was published and has another value since: shown now, it would open that sum
    for whatever small one was hidden with it.
    """
    current = {cell.value_id for cell in family.cells}
    old = [cell for cell in _above(published, family.leaves) if cell.value_id not in current]
    shown = {cell.subject_id for cell in published}
    return frozenset(
        cell.value_id
        for cell in family.leaves
        if cell.subject_id not in shown and any(holds(above, cell) for above in old)
    )


def _tables(
    family: Family, must: frozenset[int], measure: Measure, minimum: Minimum, ledger: Ledger
) -> LinkedTables | None:
    """The table as one problem; None where counts are not known, not whole or do not add up.

    Atoms: the count of each leaf and, for shares, the rest of it. Whoever reads a hidden share may know its base, from
    another table; so bases count as known.
    """
    counted = {cell.value_id: _whole_counts(cell, measure) for cell in family.cells}
    if measure.kind in UNCOUNTED or not all(counted.values()):
        return None
    has_rest, size = measure.kind is Kind.PROPORTION, len(family.leaves)
    rows = _Rows(size * 2 if has_rest else size)
    places = {cell.value_id: [place] for place, cell in enumerate(family.leaves)} | dict(family.sums)
    for cell in family.cells:
        inside = places[cell.value_id]
        count, rest = counted[cell.value_id] or (0, 0)
        leaves = [counted[family.leaves[place].value_id] or (0, 0) for place in inside]
        if (count, rest) != (sum(one for one, _ in leaves), sum(one for _, one in leaves)):
            return None
        width = min(minimum.count, count + rest) if has_rest else minimum.count
        cost = (1 + np.log1p(min(count, rest) if has_rest else count)) * np.sqrt(len(inside))
        offered, known = cell.value_id not in must, ledger.knows(cell)
        rows.add(inside, count, width if count else 0, cost=cost, publishable=offered, known=known)
        if has_rest:
            rests = [place + size for place in inside]
            rows.add(rests, rest, width if rest < minimum.count else 0)
            rows.add([*inside, *rests], count + rest, 0, known=True)
    return rows.tables()


def _whole_counts(cell: Cell, measure: Measure) -> tuple[int, int] | None:
    """Count and rest (0 where a figure has none)."""
    count = people_counted(cell, measure)
    rest = None if count is None else complement(cell, measure, count)
    if count is None or (measure.kind is Kind.PROPORTION and rest is None):
        return None
    numbers = round(count), round(rest or 0)
    is_whole = abs(count - numbers[0]) < 1e-9 and abs((rest or 0) - numbers[1]) < 1e-9
    return numbers if is_whole and min(numbers) >= 0 else None


def _unpublished(family: Family, published: Flags) -> frozenset[int]:
    step = len(published) // len(family.cells)
    return frozenset(
        cell.value_id for cell, is_shown in zip(family.cells, published[::step], strict=True) if not is_shown
    )


class _Rows:
    """Quantities of linked tables, added one by one."""

    def __init__(self, atoms: int) -> None:
        self._atoms = atoms
        self._inside: list[Sequence[int]] = []
        self._numbers: dict[str, list[float]] = defaultdict(list)

    def add(
        self, inside: Sequence[int], value: float, minimum: float, *, cost: float = 1.0, publishable: bool = False,
        known: bool = False,
    ) -> None:  # fmt: skip
        self._inside.append(inside)
        numbers = {"values": value, "minimum": minimum, "cost": cost, "publishable": publishable, "known": known}
        for name, number in numbers.items():
            self._numbers[name].append(number)

    def tables(self) -> LinkedTables:
        ends = np.cumsum([0, *(len(inside) for inside in self._inside)])
        atoms = np.concatenate([np.asarray(inside, dtype=np.int64) for inside in self._inside])
        shape = (len(self._inside), self._atoms)
        numbers = {name: np.array(many, dtype=np.float64) for name, many in self._numbers.items()}
        return LinkedTables(
            forms=csr_array((np.ones(len(atoms)), atoms, ends), shape=shape),
            values=numbers["values"],
            minimum=numbers["minimum"],
            cost=numbers["cost"],
            publishable=numbers["publishable"] > 0,
            known=numbers["known"] > 0,
        )
