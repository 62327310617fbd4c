"""Figures of comparable corps together: the weighted average of the peers that a framework froze (methods, part 9)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from legitimacy.disclosure import selectors as disclosed
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.indicators.peers import MINIMUM_PEERS
from legitimacy.models import Corps, PeerLink


def comparables_get(*, audience: str, corps: Corps, framework: str, period: str) -> dict[str, float]:
    """Weighted average of the comparable corps by indicator, from figures that this audience may read of *others*.

    Only where at least five of them have a figure. Two queries.
    """
    links = PeerLink.objects.filter(framework__code=framework, corps=corps)
    weights = dict(links.values_list("peer_id", "weight"))
    if not weights:
        return {}
    others = disclosed.audience_of_others(audience)
    values = disclosed.values_standing(audience=others, subject_ids=list(weights), period=period)
    return weighted_averages(values, weights)


def weighted_averages(values: Iterable[VisibleValue], weights: Mapping[int, float]) -> dict[str, float]:
    """By indicator; absent where fewer than the minimum of comparable corps have a figure that may be read."""
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for value in values:
        if value.is_shown and value.value is not None:
            found[value.indicator].append((value.value, weights[value.subject_id]))
    return {
        code: sum(number * weight for number, weight in pairs) / sum(weight for _number, weight in pairs)
        for code, pairs in found.items()
        if len(pairs) >= MINIMUM_PEERS
    }
