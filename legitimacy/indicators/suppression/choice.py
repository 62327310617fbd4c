"""Choosing what of linked tables to hide, so that little is lost: cheapest moves, then a clean-up.

Per sensitive quantity one linear programme looks for the cheapest pair of counts that are as far apart as its minimum
asks, paying for each published quantity that moves (Kelly, Golden and Assad 1992, as a linear relaxation; Fischetti and
Salazar-Gonzalez 2001); what moves is hidden. Then what nobody needs is published again, dearest first.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import block_array, csr_array, eye_array

from legitimacy.indicators.suppression.freedom import NODES, Freedom
from legitimacy.indicators.suppression.linked import Fact, Flags, Floats, LinkedTables, Places, sensitive

PRIMARY = "primary"
SECONDARY = "secondary"


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be published, one entry per quantity.

    `reasons`: `primary` for what is hidden for itself (its value is sensitive, or one step from a sensitive quantity
    that is only guarded), `secondary` for what is hidden to cover another, "" otherwise. For the steward only: whoever
    is shown the reason can tell the small ones. `unprotected`: sensitive quantities that an attacker can narrow below
    their minimum whatever is hidden, because of what is known or told by facts: such tables must not go out as they
    are.
    """

    published: Flags
    reasons: tuple[str, ...]
    unprotected: Flags


def choose(tables: LinkedTables, facts: Sequence[Fact] = ()) -> Choice:
    """Which quantities may be published beside each other and beside the facts.

    Sensitive quantities (`linked.sensitive`) are hidden unless known, and further publishable ones, cheap by `cost`,
    until each sensitive quantity has two whole sets of counts as far apart as its minimum that fit everything still
    published (`attack.is_safe` says yes then, unless something is `unprotected`). Nothing sensitive: all is published,
    without any programme. The same tables always give the same answer. Never raises for what cannot be protected.

    Raises `ValueError` when no whole counts fit the values and facts.
    """
    targets = sensitive(tables)
    offered = tables.publishable | tables.known
    if not targets.any():
        return Choice(offered, ("",) * len(offered), targets)
    search = _Search(Freedom(tables, facts), offered, targets)
    search.cover()
    search.publish_again()
    published = offered & ~search.hidden
    own = targets | _one_step_away(tables, targets)
    reasons = tuple(
        "" if not hidden else PRIMARY if first else SECONDARY for hidden, first in zip(search.hidden, own, strict=True)
    )
    return Choice(published, reasons, search.failed)


@dataclass(slots=True)
class _Pair:
    """Two moves that leave a target far enough open, and which quantities move in them."""

    up: Floats
    down: Floats
    moving: Flags = field(init=False)


