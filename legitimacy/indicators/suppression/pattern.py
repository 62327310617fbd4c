"""Choosing which further cells to hide, so that few are lost."""

from collections.abc import Iterable

import numpy as np

from legitimacy.indicators.suppression.flows import FORBIDDEN, cheapest_path, move_both_ways, price_of_hidden
from legitimacy.indicators.suppression.tables import Cell, Counts, Mask

SMALL_TABLE = 64
SPLITS = 6


def hiding_costs(table: Counts) -> Counts:
    """What hiding each cell costs, shape of `table`: one unit a cell, and a tie-break of far less.

    Among patterns of equally many cells the one that hides smaller counts is preferred, since less of the table is
    lost. Zeros come last: an attacker may know from elsewhere that a cell cannot be anything but empty.
    """
    order = np.lexsort((np.arange(table.size), np.where(table == 0, np.iinfo(np.int64).max, table).ravel()))
    rank = np.empty(table.size, dtype=np.int64)
    rank[order] = np.arange(table.size)
    return 8 * table.size + rank.reshape(table.shape)


def choose_hidden(table: Counts, primary: Mask, needed: Counts) -> Mask:
    """Cells to hide, shape of `table`: every primary cell, and others until each primary can move by its `needed`.

    `needed` must be attainable (see `attainable_widths`). Cells are taken in several fixed orders, each result is
    trimmed until no single further cell can be published, and the cheapest is returned. Deterministic.
    """
    cost = hiding_costs(table)
    cells = [(int(row), int(column)) for row, column in np.argwhere(primary & (needed > 0))]
    by_count = sorted(cells, key=lambda cell: (table[cell], cell))
    orders = [by_count, by_count[::-1]]
    if table.size <= SMALL_TABLE:
        orders += [cells, cells[::-1]]
    patterns = [_Pattern(table, primary, needed, cost).complete(order) for order in orders]
    return min(patterns, key=lambda pattern: int(cost[pattern].sum()))


class _Pattern:
    """A pattern in the making. `witness` holds, per primary cell, the other cells that its protection rests on."""

    def __init__(self, table: Counts, primary: Mask, needed: Counts, cost: Counts) -> None:
        self.table, self.primary, self.needed, self.cost = table, primary, needed, cost
        self.hidden = primary.copy()
        self.witness: dict[Cell, frozenset[Cell]] = {}

    def complete(self, order: list[Cell]) -> Mask:
        for cell in order:
            used = self._protected_by_hidden(cell) or self._cheapest_protection(cell)
            self.witness[cell] = used
            for other in used:
                self.hidden[other] = True
        self._trim()
        return self.hidden

    def _protected_by_hidden(self, cell: Cell) -> frozenset[Cell] | None:
        needed = int(self.needed[cell])
        move = move_both_ways(self.table, price_of_hidden(self.hidden), cell, needed)
        return move.used if move.distance >= needed else None

    def _cheapest_protection(self, cell: Cell) -> frozenset[Cell]:
        price = np.where(self.hidden, 0, self.cost)
        choices = list(self._single_paths(cell, price))
        choices += [
            move_both_ways(self.table, price, cell, int(self.needed[cell]), up_first=up_first).used
            for up_first in (False, True)
        ]
        return min(choices, key=lambda used: (sum(int(price[other]) for other in used), sorted(used)))

    def _single_paths(self, cell: Cell, price: Counts) -> Iterable[frozenset[Cell]]:
        """One closed path each, walked so far down and the rest of the way up."""
        needed = int(self.needed[cell])
        for down in np.unique(np.linspace(0, min(needed, int(self.table[cell])), SPLITS).astype(np.int64)):
            outward = np.where(self.table >= needed - down, price, FORBIDDEN)
            homeward = np.where(self.table >= down, price, FORBIDDEN)
            outward[cell] = homeward[cell] = FORBIDDEN
            path = cheapest_path(outward, homeward, cell)
            if path is not None:
                yield frozenset(path)

    def _trim(self) -> None:
        """Publish again what no primary cell needs, dearest first. Hiding more never hurts, so one pass is enough."""
        extra = [(int(row), int(column)) for row, column in np.argwhere(self.hidden & ~self.primary)]
        for cell in sorted(extra, key=lambda cell: -int(self.cost[cell])):
            self.hidden[cell] = False
            renewed: dict[Cell, frozenset[Cell]] = {}
            for leaning in (leaning for leaning, used in self.witness.items() if cell in used):
                used = self._protected_by_hidden(leaning)
                if used is None:
                    self.hidden[cell] = True
                    break
                renewed[leaning] = used
            else:
                self.witness.update(renewed)
