"""What somebody who reads everything published can work out about linked tables, and the proof before a release.

The attacker knows every published quantity, every fact, how the numbers add up, and that counts are whole and not
negative. Not covered: somebody who knows their own part of a hidden number, or how the hidden ones were chosen.

A linear programme allows broken counts, so its interval may be wider than that of whole counts, and a proof on it would
say yes too often. So `is_safe` believes only two whole sets of counts that fit everything published and stand as far
apart as the minimum asks; `attack` says for each end whether whole counts reach it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from legitimacy.indicators.suppression.freedom import Freedom
from legitimacy.indicators.suppression.linked import Fact, Flags, Floats, LinkedTables, Places, sensitive


@dataclass(frozen=True, slots=True)
class Intervals:
    """One entry per guarded quantity that is not published, in order of `quantities` (places in the linked tables).

    `lower`, `upper`: the least and largest value that fit, whole numbers; -inf or inf where there is no end. `reached`:
    whether whole counts reach both ends. Where they do not, the true ends lie within, and the width may be overstated.
    """

    quantities: Places
    lower: Floats
    upper: Floats
    reached: Flags

    @property
    def width(self) -> Floats:
        """What the attacker is left with; infinite without an end."""
        return self.upper - self.lower


def attack(tables: LinkedTables, published: Flags, facts: Sequence[Fact] = ()) -> Intervals:
    """The interval of every guarded quantity (minimum above 0) that is not `published`, exactly where `reached`.

    Two linear programmes each, inside the connected component of atoms; integer programmes where their answers are not
    whole. `published`: booleans, one per quantity. No guarded quantity gives empty arrays.

    Raises `ValueError` when no whole counts fit the values and facts.
    """
    freedom = Freedom(tables, facts)
    targets = np.flatnonzero((tables.minimum > 0) & ~published)
    components = freedom.components(published)
    ends = np.zeros((2, len(targets)))
    reached = np.ones(len(targets), dtype=np.bool_)
    # Nothing that is held by published sums can move further than all counts together.
    endless = 1000 + 4 * float(freedom.start.sum())
    for place, target in enumerate(targets):
        atoms = freedom.in_component(int(target), components)
        for end, upward in enumerate((False, True)):
            move = freedom.push(int(target), published, atoms, upward=upward, reach=endless)
            bound = np.inf if move is None else move.bound
            moved = 0.0 if move is None else abs(float((freedom.forms[[target]] @ move.atoms)[0]))
            reached[place] &= moved >= bound
            ends[end, place] = np.inf if bound >= endless else bound
    return Intervals(targets, tables.values[targets] - ends[0], tables.values[targets] + ends[1], reached)


def is_safe(tables: LinkedTables, published: Flags, facts: Sequence[Fact] = ()) -> bool:
    """The release step's proof: whether no sensitive quantity (`linked.sensitive`) is published, and each could be
    anything in an interval at least as wide as its minimum.

    False also when the solver gives no proof. Errors as in `attack`.
    """
    return proven_width(tables, published, facts) is not None


def proven_width(tables: LinkedTables, published: Flags, facts: Sequence[Fact] = ()) -> float | None:
    """The least width that the proof of `is_safe` finds for any sensitive quantity, whole; infinite without one.

    The true one may be wider: the proof stops at what each needs. None where nothing is proven.
    """
    if (sensitive(tables) & published).any():
        return None
    proof = Proof(Freedom(tables, facts), published)
    if proof.failures().any():
        return None
    return float((proof.most - proof.least).min(initial=np.inf))


class Proof:
    """Pairs of whole counts that show how far each sensitive quantity is left open by what is published.

    Every move found speaks for all quantities at once, so that most need no programme of their own.
    """

    def __init__(self, freedom: Freedom, published: Flags) -> None:
        self.freedom, self.published = freedom, published
        self.targets = np.flatnonzero(sensitive(freedom.tables) & ~published)
        self.needed = freedom.tables.minimum
        self.forms = freedom.forms[self.targets]
        self.least = np.zeros(len(self.targets))
        self.most = np.zeros(len(self.targets))

    def failures(self) -> Flags:
        """Sensitive quantities, one flag per quantity, without a pair that is far enough apart."""
        found = np.zeros(len(self.needed), dtype=np.bool_)
        components: Places | None = None
        for place, target in enumerate(self.targets):
            if self._is_open(place) or self._try(place, self.freedom.neighbourhood(int(target))):
                continue
            components = self.freedom.components(self.published) if components is None else components
            found[target] = not self._try(place, self.freedom.in_component(int(target), components))
        return found

    def _is_open(self, place: int) -> bool:
        return bool(self.most[place] - self.least[place] >= self.needed[self.targets[place]])

    def _try(self, place: int, atoms: Places) -> bool:
        target = int(self.targets[place])
        for upward in (True, False):
            reach = float(np.ceil(self.needed[target]))
            move = self.freedom.push(target, self.published, atoms, upward=upward, reach=reach)
            if move is not None:
                shift = self.forms @ move.atoms
                self.least, self.most = np.minimum(self.least, shift), np.maximum(self.most, shift)
            if self._is_open(place):
                return True
        return False