class _Search:
    """What is hidden so far, and for each sensitive quantity the pair of moves that protects it."""

    def __init__(self, freedom: Freedom, offered: Flags, targets: Flags) -> None:
        tables = freedom.tables
        self.freedom, self.offered = freedom, offered
        self.hidden: Flags = targets & tables.publishable & ~tables.known
        self.needed = np.ceil(tables.minimum)
        self.cost = np.maximum(tables.cost, 1e-3)
        self.failed: Flags = targets & tables.known
        self.targets = np.flatnonzero(targets & ~tables.known)
        self.pairs: dict[int, _Pair] = {}

    @property
    def published(self) -> Flags:
        return self.offered & ~self.hidden

    def cover(self) -> None:
        """Hide until every target has its pair; those that cannot are `failed`."""
        for target in self.targets:
            goal = int(target)
            if goal in self.pairs:
                continue
            near = self.freedom.neighbourhood(goal)
            everywhere = np.arange(self.freedom.size)
            for atoms in (near, everywhere):
                if self._open(goal, atoms, whole=False) or self._open(goal, atoms, whole=True):
                    break
            else:
                self.failed[goal] = True

    def _open(self, target: int, atoms: Places, *, whole: bool) -> bool:
        moves = self._cheapest(target, atoms, whole=whole)
        if moves is None:
            return False
        pair = self._pair(*moves)
        before = self.hidden.copy()
        self.hidden |= pair.moving & self.freedom.tables.publishable & ~self.freedom.tables.known
        if self._holds(target, pair):
            self._share(pair)
            return True
        if self._renew(target):
            return True
        self.hidden = before
        return False

    def _cheapest(self, target: int, atoms: Places, *, whole: bool) -> tuple[Floats, Floats] | None:
        """The cheapest two moves of `atoms`, rounded, that are as far apart in the target as needed; None: there are
        none.
        """
        freedom, tables = self.freedom, self.freedom.tables
        part = csr_array(freedom.columns[:, atoms])
        touched = np.diff(part.indptr) > 0
        fixed = part[touched & tables.known]
        paid = touched & self.published & ~tables.known
        dear = part[paid]
        form = csr_array(freedom.form(target)[atoms][None, :])
        count, size = dear.shape
        toll = eye_array(count, format="csr")
        rows = block_array(
            [[dear, None, -toll], [-dear, None, -toll], [None, dear, -toll], [None, -dear, -toll]], format="csr"
        )
        limits = [
            LinearConstraint(rows, -np.inf, 0),
            LinearConstraint(
                block_array([[form, -form, csr_array((1, count))]], format="csr"),
                self.needed[target],
                self.needed[target],
            ),
        ]
        none = csr_array((fixed.shape[0], count))
        if fixed.shape[0]:
            limits.append(LinearConstraint(block_array([[fixed, None, none], [None, fixed, none]], format="csr"), 0, 0))
        told = csr_array(freedom.fact_rows[:, atoms])
        if told.shape[0]:
            none = csr_array((told.shape[0], count))
            limits.append(
                LinearConstraint(
                    block_array([[told, None, none], [None, told, none]], format="csr"),
                    np.tile(freedom.fact_lower, 2),
                    np.tile(freedom.fact_upper, 2),
                )
            )
        low = np.concatenate([np.tile(-freedom.start[atoms], 2), np.zeros(count)])
        found = milp(
            np.concatenate([np.zeros(2 * size), self.cost[paid]]),
            constraints=limits,
            bounds=Bounds(low, np.inf),
            integrality=np.concatenate([np.full(2 * size, int(whole)), np.zeros(count)]),
            options={"node_limit": NODES},
        )
        if found.x is None:
            return None
        up, down = np.zeros(freedom.size), np.zeros(freedom.size)
        # Broken moves are kept as they are: what they touch is hidden all the same, and whole ones looked for among it.
        up[atoms], down[atoms] = _near_whole(found.x[:size]), _near_whole(found.x[size : 2 * size])
        return up, down

    def _pair(self, up: Floats, down: Floats) -> _Pair:
        pair = _Pair(up, down)
        forms = self.freedom.forms
        pair.moving = (np.abs(forms @ up) > 1e-6) | (np.abs(forms @ down) > 1e-6)
        return pair

    def _holds(self, target: int, pair: _Pair) -> bool:
        """Whether the pair is whole, fits what is published, and is far enough apart in the target."""
        moves = (pair.up, pair.down)
        whole = all(np.array_equal(move, np.rint(move)) for move in moves)
        form = self.freedom.forms[[target]]
        apart = abs(float((form @ (pair.up - pair.down))[0])) >= self.needed[target]
        return whole and apart and all(self.freedom.fits(move, self.published) for move in moves)

    def _share(self, pair: _Pair) -> None:
        """Give the pair to every target that it leaves open, itself included."""
        apart = np.abs(self.freedom.forms @ (pair.up - pair.down))
        for target in self.targets:
            if int(target) not in self.pairs and apart[target] >= self.needed[target]:
                self.pairs[int(target)] = pair

    def _renew(self, target: int) -> bool:
        """Find a pair among what is hidden now."""
        freedom, published = self.freedom, self.published
        for atoms in (freedom.neighbourhood(target), None):
            if atoms is None:
                atoms = freedom.in_component(target, freedom.components(published))
            ends = [np.zeros(freedom.size), np.zeros(freedom.size)]
            for end, upward in enumerate((True, False)):
                move = freedom.push(target, published, atoms, upward=upward, reach=float(self.needed[target]))
                ends[end] = ends[end] if move is None else move.atoms
                pair = self._pair(ends[0], ends[1])
                if self._holds(target, pair):
                    self.pairs[target] = pair
                    self._share(pair)
                    return True
        return False

    def publish_again(self) -> None:
        """Publish again what no target needs, dearest first. Hiding more never hurts, so one pass is enough."""
        tables = self.freedom.tables
        extra = np.flatnonzero(self.hidden & ~sensitive(tables))
        for place in extra[np.argsort(-self.cost[extra], kind="stable")]:
            self.hidden[place] = False
            before = dict(self.pairs)
            leaning = [target for target, pair in self.pairs.items() if pair.moving[place]]
            for target in leaning:
                del self.pairs[target]
            if not all(target in self.pairs or self._renew(target) for target in leaning):
                self.hidden[place] = True
                self.pairs = before


def _near_whole(values: Floats) -> Floats:
    whole = np.rint(values)
    return np.where(np.abs(values - whole) < 1e-6, whole, values)


def _one_step_away(tables: LinkedTables, targets: Flags) -> Flags:
    """Quantities that give, with one other that could be published, a sensitive one that is only guarded: a count and
    its base give the complement, two periods their difference.
    """
    forms = csr_array(tables.forms)
    forms.sum_duplicates()
    keys = {_key(forms[[place]]) for place in np.flatnonzero(tables.publishable | tables.known)}
    found = np.zeros(len(targets), dtype=np.bool_)
    touching = forms != 0
    for place in np.flatnonzero(targets & ~tables.publishable):
        form = forms[[place]]
        for near in np.flatnonzero((touching @ (form != 0).T.astype(np.float64)).toarray().ravel()):
            if tables.publishable[near] and (_key(forms[[near]] - form) in keys or _key(forms[[near]] + form) in keys):
                found[near] = True
    return found


def _key(row: csr_array) -> bytes:
    row = csr_array(row, dtype=np.float64)
    row.eliminate_zeros()
    row.sort_indices()
    return bytes(row.indices.astype(np.int64).tobytes() + row.data.tobytes())
