"""A framework that exists is one that adds up."""

from dataclasses import replace

import pytest

from legitimacy.indicators.definitions import Direction, MeasuredBy, Pillar
from legitimacy.indicators.frameworks import (
    FrameworkError,
    FrameworkFacet,
    FrameworkItem,
    FrameworkSpec,
    weights_to_one,
)

RESULTS = FrameworkFacet(pillar=Pillar.EFFICIENCY, code="results", weight=0.6)
SYSTEM = FrameworkFacet(pillar=Pillar.EFFICIENCY, code="system", weight=0.4)
FORCE = FrameworkFacet(pillar=Pillar.LEGALITY, code="force", weight=1.0)
HIGHER = FrameworkItem(
    code="EFF-01", pillar=Pillar.EFFICIENCY, facet="results", weight=1.0, direction=Direction.HIGHER,
    measured_by=MeasuredBy.SELF, floor=0.0, target=1.0,
)  # fmt: skip
LOWER = replace(HIGHER, code="EFF-02", facet="system", weight=0.75, direction=Direction.LOWER, floor=90, target=30)
OTHER = replace(HIGHER, code="EFF-03", facet="system", weight=0.25)
BAND = replace(
    HIGHER, code="LEG-01", pillar=Pillar.LEGALITY, facet="force", direction=Direction.BAND, floor=None, target=None,
    band_low=0.8, band_high=1.25, outer_low=0.5, outer_high=2.0,
)  # fmt: skip
CONTEXT = replace(HIGHER, code="EFF-18", weight=0.0, direction=Direction.CONTEXT, floor=None, target=None)


def framework(*items: FrameworkItem, **changes: object) -> FrameworkSpec:
    fields: dict[str, object] = {
        "code": "2026",
        "items": items or (HIGHER, LOWER, OTHER, BAND, CONTEXT),
        "facets": (RESULTS, SYSTEM, FORCE),
        "pillar_weights": {Pillar.EFFICIENCY: 0.5, Pillar.LEGALITY: 0.5},
    }
    return FrameworkSpec(**(fields | changes))  # type: ignore[arg-type]


def test_effective_weights_are_products_down_the_tree_and_sum_to_one() -> None:
    weights = framework().effective_weights
    assert weights == pytest.approx({"EFF-01": 0.3, "EFF-02": 0.15, "EFF-03": 0.05, "LEG-01": 0.5, "EFF-18": 0.0})
    assert sum(weights.values()) == pytest.approx(1)


def test_context_items_are_listed_but_not_weighted() -> None:
    spec = framework()
    assert CONTEXT in spec.items
    assert CONTEXT not in spec.weighted_items


def test_weights_can_be_given_as_plain_ones() -> None:
    items = weights_to_one([replace(item, weight=1.0) for item in (HIGHER, LOWER, OTHER)] + [CONTEXT])
    assert [item.weight for item in items] == [1.0, 0.5, 0.5, 0.0]


def test_pillar_weights_cannot_be_changed_afterwards() -> None:
    with pytest.raises(TypeError):
        framework().pillar_weights[Pillar.EFFICIENCY] = 1.0  # type: ignore[index]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (replace(HIGHER, weight=0.9), "the indicators of EFF.results sum to 0.9"),
        (replace(HIGHER, weight=-1.0), "numbers of 0 or more"),
        (replace(HIGHER, weight=float("nan")), "numbers of 0 or more"),
        (replace(HIGHER, facet="elsewhere"), "EFF-01 belongs to facet 'elsewhere'"),
        (replace(HIGHER, code="EFF-02"), "EFF-02 stands in it more than once"),
        (replace(HIGHER, direction=Direction.CONTEXT), "context indicator and cannot weigh"),
        (replace(HIGHER, floor=None), "EFF-01 weighs but has no floor"),
        (replace(HIGHER, target=float("inf")), "no floor or no target"),
        (replace(HIGHER, floor=1.0), "must lie below its target"),
        (replace(HIGHER, direction=Direction.LOWER), "must lie above its target"),
        (replace(HIGHER, direction=Direction.BAND), "outer limits are incomplete"),
        (replace(BAND, code="EFF-01", pillar=Pillar.EFFICIENCY, facet="results", outer_low=0.9), "out of order"),
    ],
)
def test_an_item_that_cannot_be_is_refused_with_a_reason(wrong: FrameworkItem, reason: str) -> None:
    with pytest.raises(FrameworkError, match=reason):
        framework(wrong, LOWER, OTHER, BAND)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"pillar_weights": {Pillar.EFFICIENCY: 0.5, Pillar.LEGALITY: 0.4}}, "the pillars sum to 0.9"),
        ({"pillar_weights": {Pillar.EFFICIENCY: 1.0}}, "LEG.force belongs to a pillar without a weight"),
        ({"facets": (RESULTS, replace(SYSTEM, weight=0.5), FORCE)}, "the facets of EFF sum to 1.1"),
        ({"facets": (RESULTS, SYSTEM, FORCE, FORCE)}, "LEG.force stands in it more than once"),
    ],
)
def test_a_tree_that_does_not_add_up_is_refused(changes: dict[str, object], reason: str) -> None:
    with pytest.raises(FrameworkError, match=reason):
        framework(**changes)


def test_the_error_carries_the_framework() -> None:
    with pytest.raises(FrameworkError) as caught:
        framework(code="draft-7", pillar_weights={})
    assert caught.value.framework == "draft-7"
