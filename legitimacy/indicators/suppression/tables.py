"""Reading a table of counts, and which of its cells are sensitive in themselves."""

import numpy as np
import numpy.typing as npt
import pandas as pd

Counts = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Cell = tuple[int, int]

LARGEST_COUNT = 2**53 // 1024


def read_counts(counts: pd.DataFrame) -> Counts:
    """The counts as whole numbers, shape (rows, columns); `ValueError` names the first cell that is no count."""
    try:
        values = counts.to_numpy(dtype=np.float64, na_value=np.nan)
    except (TypeError, ValueError) as error:
        raise ValueError(f"A table of counts holds numbers only: {error}.") from error
    _refuse(counts, values, ~np.isfinite(values), "is missing or infinite; fill it or leave its row out")
    _refuse(counts, values, values < 0, "is negative; a count is 0 or more")
    _refuse(counts, values, values != np.floor(values), "is no whole number; a table of counts holds whole numbers")
    _refuse(counts, values, values > LARGEST_COUNT, "is too large to compute with exactly")
    return values.astype(np.int64)


def read_mask(counts: pd.DataFrame, mask: pd.DataFrame, name: str) -> Mask:
    """A yes-or-no table as booleans; `ValueError` when its labels are not those of `counts` in the same order."""
    if not (mask.index.equals(counts.index) and mask.columns.equals(counts.columns)):
        raise ValueError(f"The table {name!r} must have the same rows and columns as the counts, in the same order.")
    values = mask.to_numpy()
    if mask.size and values.dtype != np.bool_:
        raise ValueError(f"The table {name!r} must hold True and False only.")
    return values.astype(np.bool_)


def read_minimum(minimum: int) -> int:
    if isinstance(minimum, bool) or minimum != int(minimum) or minimum < 1:
        raise ValueError(f"The minimum count must be a whole number of 1 or more, not {minimum!r}.")
    return int(minimum)


def primary_cells(table: Counts, minimum: int) -> Mask:
    """Cells that may not be published whatever else is hidden, shape of `table`.

    A cell above zero is primary when its count is under `minimum`, or when what remains of its row or of its column is
    under `minimum`: the complement says as much about few people as the cell does, and a complement of zero (a group
    that is the whole row) says something about everybody in it. A table with one column has no row complements, one
    with a single row no column complements: there is no other group to tell apart.

    A zero is not primary: it counts nobody, and it is told apart from "hidden" and "missing" everywhere. Where a zero
    would betray its row (all others in one cell), that one cell is primary, and hiding it takes zeros along.
    """
    small = table < minimum
    if table.shape[1] > 1:
        small |= table.sum(axis=1, keepdims=True) - table < minimum
    if table.shape[0] > 1:
        small |= table.sum(axis=0, keepdims=True) - table < minimum
    return small & (table > 0)


def attainable_widths(table: Counts) -> Counts:
    """Width of each cell's feasible interval when every cell is hidden, shape of `table`: the most any pattern gives.

    With margins R (row), C (column) and N (all), the Frechet bounds max(0, R + C - N) <= x <= min(R, C) are reached
    (Frechet 1940; Dobra and Fienberg 2000), so the width is min(R, C, N - R, N - C).
    """
    total = int(table.sum())
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    widest: Counts = np.minimum(np.minimum(rows, total - rows)[:, None], np.minimum(columns, total - columns))
    return widest


def _refuse(counts: pd.DataFrame, values: npt.NDArray[np.float64], wrong: Mask, reason: str) -> None:
    if wrong.any():
        row, column = (int(place) for place in np.argwhere(wrong)[0])
        place = f"row {counts.index[row]!r}, column {counts.columns[column]!r}"
        raise ValueError(f"The count {values[row, column]:g} in {place} {reason}.")
