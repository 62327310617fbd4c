"""The search behind `choice.choose`: cheapest moves first, then a clean-up."""

from collections.abc import Iterable, Iterator

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import block_array, csr_array, eye_array

from legitimacy.indicators.suppression.freedom import NODES, SLACK, Freedom
from legitimacy.indicators.suppression.linked import Flags, Floats, Places
from legitimacy.indicators.suppression.moves import Moves
from legitimacy.indicators.suppression.pins import Pins


class Search:
    """What is hidden so far, and the moves found that what is hidden allows.

    `hidden`, `failed`: one flag per quantity; `failed` are sensitive ones that no hiding protects.
    """

    def __init__(self, freedom: Freedom, offered: Flags, targets: Flags) -> None:
        tables = freedom.tables
        self.freedom, self.offered = freedom, offered
        self.hideable: Flags = tables.publishable & ~tables.known
        self.hidden: Flags = targets & self.hideable
        self.needed = np.ceil(tables.minimum)
        self.cost = np.maximum(tables.cost, 1e-3)
        self.failed: Flags = targets & tables.known
        self.targets = np.flatnonzero(targets & ~tables.known)
        self.moves = Moves(freedom.forms, self.targets, self.needed[self.targets])
        self.asked_by = np.zeros(len(targets), dtype=np.int64)

    @property
    def published(self) -> Flags:
        return self.offered & ~self.hidden

    def cover(self) -> None:
        """Hide until every target is open; those that cannot be are `failed`."""
        everywhere = np.arange(self.freedom.size)
        for place, target in enumerate(self.targets):
            if self.moves.is_open()[place]:
                continue
            near = self.freedom.neighbourhood(int(target))
            scopes = (near, everywhere) if len(near) < len(everywhere) else (everywhere,)
            if not any(self._hide_for(place, atoms, whole=whole) for atoms in scopes for whole in (False, True)):
                self.failed[target] = True

    def publish_again(self) -> None:
        """Publish again what no target needs, dearest first. Hiding more never hurts, so one pass is enough.

        Only neighbourhoods are searched, and in them what is not pinned even before: less may come back than could.
        """
        freedom = self.freedom
        components = freedom.components(self.published)
        scopes: dict[int, Places] = {}
        pins = Pins(freedom.pattern, self.published, components >= 0, self.targets)
        sensitive = np.zeros_like(self.hidden)
        sensitive[self.targets] = True
        extra = np.flatnonzero(self.hidden & ~sensitive)
        for quantity in extra[np.argsort(-self.cost[extra], kind="stable")]:
            if not pins.publish(int(quantity)):
                continue
            open_before = self.moves.is_open()
            self.hidden[quantity] = False
            withdrawn = self.moves.withdraw(int(quantity))
            waiting = [int(place) for place in np.flatnonzero(open_before & ~self.moves.is_open())]
            # Whom it was hidden for is the likeliest to need it still.
            for place in sorted(waiting, key=lambda one: one != self.asked_by[quantity]):
                if place not in scopes:
                    target = int(self.targets[place])
                    inside = freedom.in_component(target, components)
                    scopes[place] = np.intersect1d(freedom.neighbourhood(target), inside)
                if not self._open(place, [scopes[place]]):
                    self.hidden[quantity] = True
                    self.moves.restore(withdrawn)
                    pins.withdraw()
                    break

    def _hide_for(self, place: int, atoms: Places, *, whole: bool) -> bool:
        target = int(self.targets[place])
        found = self._cheapest(target, atoms, whole=whole)
        if found is None:
            return False
        before = self.hidden.copy()
        moving = (np.abs(self.freedom.forms @ np.stack(found, axis=1)) > SLACK).any(axis=1)
        self.hidden |= moving & self.hideable
        for move in found:
            rounded = np.rint(move)
            # What a broken move touches is hidden all the same, and whole ones are looked for among it.
            if self.freedom.fits(rounded, self.published):
                self.moves.add(rounded)
        self.asked_by[self.hidden & ~before] = place
        if self._open(place, self._scopes(target)):
            return True
        self.hidden = before
        self.moves.keep_fitting(self.published)
        return False

    def _open(self, place: int, scopes: Iterable[Places]) -> bool:
        """Whether the target is open, looking for more moves of the atoms of each of `scopes` in turn."""
        if self.moves.is_open()[place]:
            return True
        target = int(self.targets[place])
        reach = float(self.needed[target])
        for atoms in scopes:
            for upward in (True, False):
                move = self.freedom.push(target, self.published, atoms, upward=upward, reach=reach)
                if move is not None:
                    self.moves.add(move.atoms)
                if self.moves.is_open()[place]:
                    return True
        return False

    def _scopes(self, target: int) -> Iterator[Places]:
        yield self.freedom.neighbourhood(target)
        yield self.freedom.in_component(target, self.freedom.components(self.published))

    def _cheapest(self, target: int, atoms: Places, *, whole: bool) -> tuple[Floats, Floats] | None:
        """The cheapest two moves of `atoms`, that are as far apart in the target as needed; None: there are
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
        up[atoms], down[atoms] = found.x[:size], found.x[size : 2 * size]
        return up, down
