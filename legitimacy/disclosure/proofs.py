"""Choice and proof together, remembered: a release is decided when it is proposed and again when it is approved."""

import hashlib
from collections.abc import Sequence

from legitimacy.indicators.suppression.attack import is_safe
from legitimacy.indicators.suppression.choice import Choice, choose
from legitimacy.indicators.suppression.linked import Fact, LinkedTables

MOST = 2_000
_known: dict[str, Choice | None] = {}
"""By digest of the problem. The same tables always give the same answer; no count is kept."""


def choice_proven(tables: LinkedTables, facts: Sequence[Fact] = ()) -> Choice | None:
    """What may be published, where it protects everything and the proof holds; else None."""
    digest = _digest(tables, facts)
    if digest not in _known:
        if len(_known) >= MOST:
            _known.clear()
        _known[digest] = _proven(tables, facts)
    return _known[digest]


def _proven(tables: LinkedTables, facts: Sequence[Fact]) -> Choice | None:
    try:
        choice = choose(tables, facts)
    except ValueError:
        return None  # what was published of the same people says otherwise: nothing can be proven
    return choice if not choice.unprotected.any() and is_safe(tables, choice.published, facts) else None


def _digest(tables: LinkedTables, facts: Sequence[Fact]) -> str:
    found = hashlib.sha256(repr(tables.forms.shape).encode())
    arrays = (tables.forms.data, tables.forms.indices, tables.forms.indptr, tables.values, tables.minimum, tables.cost)
    for array in (*arrays, tables.publishable, tables.known, *(fact.coefficients for fact in facts)):
        found.update(array.tobytes())
    for fact in facts:
        found.update(repr((fact.lower, fact.upper)).encode())
    return found.hexdigest()
