"""What a framework says, apart from where it is kept: the rows of its files, and a digest of them."""

import hashlib
from collections.abc import Iterable
from typing import Any

import orjson

from legitimacy.imports.framework.layout import GOALPOSTS
from legitimacy.indicators.registry import indicators
from legitimacy.models import Framework, FrameworkFacet, FrameworkItem

Rows = list[dict[str, Any]]
ITEM = (
    *("indicator", "facet", "level", "kind", "direction", "window", "valid_months", "measured_by", *GOALPOSTS),
    *("min_denominator", "public_min_denominator", "weight", "funding_allowed", "funding_condition"),
    *("disclosure_class", "basis"),
)
FACET = ("pillar", "pillar_weight", "code", "weight", "name_nl", "name_fr", "name_de", "name_en")


def content_digest(items: Iterable[dict[str, Any]], facets: Iterable[dict[str, Any]]) -> str:
    """SHA-256 over items and facets in the order of their codes; translations of the basis do not count."""
    content = (
        sorted(items, key=lambda item: str(item["indicator"])),
        sorted(facets, key=lambda facet: (facet["pillar"], facet["code"])),
    )
    return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()


def stored_digest(framework: Framework) -> str:
    """The digest of a stored framework: that of the files it was, or could be, loaded from. Two queries."""
    items = [item_row(item) for item in framework.items.all()]
    return content_digest(items, [facet_row(facet) for facet in framework.facets.all()])


def item_row(item: FrameworkItem) -> dict[str, Any]:
    """A stored item as a row of a file: with the owner and the feed of its passport."""
    passport = indicators.get(item.indicator)
    row = {name: getattr(item, name) for name in ITEM}
    return row | {"owner": passport.owner, "feed": passport.feed.value}


def facet_row(facet: FrameworkFacet) -> dict[str, Any]:
    return {name: getattr(facet, name) for name in FACET}
