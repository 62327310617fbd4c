"""What a framework is: how much each indicator weighs and where its goalposts stand.

A framework is data (versioned, signed, frozen for a policy cycle). This module gives it a shape that the arithmetic
can trust: a `FrameworkSpec` that exists is one that adds up.

Source of the tree: OECD/JRC, Handbook on Constructing Composite Indicators (2008), steps 5 and 6 (normalisation;
weighting and aggregation).
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from legitimacy.indicators.definitions import Direction, MeasuredBy, Pillar

WEIGHT_TOLERANCE = 1e-9


class FrameworkError(ValueError):
    """A framework that cannot be computed with; the message says which part and why."""

    def __init__(self, framework: str, reason: str) -> None:
        self.framework, self.reason = framework, reason
        super().__init__(f"Framework {framework}: {reason}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkItem:
    """One indicator in a framework.

    `weight` is its share of its facet (0-1; the items of a facet sum to 1). `floor` and `target` (score 0 and 100) are
    in the unit of the indicator's value; a band has `band_low`, `band_high` (score 100 between them) and `outer_low`,
    `outer_high` (score 0 at or beyond them) instead. Items of weight 0 need no goalposts and never enter a score.
    """

    code: str
    pillar: Pillar
    facet: str
    weight: float
    direction: Direction
    measured_by: MeasuredBy
    floor: float | None = None
    target: float | None = None
    band_low: float | None = None
    band_high: float | None = None
    outer_low: float | None = None
    outer_high: float | None = None
    shared_draw: str = ""

    @property
    def is_verified(self) -> bool:
        """Measured or audited by somebody other than the corps itself."""
        return self.measured_by is not MeasuredBy.SELF


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkFacet:
    """One of the facets of a pillar; `weight` is its share of the pillar (0-1; they sum to 1)."""

    pillar: Pillar
    code: str
    weight: float

    @property
    def key(self) -> str:
        """Name of the facet among all facets, such as `EFF.results`."""
        return f"{self.pillar.value}.{self.code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkSpec:
    """A framework that adds up: overall -> pillars -> facets -> indicators.

    Parameters: `code` names the version; `items` and `facets` in the order in which they are shown; `pillar_weights`
    is each pillar's share of the overall score (0-1; they sum to 1).

    Raises `FrameworkError` when weights at a level do not sum to 1 (tolerance 1e-9), an item names a facet that its
    pillar does not have, an item stands twice, a context item weighs something, or the goalposts of a weighted item
    are absent, equal, not finite or against its direction.
    """

    code: str
    items: tuple[FrameworkItem, ...]
    facets: tuple[FrameworkFacet, ...]
    pillar_weights: Mapping[Pillar, float]

    def __post_init__(self) -> None:
        object.__setattr__(self, "pillar_weights", MappingProxyType(dict(self.pillar_weights)))
        self._require_unique("indicator", [item.code for item in self.items])
        self._require_unique("facet", [facet.key for facet in self.facets])
        self._require_places()
        self._require_weights("the pillars", self.pillar_weights.values())
        for pillar in self.pillars:
            self._require_weights(f"the facets of {pillar.value}", [facet.weight for facet in self.facets_of(pillar)])
        for facet in self.facets:
            self._require_weights(f"the indicators of {facet.key}", [item.weight for item in self.items_of(facet)])
        for item in self.items:
            reason = _goalpost_fault(item)
            if reason:
                raise FrameworkError(self.code, f"{item.code} {reason}.")

    @property
    def pillars(self) -> tuple[Pillar, ...]:
        return tuple(self.pillar_weights)

    @property
    def weighted_items(self) -> tuple[FrameworkItem, ...]:
        """The items that enter a score; context items and others of weight 0 do not."""
        return tuple(item for item in self.items if item.weight > 0)

    def facets_of(self, pillar: Pillar) -> tuple[FrameworkFacet, ...]:
        return tuple(facet for facet in self.facets if facet.pillar is pillar)

    def items_of(self, facet: FrameworkFacet) -> tuple[FrameworkItem, ...]:
        return tuple(item for item in self.items if (item.pillar, item.facet) == (facet.pillar, facet.code))

    @property
    def effective_weights(self) -> dict[str, float]:
        """Weight of each indicator in the overall score: the product down the tree; sums to 1."""
        share = {(f.pillar, f.code): self.pillar_weights[f.pillar] * f.weight for f in self.facets}
        return {item.code: share[item.pillar, item.facet] * item.weight for item in self.items}

    def _require_unique(self, what: str, keys: list[str]) -> None:
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise FrameworkError(self.code, f"the {what} {', '.join(twice)} stands in it more than once.")

    def _require_places(self) -> None:
        places = {(facet.pillar, facet.code) for facet in self.facets}
        for item in self.items:
            if (item.pillar, item.facet) not in places:
                raise FrameworkError(
                    self.code, f"{item.code} belongs to facet {item.facet!r}, which {item.pillar.value} does not have."
                )
        for facet in self.facets:
            if facet.pillar not in self.pillar_weights:
                raise FrameworkError(self.code, f"facet {facet.key} belongs to a pillar without a weight.")

    def _require_weights(self, of_what: str, weights: Iterable[float]) -> None:
        listed = list(weights)
        if any(not math.isfinite(weight) or weight < 0 for weight in listed):
            raise FrameworkError(self.code, f"the weights of {of_what} must be numbers of 0 or more, not {listed}.")
        if abs(sum(listed) - 1) > WEIGHT_TOLERANCE:
            raise FrameworkError(self.code, f"the weights of {of_what} sum to {sum(listed):g} instead of 1.")


def weights_to_one(items: Iterable[FrameworkItem]) -> tuple[FrameworkItem, ...]:
    """The same items with their weights rescaled to sum to 1 inside each facet.

    Framework tables give every indicator a plain 1 ("equal inside a facet") or 0 (context); a `FrameworkSpec` wants
    shares. A facet whose weights are all 0 is returned as it is, and refused by `FrameworkSpec`.
    """
    listed = tuple(items)
    totals: dict[tuple[Pillar, str], float] = {}
    for item in listed:
        totals[item.pillar, item.facet] = totals.get((item.pillar, item.facet), 0.0) + item.weight
    return tuple(replace(item, weight=item.weight / (totals[item.pillar, item.facet] or 1.0)) for item in listed)


def _goalpost_fault(item: FrameworkItem) -> str:
    if item.direction is Direction.CONTEXT:
        return "is a context indicator and cannot weigh anything" if item.weight else ""
    if item.weight == 0:
        return ""
    if item.direction is Direction.BAND:
        return _band_fault(item)
    if item.floor is None or item.target is None or not (math.isfinite(item.floor) and math.isfinite(item.target)):
        return "weighs but has no floor or no target"
    if item.direction is Direction.HIGHER and item.floor >= item.target:
        return f"is better when higher, so its floor {item.floor:g} must lie below its target {item.target:g}"
    if item.direction is Direction.LOWER and item.floor <= item.target:
        return f"is better when lower, so its floor {item.floor:g} must lie above its target {item.target:g}"
    return ""


def _band_fault(item: FrameworkItem) -> str:
    limits = (item.outer_low, item.band_low, item.band_high, item.outer_high)
    given = [limit for limit in limits if limit is not None and math.isfinite(limit)]
    if len(given) < 4:
        return "weighs but its band or outer limits are incomplete"
    if not given[0] < given[1] <= given[2] < given[3]:
        return "has limits out of order: outer low < band low <= band high < outer high"
    return ""
