"""Moves of linked tables that have been found: together they show how far each target is open."""

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from legitimacy.indicators.suppression.linked import Flags, Floats, Places


class Moves:
    """Whole moves that fit what is published, the standstill first. Any two of them make a pair for every target.

    `forms`: quantities x atoms; `targets`: places of the quantities to be kept open; `needed`: how far, one per target.
    """

    def __init__(self, forms: csr_array, targets: Places, needed: Floats) -> None:
        self._forms, self._targets, self._needed = forms, targets, needed
        self._changes = np.zeros((64, forms.shape[0]), dtype=np.float32)
        self._valid = np.zeros(64, dtype=np.bool_)
        self._valid[0] = True
        self._count = 1
        self._least, self._most = np.zeros(len(targets)), np.zeros(len(targets))

    def is_open(self) -> Flags:
        """One flag per target."""
        found: Flags = self._most - self._least >= self._needed
        return found

    def add(self, atoms: Floats) -> None:
        if self._count == len(self._valid):
            self._changes = np.concatenate([self._changes, np.zeros_like(self._changes)])
            self._valid = np.concatenate([self._valid, np.zeros_like(self._valid)])
        change = self._forms @ atoms
        self._changes[self._count] = change
        self._valid[self._count] = True
        self._count += 1
        self._widen(change[self._targets])

    def withdraw(self, quantity: int) -> Places:
        """Leave out the moves that change `quantity`, which is published; returns them."""
        gone = np.flatnonzero(self._valid & (self._changes[:, quantity] != 0))
        self._valid[gone] = False
        shifts = self._changes[np.ix_(gone, self._targets)]
        ends = ((shifts == self._least) & (shifts < 0)) | ((shifts == self._most) & (shifts > 0))
        self._measure(np.flatnonzero(ends.any(axis=0)))
        return gone

    def restore(self, withdrawn: Places) -> None:
        """Take moves in again, the quantity being hidden after all."""
        self._valid[withdrawn] = True
        for move in withdrawn:
            self._widen(self._changes[move, self._targets])

    def keep_fitting(self, published: Flags) -> None:
        """Leave out for good what changes anything published."""
        self._valid &= ~(self._changes[:, published] != 0).any(axis=1)
        self._measure(np.arange(len(self._targets)))

    def _widen(self, shift: npt.NDArray[np.floating]) -> None:
        self._least, self._most = np.minimum(self._least, shift), np.maximum(self._most, shift)

    def _measure(self, places: Places) -> None:
        shifts = self._changes[np.ix_(self._valid, self._targets[places])]
        self._least[places], self._most[places] = shifts.min(axis=0), shifts.max(axis=0)
