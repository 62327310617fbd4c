"""How far a quantity can move while everything published stays: linear programmes over whole counts.

All programmes are about moves from one point that fits all values, so that "nothing moves" always fits. A move is only
believed when it is whole and fits exactly, checked here in integers: a wrong solver can cost time, never a wrong yes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import block_array, csc_array, csr_array
from scipy.sparse.csgraph import connected_components

from legitimacy.indicators.suppression.linked import Fact, Flags, Floats, LinkedTables, Places

SLACK = 1e-6
NODES = 200
"""Branches of an integer programme; a limit in nodes, since one in seconds would make answers depend on the machine."""
LOCAL = 64
"""Quantities of more atoms than this tie a neighbourhood no further."""


@dataclass(frozen=True, slots=True)
class Move:
    """Changes of all atoms, whole; `bound` is how far the target could move at most (`inf`: without end)."""

    atoms: Floats
    bound: float


class Freedom:
    """The atoms, a point that fits all values and facts, and the programmes about what can move from there."""

    def __init__(self, tables: LinkedTables, facts: Sequence[Fact] = ()) -> None:
        self.tables = tables
        self.forms: csr_array = tables.forms.astype(np.float64)
        self.forms.sum_duplicates()
        self.forms.eliminate_zeros()
        self.columns = csc_array(self.forms)
        self.size = self.forms.shape[1]
        facts_form = np.array([fact.coefficients for fact in facts], dtype=np.float64).reshape(len(facts), self.size)
        self.fact_rows = csr_array(facts_form)
        self.start = _fitting_point(self.forms, tables.values, facts, self.fact_rows)
        told = self.fact_rows @ self.start
        self.fact_lower = np.array([fact.lower for fact in facts]) - told
        self.fact_upper = np.array([fact.upper for fact in facts]) - told
        touching = self.pattern = _pattern(self.forms)
        self._near = touching[np.diff(touching.indptr) <= LOCAL]

    def atoms_of(self, target: int) -> Places:
        first, last = self.forms.indptr[target : target + 2]
        return np.asarray(self.forms.indices[first:last], dtype=np.int64)

    def form(self, target: int) -> Floats:
        return np.asarray(self.forms[[target]].toarray()).ravel()

    def neighbourhood(self, target: int) -> Places:
        """Atoms within two steps of the target through small quantities: most of what hides it is there."""
        reached = np.zeros(self.size)
        reached[self.atoms_of(target)] = 1
        for _ in range(2):
            reached = np.minimum(reached + self._near.T @ (self._near @ reached), 1)
        return np.flatnonzero(reached)

    def components(self, published: Flags) -> Places:
        """Number of the component of each atom when these are published; -1 for an atom that is as good as published.

        Two atoms are tied when a published quantity or a fact holds both. An atom that is alone in a published quantity
        (once others that are pinned are left out) is pinned, and so are all atoms of a published sum of zero.
        """
        rows = self.pattern[published]
        signs = self.forms[published]
        free = np.ones(self.size)
        sums = np.asarray((signs < 0).sum(axis=1)).ravel() == 0
        nobody = sums & (signs @ self.start == 0)
        free[(rows.T @ nobody.astype(np.float64)) > 0] = 0
        while True:
            alone = (rows @ free) == 1
            pinned = ((rows.T @ alone.astype(np.float64)) > 0) & (free > 0)
            if not pinned.any():
                break
            free[pinned] = 0
        kept = np.flatnonzero(free)
        count = len(kept)
        ties = block_array([[rows], [_pattern(self.fact_rows)]], format="csr")[:, kept]
        edges = ties.tocoo()
        graph = csr_array(
            (np.ones(edges.nnz), (edges.col, edges.row + count)), shape=(count + ties.shape[0], count + ties.shape[0])
        )
        labels = np.full(self.size, -1, dtype=np.int64)
        labels[kept] = connected_components(graph, directed=False)[1][:count]
        return labels

    def in_component(self, target: int, components: Places) -> Places:
        """Atoms that can have a say in the target: those of all components that it touches."""
        own = np.unique(components[self.atoms_of(target)])
        return np.flatnonzero(np.isin(components, own[own >= 0]))

    def push(self, target: int, published: Flags, atoms: Places, *, upward: bool, reach: float = np.inf) -> Move | None:
        """The furthest move of a quantity, up or down, by `atoms` alone and no further than `reach`.

        First the linear programme; where its answer is not whole, the integer programme. `Move.bound` is never less
        than what whole counts allow. None when no whole move could be found, which proves nothing.
        """
        form = self.form(target)[atoms]
        if not form.any():
            return Move(np.zeros(self.size), 0.0)
        sign = 1.0 if upward else -1.0
        fixed = self._rows_at(atoms, published)
        limits = [LinearConstraint(fixed, 0, 0)] if fixed.shape[0] else []
        if self.fact_rows.shape[0]:
            limits.append(LinearConstraint(self.fact_rows[:, atoms], self.fact_lower, self.fact_upper))
        if np.isfinite(reach):
            limits.append(LinearConstraint(csr_array((sign * form)[None, :]), -np.inf, reach))
        bound = np.inf
        for whole in (False, True):
            found = milp(
                -sign * form,
                constraints=limits,
                bounds=Bounds(-self.start[atoms], np.inf),
                integrality=np.full(len(atoms), int(whole)),
                options={"node_limit": NODES},
            )
            if found.x is None:
                # Nothing moving fits, so no answer means that there is no end, or that the solver gave up.
                return None
            best = found.mip_dual_bound if whole and found.mip_dual_bound is not None else found.fun
            bound = min(bound, float(np.floor(-best + SLACK)))
            move = np.zeros(self.size)
            move[atoms] = np.rint(found.x)
            if self.fits(move, published) and (whole or sign * (form @ move[atoms]) >= bound):
                return Move(move, bound)
        return None

    def fits(self, move: Floats, published: Flags) -> bool:
        """Whether a whole move leaves everything published as it is, no atom below zero and all facts true."""
        told = self.fact_rows @ move
        slack = SLACK * (1 + abs(self.fact_rows) @ np.abs(move))
        return bool(
            (move >= -self.start).all()
            and not (self.forms @ move)[published].any()
            and (told >= self.fact_lower - slack).all()
            and (told <= self.fact_upper + slack).all()
        )

    def _rows_at(self, atoms: Places, wanted: Flags) -> csr_array:
        part = csr_array(self.columns[:, atoms])
        return part[wanted & (np.diff(part.indptr) > 0)]


def _pattern(matrix: csr_array) -> csr_array:
    """One wherever `matrix` has an entry."""
    return csr_array((np.ones(matrix.nnz), matrix.indices, matrix.indptr), shape=matrix.shape)


def _fitting_point(forms: csr_array, values: Floats, facts: Sequence[Fact], fact_rows: csr_array) -> Floats:
    """Whole atoms that give all values and fit all facts; `ValueError` when there are none."""
    limits = [LinearConstraint(forms, values, values)]
    if facts:
        limits.append(LinearConstraint(fact_rows, [fact.lower for fact in facts], [fact.upper for fact in facts]))
    size = forms.shape[1]
    for whole in (0, 1):
        found = milp(np.zeros(size), constraints=limits, integrality=np.full(size, whole))
        if found.x is None:
            break
        point = np.rint(found.x)
        if (point >= 0).all() and np.array_equal(forms @ point, values):
            return np.asarray(point, dtype=np.float64)
    raise ValueError("No whole counts fit the values and facts of these linked tables.")
