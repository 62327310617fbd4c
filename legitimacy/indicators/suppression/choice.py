"""Choosing what of linked tables to hide, so that little is lost: cheapest moves, then a clean-up.

Per sensitive quantity one linear programme looks for the cheapest pair of counts that are as far apart as its minimum
asks, paying for each published quantity that moves (Kelly, Golden and Assad 1992, as a linear relaxation; Fischetti and
Salazar-Gonzalez 2001); what moves is hidden. Then what nobody needs is published again, dearest first.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from legitimacy.indicators.suppression.freedom import Freedom
from legitimacy.indicators.suppression.linked import Fact, Flags, LinkedTables, sensitive
from legitimacy.indicators.suppression.search import Search

PRIMARY = "primary"
SECONDARY = "secondary"

Form = frozenset[tuple[int, float]]
"""Atoms and their coefficients."""


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
    search = Search(Freedom(tables, facts), offered, targets)
    search.cover()
    search.publish_again()
    published = offered & ~search.hidden
    own = targets | _one_step_away(tables, search.freedom.forms, targets)
    reasons = tuple(
        "" if not hidden else PRIMARY if first else SECONDARY for hidden, first in zip(search.hidden, own, strict=True)
    )
    return Choice(published, reasons, search.failed)


def _one_step_away(tables: LinkedTables, all_forms: csr_array, targets: Flags) -> Flags:
    """Quantities that give, with one other that could be published, a sensitive one that is only guarded: a count and
    its base give the complement, two periods their difference.
    """
    forms = [_form(all_forms, place) for place in range(len(targets))]
    at: dict[int, list[int]] = {}
    named: dict[Form, list[int]] = {}
    for place in np.flatnonzero(tables.publishable | tables.known).tolist():
        named.setdefault(forms[place], []).append(place)
        for atom, _ in forms[place]:
            at.setdefault(atom, []).append(place)
    found = np.zeros(len(targets), dtype=np.bool_)
    for target in np.flatnonzero(targets & ~tables.publishable).tolist():
        for place in {place for atom, _ in forms[target] for place in at.get(atom, ())}:
            partners = [
                partner for sign in (-1.0, 1.0) for partner in named.get(_sum(forms[place], forms[target], sign), ())
            ]
            found[partners] = True
            found[place] |= bool(partners)
    return found


def _form(forms: csr_array, place: int) -> Form:
    ends = slice(*forms.indptr[place : place + 2])
    return frozenset(zip(forms.indices[ends].tolist(), forms.data[ends].tolist(), strict=True))


def _sum(one: Form, other: Form, sign: float) -> Form:
    total = dict(one)
    for atom, coefficient in other:
        total[atom] = total.get(atom, 0.0) + sign * coefficient
    return frozenset((atom, coefficient) for atom, coefficient in total.items() if coefficient)
