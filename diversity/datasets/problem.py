"""Atoms and numbers of the staff tables in the making."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from legitimacy.disclosure.families import Quantity, Tells

Cells = Mapping[tuple[str, str], Sequence[int]]
"""Atoms by row and column."""


def untold(_row: str, _column: str) -> Tells | None:
    return None


class Problem:
    """`counts`: the atoms. The others as in `families.FamilyCounts`."""

    def __init__(self) -> None:
        self.counts: list[int] = []
        self.quantities: list[Quantity] = []
        self.equal: list[tuple[Sequence[int], Sequence[int]]] = []
        self.guarded: list[Mapping[int, float]] = []

    def atom(self, count: int) -> int:
        self.counts.append(count)
        return len(self.counts) - 1

    def table(
        self, place: tuple[int, int, str, str], cells: Cells, columns: Sequence[str], *,
        tells: Callable[[str, str], Tells | None] = untold, is_whole: bool = False, is_stock: bool = True,
    ) -> None:  # fmt: skip
        """Every cell of a part with its sums over rows, columns and all. `place`: year, subject, part and level;
        `columns`: those that are told, "" for their sum. `is_whole`: the sum of all is the people of the subject.
        """
        year, subject_id, part, level = place
        for row in (*sorted({row for row, _column in cells}), ""):
            for column in columns:
                atoms = sums(cells, row, column)
                if atoms:
                    self.quantities.append(
                        Quantity(
                            year=year, subject_id=subject_id, part=part, row=row, column=column, atoms=tuple(atoms),
                            level=level, tells=tells(row, column), is_stock=is_stock,
                            is_whole=is_whole and not row and not column,
                        )
                    )  # fmt: skip

    def same(self, left: Sequence[int], right: Sequence[int]) -> None:
        """The same people counted twice: equal where they are, else a difference that nobody may work out."""
        if self.sum(left) == self.sum(right):
            self.equal.append((left, right))
        else:
            self.guard(left, right)

    def guard(self, plus: Iterable[int], minus: Iterable[int] = ()) -> None:
        row: dict[int, float] = {}
        for atoms, sign in ((plus, 1.0), (minus, -1.0)):
            for atom in atoms:
                row[atom] = row.get(atom, 0.0) + sign
        self.guarded.append({atom: coefficient for atom, coefficient in row.items() if coefficient})

    def sum(self, atoms: Iterable[int]) -> int:
        return sum(self.counts[atom] for atom in atoms)


def sums(cells: Cells, row: str, column: str) -> list[int]:
    """Atoms of a cell, or of a sum where the row or the column is empty."""
    return [a for (r, c), found in cells.items() for a in found if row in (r, "") and column in (c, "")]


def together(cells: Iterable[Cells]) -> dict[tuple[str, str], list[int]]:
    """Cells of several corps as those of their area."""
    found: dict[tuple[str, str], list[int]] = {}
    for one in cells:
        for place, atoms in one.items():
            found.setdefault(place, []).extend(atoms)
    return found
