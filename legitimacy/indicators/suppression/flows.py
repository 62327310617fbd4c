"""How far one hidden cell can move while all margins stay: exact, in whole numbers.

A table with fixed margins is a flow on the bipartite graph of its rows and columns, one edge per cell (Cox 1995).
Raising one cell means lowering and raising others in turn along a path from its row to its column.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from legitimacy.indicators.suppression.tables import Cell, Counts, Mask

FORBIDDEN = 2**40
"""Cost of a cell that may not move; far above any sum of real costs."""


@dataclass(frozen=True, slots=True)
class Move:
    """How far a cell was moved (0 or more), and the other cells that moved with it."""

    distance: int
    used: frozenset[Cell]


def cheapest_path(outward: Counts, homeward: Counts, cell: Cell) -> list[Cell] | None:
    """Cheapest path of cells from the row of `cell` to its column, or None.

    `outward[r, c]` is the cost of stepping from row r to column c through that cell, `homeward[r, c]` from column c to
    row r; both have the shape of the table. Bellman's recursion, a whole table per step. The cells come in order, so
    that even places are outward steps. Among equal paths the one found first in row and column order is returned.
    """
    start, end = cell
    rows = np.full(outward.shape[0], FORBIDDEN, dtype=np.int64)
    columns = np.full(outward.shape[1], FORBIDDEN, dtype=np.int64)
    row_from, column_from = np.zeros_like(rows), np.zeros_like(columns)
    rows[start] = 0
    while True:
        through = rows[:, None] + outward
        better = through.min(axis=0) < columns
        columns[better] = through.min(axis=0)[better]
        column_from[better] = through.argmin(axis=0)[better]
        through = columns[None, :] + homeward
        nearer = through.min(axis=1) < rows
        if not nearer.any():
            break
        rows[nearer] = through.min(axis=1)[nearer]
        row_from[nearer] = through.argmin(axis=1)[nearer]
    if columns[end] >= FORBIDDEN:
        return None
    stops = [end]
    while len(stops) % 2 or stops[-1] != start:
        stops.append(int(column_from[stops[-1]] if len(stops) % 2 else row_from[stops[-1]]))
    stops.reverse()
    return [(a, b) if place % 2 == 0 else (b, a) for place, (a, b) in enumerate(pairwise(stops))]


def push(table: Counts, cost: Counts, cell: Cell, amount: int, *, upward: bool) -> Move:
    """Move `cell` by up to `amount` (up or down), paying `cost` once for every other cell that moves with it.

    Successive cheapest augmenting paths (Ford and Fulkerson): the
    distance is the largest possible, the price is the cheapest path by path, not over all.
    """
    current, price = table.copy(), cost.copy()
    price[cell] = FORBIDDEN
    goal = amount if upward else min(amount, int(table[cell]))
    moved, used = 0, set[Cell]()
    while moved < goal:
        lowering = np.where(current > 0, price, FORBIDDEN)
        path = cheapest_path(lowering, price, cell) if upward else cheapest_path(price, lowering, cell)
        if path is None:
            break
        falling, rising = (path[::2], path[1::2]) if upward else (path[1::2], path[::2])
        step = min(goal - moved, *(int(current[other]) for other in falling))
        for other in falling:
            current[other] -= step
        for other in rising:
            current[other] += step
        for other in path:
            price[other] = 0
        used.update(path)
        moved += step
    return Move(moved, frozenset(used))


def move_both_ways(table: Counts, price: Counts, cell: Cell, amount: int, *, up_first: bool = False) -> Move:
    """Move `cell` down as far as it can go, and up for what is left of `amount` (or the other way round).

    Down and up are two separate journeys from the true table: together they are the width of the feasible interval.
    Cells paid for on the first are free on the second.
    """
    first = push(table, price, cell, amount, upward=up_first)
    if first.distance >= amount:
        return first
    paid = price.copy()
    for other in first.used:
        paid[other] = 0
    second = push(table, paid, cell, amount - first.distance, upward=not up_first)
    return Move(first.distance + second.distance, first.used | second.used)


def price_of_hidden(hidden: Mask) -> Counts:
    """Costs under which hidden cells move freely and published ones not at all."""
    return np.where(hidden, 0, FORBIDDEN)


def extremes(table: Counts, hidden: Mask) -> tuple[Counts, Counts]:
    """Least and largest count that each hidden cell can have, shape of `table`; published cells keep theirs.

    Each is a largest flow. Hidden cells cost nothing, so paths come shortest first (Edmonds and Karp 1972) and the
    work does not grow with the size of the counts.
    """
    lower, upper = table.copy(), table.copy()
    cost, far = price_of_hidden(hidden), int(table.sum())
    for row, column in np.argwhere(hidden):
        cell = (int(row), int(column))
        lower[cell] -= push(table, cost, cell, far, upward=False).distance
        upper[cell] += push(table, cost, cell, far, upward=True).distance
    return lower, upper
