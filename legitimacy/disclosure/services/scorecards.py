"""The parts of scorecards as one audience may read them."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from legitimacy.disclosure.bands import FacetInput
from legitimacy.disclosure.cells import LINKED_TO_SMALL_CELLS, Cell, Verdict
from legitimacy.disclosure.parts import PartNumbers, parts_decide
from legitimacy.disclosure.policy import Minimum
from legitimacy.disclosure.reading import Basis, ScoredInput
from legitimacy.indicators.definitions import Visibility

Told = Callable[[Cell], tuple[bool, bool]]
"""Of a hidden figure: may it stand behind a band, and did an earlier release show it."""


def card_parts(
    parts: Mapping[str, PartNumbers],
    scored: Sequence[ScoredInput],
    *,
    minima: Mapping[str, Minimum],
    basis: Basis,
    cells: Mapping[int, Cell],
    decided: Mapping[int, Verdict],
    spent: Mapping[int, str],
    told: Told,
) -> dict[str, PartNumbers]:
    """What an audience held to `minima` reads of one scorecard, by key.

    `decided` holds the verdicts on figures; a figure without one is hidden. Parts that were not computed are absent.
    """
    inputs: dict[str, list[FacetInput]] = defaultdict(list)
    for one in scored:
        measure = basis.measures[one.indicator]
        if one.score is not None and measure.weight > 0:
            verdict, cell = decided.get(one.value_id), cells.get(one.value_id)
            is_free, is_known = told(cell) if cell else (False, False)
            if verdict and verdict.reason == LINKED_TO_SMALL_CELLS:
                # A band would narrow it, and through what it adds up to, the small one that it covers.
                is_free = False
            inputs[measure.facet].append(
                FacetInput(
                    value_id=one.value_id,
                    weight=measure.weight,
                    score=one.score,
                    is_hidden=verdict is None or not verdict.is_shown,
                    measure=measure,
                    base=cell.base if cell else None,
                    minimum=minima[one.indicator].count,
                    is_free=is_free,
                    is_known=is_known,
                )
            )
    return parts_decide(_completed(parts, basis), inputs, basis.tree, spent) if parts else {}


def _completed(parts: Mapping[str, PartNumbers], basis: Basis) -> dict[str, PartNumbers]:
    """Every part that the framework has; one that was not computed has no score."""
    levels = {"overall": "overall"} | dict.fromkeys(basis.tree.pillars, "pillar")
    levels |= {key: "facet" for facets in basis.tree.facets.values() for key in facets}
    return {key: parts.get(key) or PartNumbers(key=key, level=level) for key, level in levels.items()}


def ranks_hidden(
    parts: Sequence[Mapping[str, PartNumbers]], also: frozenset[str] = frozenset()
) -> list[dict[str, PartNumbers]]:
    """The same parts without ranks where one corps's score is hidden: the gap in a list of ranks would place it.

    `also`: keys in which the score of a corps outside this list is hidden.
    """
    inexact = also | {key for card in parts for key, part in card.items() if part.visibility != Visibility.SHOWN}
    return [{key: without_rank(part) if key in inexact else part for key, part in card.items()} for card in parts]


def without_rank(part: PartNumbers) -> PartNumbers:
    return replace(part, rank=None, rank_low=None, rank_high=None)
