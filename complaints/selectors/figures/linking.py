"""Which counts of anonymous answers may be shown beside each other, so that no difference of them tells of a person.

The attacker knows every shown table, all their sums and differences, and of each corps how many answered and how many
of them were satisfied: the indicator PRV-06 says so to the quarter. Counts are whole and not negative.
"""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from legitimacy.indicators.suppression import is_harmless

Split = npt.NDArray[np.int64]
"""Counts with outcomes as rows and answers as columns."""


def is_safe(table: Split, minimum: int) -> bool:
    """Whether every cell of a table may be shown with its margins: the whole table is shown, or none of it.

    No cell from 1 to `minimum` - 1, none whose complement in its row or column is under `minimum`.
    """
    return is_harmless(pd.DataFrame(table), minimum)


def shown_together(tables: Mapping[int, Split], minimum: int) -> frozenset[int] | None:
    """Whose tables may be shown beside the sum of all; None when the sum itself may not be.

    `tables` are counts per corps, of one shape. Shown tables subtracted from the sum leave the sum of the others: that
    must be safe as well, and must tell nothing of one of them. Otherwise the smallest shown table is hidden with them,
    until it does.
    """
    safe = {key for key, table in tables.items() if is_safe(table, minimum)}
    shown = sorted((key for key in safe if tables[key].any()), key=lambda key: (-int(tables[key].sum()), key))
    unsafe = [tables[key] for key in tables.keys() - safe]
    if not _rest_is_safe(unsafe, list(tables.values()), minimum):
        return None
    while shown and not _rest_is_safe(unsafe, [tables[key] for key in tables.keys() - set(shown)], minimum):
        shown.pop()
    return frozenset(shown)


def _rest_is_safe(unsafe: list[Split], rest: list[Split], minimum: int) -> bool:
    """Whether the sum of `rest` may be known, with the column totals of each: it tells nothing of the `unsafe` in it.

    Between its margins a cell lies from max(0, R + C - N) to min(R, C) (Frechet 1940), reached where nothing else is
    known. That must be at least `minimum` wide, or tell no more than the total of the corps told already.
    """
    if not rest:
        return True
    pooled: Split = np.sum(rest, axis=0)
    if not is_safe(pooled, minimum):
        return False
    if not unsafe:
        return True
    own = np.sum(unsafe, axis=1)[:, None, :]
    lower = np.maximum(0, own + pooled - pooled.sum(axis=0))
    upper = np.minimum(own, pooled)
    untold = (lower == 0) & (upper == own)
    return bool((untold | (upper - lower >= minimum)).all())


def line_shown(counts: Mapping[str, int], answered: int, minimum: int) -> frozenset[str] | None:
    """Which counts of one question may be shown beside how many answered it; None when not even that number may be.

    Hidden are counts from 1 to `minimum` - 1, counts with a complement under `minimum`, and then the smallest others
    until there are two and they add up to `minimum`: each of them may then be anything from nobody to all of those. It
    holds too where people may choose several answers.
    """
    if answered and answered < minimum:
        return None
    hidden = {code for code, count in counts.items() if count and min(count, answered - count) < minimum}
    others = sorted((code for code in counts if code not in hidden), key=lambda code: (not counts[code], counts[code]))
    while hidden and others and (len(hidden) < 2 or sum(counts[code] for code in hidden) < minimum):
        hidden.add(others.pop(0))
    return None if len(hidden) == 1 else frozenset(counts) - hidden
