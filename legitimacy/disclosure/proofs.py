"""Choice and proof together, remembered: a release is decided when it is proposed and again when it is approved."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from legitimacy.indicators.suppression.attack import proven_width
from legitimacy.indicators.suppression.choice import choose
from legitimacy.indicators.suppression.linked import Fact, Flags, LinkedTables

MOST = 2_000


@dataclass(frozen=True, slots=True)
class Proven:
    """What may be published and why not the rest, as in `choice.Choice`; `width`: what an attacker is left with at
    least of anything sensitive.
    """

    published: Flags
    reasons: tuple[str, ...]
    width: float


_known: dict[str, Proven | None] = {}
"""By digest of the problem. The same tables always give the same answer; no count is kept."""


def choice_proven(tables: LinkedTables, facts: Sequence[Fact] = ()) -> Proven | None:
    """What may be published, where it protects everything and the proof holds; else None."""
    digest = _digest(tables, facts)
    if digest not in _known:
        if len(_known) >= MOST:
            _known.clear()
        _known[digest] = _proven(tables, facts)
    return _known[digest]


def _proven(tables: LinkedTables, facts: Sequence[Fact]) -> Proven | None:
    try:
        choice = choose(tables, facts)
    except ValueError:
        return None  # what was published of the same people says otherwise: nothing can be proven
    width = None if choice.unprotected.any() else proven_width(tables, choice.published, facts)
    return None if width is None else Proven(choice.published, choice.reasons, width)


def _digest(tables: LinkedTables, facts: Sequence[Fact]) -> str:
    found = hashlib.sha256(repr(tables.forms.shape).encode())
    arrays = (tables.forms.data, tables.forms.indices, tables.forms.indptr, tables.values, tables.minimum, tables.cost)
    for array in (*arrays, tables.publishable, tables.known, *(fact.coefficients for fact in facts)):
        found.update(array.tobytes())
    for fact in facts:
        found.update(repr((fact.lower, fact.upper)).encode())
    return found.hexdigest()
