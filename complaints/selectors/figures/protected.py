"""What somebody from outside the corps may read of these counts.

The own corps reads its register in full. For everybody else a count under the minimum of the disclosure policy is
hidden, and all others are rounded to its multiples: quarters, ages and totals hang together, so that an exact count
beside a hidden one would betray it.
"""

from complaints.selectors.figures.counts import Table
from legitimacy.disclosure.policy import measures_read, minimum_for
from legitimacy.models.disclosure import Audience

MEASURE = "LEG-01"
HIDDEN = "c"

Cell = int | None
Protected = tuple[tuple[object, tuple[Cell, ...]], ...]


def minimum_outside() -> int:
    """Smallest count of complaints that may leave the corps: the policy's for readers who see single corps."""
    return minimum_for(measures_read({})[MEASURE], Audience.RESEARCHER).count


def protected(table: Table, *, is_own: bool) -> Protected:
    """The rows of a table; None where a count is hidden."""
    minimum = 0 if is_own else minimum_outside()
    return tuple((label, tuple(_cell(count, minimum) for count in counts)) for label, counts in table.rows)


def _cell(count: int, minimum: int) -> Cell:
    if not minimum or count == 0:
        return count
    return None if count < minimum else count // minimum * minimum
