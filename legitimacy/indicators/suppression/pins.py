"""What a reader subtracts by hand: published sums of which one atom is left. Saves asking a programme the obvious."""

import numpy as np
from scipy.sparse import csc_array, csr_array

from legitimacy.indicators.suppression.linked import Flags, Places


class Pins:
    """Atoms that are still open, and what publishing one quantity more would pin.

    `pattern`: quantities x atoms, 1 where a quantity holds an atom; `open_atoms`: those not pinned by what is
    `published`; `targets`: quantities that nobody may know.
    """

    def __init__(self, pattern: csr_array, published: Flags, open_atoms: Flags, targets: Places) -> None:
        self._rows, self._columns = pattern, csc_array(pattern)
        self._published, self._open = published.copy(), open_atoms.copy()
        self._left = (pattern @ open_atoms.astype(np.float64)).astype(np.int64)
        self._is_target = np.zeros(len(published), dtype=np.bool_)
        self._is_target[targets] = True
        self._last: tuple[int, list[int], dict[int, int]] = (0, [], {})

    def publish(self, quantity: int) -> bool:
        """Publish one more, unless by mere subtraction that gives a target away; says whether it was published."""
        pinned: list[int] = []
        left: dict[int, int] = {}
        self._published[quantity] = True
        todo, is_safe = [quantity], True
        while todo and is_safe:
            row = todo.pop()
            if left.get(row, self._left[row]) != 1:
                continue
            atom = next(one for one in self._atoms(row) if self._open[one])
            self._open[atom] = False
            pinned.append(atom)
            for holder in self._holders(atom):
                left[holder] = left.get(holder, int(self._left[holder])) - 1
                if left[holder] == 1 and self._published[holder]:
                    todo.append(holder)
                is_safe &= not (left[holder] == 0 and self._is_target[holder])
        self._last = quantity, pinned, {row: int(self._left[row]) for row in left}
        for row, number in left.items():
            self._left[row] = number
        if not is_safe:
            self.withdraw()
        return is_safe

    def withdraw(self) -> None:
        """The last one is not published after all."""
        quantity, pinned, left = self._last
        self._published[quantity] = False
        self._open[pinned] = True
        for row, number in left.items():
            self._left[row] = number

    def _atoms(self, row: int) -> list[int]:
        found: list[int] = self._rows.indices[slice(*self._rows.indptr[row : row + 2])].tolist()
        return found

    def _holders(self, atom: int) -> list[int]:
        found: list[int] = self._columns.indices[slice(*self._columns.indptr[atom : atom + 2])].tolist()
        return found
