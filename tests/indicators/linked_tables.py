"""Linked tables for tests, and a reader who tries every combination of counts."""

from collections.abc import Sequence
from itertools import product

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from legitimacy.indicators.suppression.linked import Fact, Flags, LinkedTables

MARGIN_COST = 1e6


def linked(
    counts: Sequence[int],
    sums: Sequence[tuple[list[int], float]],
    *,
    guarded: Sequence[tuple[list[int], float]] = (),
    known: Sequence[int] = (),
    costs: Sequence[float] | None = None,
) -> LinkedTables:
    """`sums`: coefficients and minimum of each number to publish, `guarded`: of what nobody may work out."""
    forms = csr_array(np.array([form for form, _ in [*sums, *guarded]], dtype=np.float64))
    values = forms @ np.array(counts, dtype=np.float64)
    size = len(values)
    return LinkedTables(
        forms=forms,
        values=values,
        minimum=np.array([minimum for _, minimum in [*sums, *guarded]], dtype=np.float64),
        cost=np.array(costs, dtype=np.float64) if costs else np.maximum(np.abs(values), 1.0),
        publishable=np.arange(size) < len(sums),
        known=np.isin(np.arange(size), known),
    )


def two_way(table: npt.NDArray[np.int64], minimum: float = 5, margin_cost: float = MARGIN_COST) -> LinkedTables:
    """A table with its margins: first the cells in order, then rows, columns and the grand total."""
    rows, columns = table.shape
    cells = np.eye(table.size).reshape(table.size, rows, columns)
    margins = [*np.moveaxis(cells.sum(axis=2), 1, 0), *np.moveaxis(cells.sum(axis=1), 1, 0), cells.sum(axis=(1, 2))]
    sums = [(list(form), minimum) for form in cells.reshape(table.size, table.size)]
    sums += [(list(form), 0.0) for form in margins]
    costs = [*np.maximum(table.ravel(), 1), *[margin_cost] * len(margins)]
    return linked(table.ravel().tolist(), sums, costs=costs)


def possible(tables: LinkedTables, published: Flags, most: int, facts: Sequence[Fact] = ()) -> npt.NDArray[np.float64]:
    """All values (combinations x quantities) that fit what is published, by trying all atoms from 0 to `most`."""
    tried = np.array(list(product(range(most + 1), repeat=tables.forms.shape[1])), dtype=np.float64)
    values = np.asarray(tried @ tables.forms.T.toarray())
    fits = (values[:, published] == tables.values[published]).all(axis=1)
    for fact in facts:
        told = tried @ fact.coefficients
        fits &= (told >= fact.lower - 1e-9) & (told <= fact.upper + 1e-9)
    return np.asarray(values[fits])
