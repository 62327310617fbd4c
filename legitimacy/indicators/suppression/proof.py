"""The proof that primary cells are protected, by linear programmes. It trusts nothing of the search."""

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import block_diag, coo_array
from scipy.sparse.csgraph import connected_components

from legitimacy.indicators.suppression.flows import move_both_ways, price_of_hidden
from legitimacy.indicators.suppression.tables import Cell, Counts, Mask


def all_proven(table: Counts, hidden: Mask, primary: Mask, needed: Counts) -> bool:
    """Whether every primary cell is hidden and can move by at least its `needed`, proven cell by cell.

    Each cell's programme is first given only the cells that a flow made use of: what can move among a few hidden cells
    can move among all of them, and small programmes are fast. Where that proves too little, the whole connected
    component is given. A wrong flow can therefore cost time, never a wrong yes.
    """
    if (primary & ~hidden).any():
        return False
    component = component_labels(hidden)
    for row, column in np.argwhere(primary & (needed > 0)):
        cell, goal = (int(row), int(column)), int(needed[row, column])
        used = move_both_ways(table, price_of_hidden(hidden), cell, goal).used
        near = np.zeros_like(hidden)
        near[tuple(np.array([cell, *used]).T)] = True
        if width(table, near, cell, goal) < goal and width(table, component == component[cell], cell, goal) < goal:
            return False
    return True


def component_labels(hidden: Mask) -> Counts:
    """Number of the connected component of each hidden cell, shape of `hidden`; -1 where published.

    Two hidden cells are tied when they share a row or column; what happens in one component tells nothing of another.
    """
    rows, columns = np.nonzero(hidden)
    size = sum(hidden.shape)
    edges = coo_array((np.ones(len(rows)), (rows, columns + hidden.shape[0])), shape=(size, size))
    _, label = connected_components(edges, directed=False)
    labels = np.full(hidden.shape, -1, dtype=np.int64)
    labels[rows, columns] = label[rows]
    return labels


def width(table: Counts, hidden: Mask, cell: Cell, reach: int) -> int:
    """Width of the feasible interval of `cell` among the `hidden` cells, looking no further than `reach` each way.

    One programme holding two side by side: the least and the largest shift of that cell, with every row and column
    summing to zero and no cell below zero. The matrix is that of a transportation problem, totally unimodular, so both
    ends are whole numbers and are reached by a real table. No other cell needs to move further than `reach` either,
    because a flow through one cell splits into cycles through that cell (Cox 1995); so the programme holds small
    numbers only, whatever the size of the counts.

    Raises `ArithmeticError` when the solver gives no optimum.
    """
    rows, columns = np.nonzero(hidden)
    size, place = len(rows), int(np.flatnonzero((rows == cell[0]) & (columns == cell[1]))[0])
    _, lines = np.unique(np.concatenate([rows, -1 - columns]), return_inverse=True)
    margins = coo_array((np.ones(2 * size), (lines, np.tile(np.arange(size), 2))))
    bounds = [(-min(int(count), reach), reach) for count in table[rows, columns]]
    aim = np.zeros(2 * size)
    aim[place], aim[size + place] = 1.0, -1.0
    found = linprog(
        aim,
        A_eq=block_diag([margins, margins], format="csr"),
        b_eq=np.zeros(2 * margins.shape[0]),
        bounds=bounds * 2,
        method="highs-ds",
        options={"presolve": False},
    )
    if not found.success or found.fun is None:
        raise ArithmeticError(f"The linear programme for a hidden cell found no optimum: {found.message}")
    return round(-found.fun)
