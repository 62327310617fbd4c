"""Linked tables as one problem: what may be published of tables that share people, and the proof (methods, part 13).

Every number that could be published is a sum of the same unknown whole counts (the atoms): a cell, a row, a province,
the country, this year and the last. Whoever reads all published numbers solves for the atoms. So all of them are one
problem, whichever page, file or period they stand in. `choice.choose` decides what to hide; `attack.attack` is what a
reader can work out; `attack.is_safe` is the proof before a release.

Sources: Fischetti and Salazar-Gonzalez, "Solving the cell suppression problem on tabular data with linear constraints",
Management Science 47 (2001); Hundepool and others, Statistical Disclosure Control (2012), chapter 4.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedTables:
    """`forms` (quantities x atoms, whole) times the atoms gives `values`; atoms are whole and not negative.

    A quantity may be a number to publish, or only something that nobody may work out, such as a complement or the
    difference of two periods (`publishable` False). `minimum` is the width that the interval an attacker can give a
    guarded quantity must have; 0 where nothing is guarded. `cost` is what hiding a quantity loses; `known` ones were
    published before and cannot be hidden any more.
    """

    forms: csr_array
    values: Floats
    minimum: Floats
    cost: Floats
    publishable: Flags
    known: Flags


@dataclass(frozen=True, slots=True)
class Fact:
    """Something else that is public: `lower` <= `coefficients` . atoms <= `upper`, as a band of a score tells."""

    coefficients: Floats
    lower: float
    upper: float


def sensitive(tables: LinkedTables) -> Flags:
    """Guarded quantities that say something about few people, so that nobody may narrow them below their minimum.

    That is a value of 1 to `minimum - 1`, in absolute value (a difference may be negative). A zero that could be
    published (or was) counts nobody and is not sensitive. A zero that is only guarded and is a sum (a complement, no
    difference) is: the group is everybody, which says something about each of them. Guard no complement of an empty
    group (leave its minimum 0).
    """
    size = np.abs(tables.values)
    is_sum = np.asarray((tables.forms < 0).sum(axis=1)).ravel() == 0
    small: Flags = (size < tables.minimum) & ((size > 0) | (~(tables.publishable | tables.known) & is_sum))
    return small
