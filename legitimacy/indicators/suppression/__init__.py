"""Disclosure control of a two-way table of counts whose margins are published (methods, part 13).

Sources: Cox, "Network models for complementary cell suppression", JASA 90 (1995); Fischetti and Salazar-Gonzalez,
"Solving the cell suppression problem on tabular data with linear constraints", Management Science 47 (2001); de Wolf,
"HiTaS: a heuristic approach to cell suppression in hierarchical tables" (2002); Hundepool and others, Statistical
Disclosure Control (2012), chapters on magnitude and frequency tables, and their tau-ARGUS manual.

What is guaranteed, and against whom. The attacker knows every published cell, every row total, column total and the
grand total, that counts are whole and not negative, and nothing else. For that attacker `is_protected` proves that each
primary cell could be any of at least `minimum + 1` consecutive values. Not covered: somebody who knows their own
contribution to a hidden cell, two tables that share cells or differ by a few records (treat linked tables as one
problem), and knowledge of how the pattern was chosen.
"""

import numpy as np
import pandas as pd

from legitimacy.indicators.suppression.flows import extremes
from legitimacy.indicators.suppression.pattern import choose_hidden
from legitimacy.indicators.suppression.proof import all_proven
from legitimacy.indicators.suppression.tables import (
    attainable_widths,
    primary_cells,
    read_counts,
    read_mask,
    read_minimum,
)

__all__ = ["feasible_intervals", "is_harmless", "is_protected", "protect_table"]


def is_harmless(counts: pd.DataFrame, minimum: int = 5) -> bool:
    """Whether a table has no primary cell, so that all of it may be published with its margins: what `protect_table`
    would answer with True everywhere, without its search. Errors as there.
    """
    return not primary_cells(read_counts(counts), read_minimum(minimum)).any()


def protect_table(counts: pd.DataFrame, minimum: int = 5) -> pd.DataFrame:
    """Which cells of a two-way table may be published beside its margins.

    Primary cells (see `tables.primary_cells`) are hidden: counts from 1 to `minimum - 1`, counts whose complement in
    their row or column is under `minimum`, and with that a group that is the whole row. Zeros are publishable. Further
    cells are hidden, as few as a search by cheapest paths finds, until linear programmes prove that each primary cell's
    feasible interval reaches 0 or `minimum` and is at least `minimum` wide (which implies that it reaches `minimum`).

    A cell in a row or column (or with a remainder of the table) that counts fewer than `minimum` cannot be given that
    width by any pattern: its margins betray it. It is hidden, and given exactly the interval that it would have if
    every cell were hidden. `is_protected` then says no, and the release step refuses or coarsens the table.

    Parameters
    ----------
    counts: whole numbers of 0 or more, shape (rows, columns), without totals. Labels may repeat.
    minimum: smallest count that may be shown; 1 or more.

    Returns
    -------
    Booleans with the labels of `counts`, True where the cell may be published. An empty table gives an empty one. The
    same table always gives the same answer.

    Raises
    ------
    ValueError: a count that is missing, negative or not whole; a minimum under 1. Never for an unprotectable table.
    """
    table, minimum = read_counts(counts), read_minimum(minimum)
    primary = primary_cells(table, minimum)
    needed = np.minimum(attainable_widths(table), minimum)
    hidden = choose_hidden(table, primary, needed) if primary.any() else primary
    try:
        proven = all_proven(table, hidden, primary, needed)
    except ArithmeticError:
        proven = False
    if not proven:
        hidden = np.ones_like(primary)
    return pd.DataFrame(~hidden, index=counts.index, columns=counts.columns)


def feasible_intervals(counts: pd.DataFrame, suppressed: pd.DataFrame) -> pd.DataFrame:
    """What an attacker who knows every other cell and all margins can deduce about each suppressed cell.

    Parameters
    ----------
    counts: whole numbers of 0 or more, shape (rows, columns), without totals.
    suppressed: booleans with the labels of `counts`, True where the cell is hidden.

    Returns
    -------
    One row per suppressed cell in table order, index (row, column), whole numbers `lower` and `upper`: the least and
    the largest count that the cell can have, exactly. Equal bounds mean that the cell is as good as published; the
    true count always lies within. Nothing suppressed gives no rows.

    Raises
    ------
    ValueError: counts as in `protect_table`; labels that differ from those of the counts.
    """
    table, hidden = read_counts(counts), read_mask(counts, suppressed, "suppressed")
    lower, upper = extremes(table, hidden)
    rows, columns = np.nonzero(hidden)
    index = pd.MultiIndex.from_arrays(
        [counts.index.to_flat_index()[rows], counts.columns.to_flat_index()[columns]], names=["row", "column"]
    )
    return pd.DataFrame({"lower": lower[rows, columns], "upper": upper[rows, columns]}, index=index)


def is_protected(counts: pd.DataFrame, published: pd.DataFrame, minimum: int = 5) -> bool:
    """The release step's proof: whether `published` cells and all margins keep every primary cell protected.

    True when no primary cell is published and each one's feasible interval is at least `minimum` wide, proven by one
    linear programme per primary cell inside its connected component. False also when the solver gives no proof.
    `published` has the labels of `counts`; errors as in `protect_table`.
    """
    table, minimum = read_counts(counts), read_minimum(minimum)
    hidden = ~read_mask(counts, published, "published")
    try:
        return all_proven(table, hidden, primary_cells(table, minimum), np.full_like(table, minimum))
    except ArithmeticError:
        return False
