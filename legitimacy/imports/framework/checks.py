"""What a framework must agree with: the registered passports, and itself. One sentence per fault."""

import math
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from legitimacy.imports.framework.layout import GOALPOSTS
from legitimacy.imports.framework.reading import Fault
from legitimacy.indicators.definitions import Direction, Feed, Indicator, MeasuredBy, Pillar
from legitimacy.indicators.frameworks import (
    FrameworkError,
    FrameworkFacet,
    FrameworkItem,
    FrameworkSpec,
    weights_to_one,
)
from legitimacy.indicators.registry import indicators

BAND = ("outer_low", "band_low", "band_high", "outer_high")
RESPONSE_RATES = frozenset({"DRV-10"})
AGREED = {  # column of the file -> column of the passport
    "kind": "kind",
    "direction": "direction",
    "window": "window",
    "valid_months": "valid_months",
    "measured_by": "measured_by",
    "level": "subject",
    "disclosure_class": "disclosure",
    "owner": "owner",
    "feed": "feed",
}


def item_faults(number: int, item: dict[str, Any]) -> Iterator[Fault]:
    """What is wrong with one row: against its passport, and in its own goalposts and money."""
    code = item["indicator"]
    if code not in indicators:
        yield Fault(number, code, _("there is no such indicator."))
        return
    for _column, reason in row_faults(item):
        yield Fault(number, code, reason)


def row_faults(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(column, reason) of every fault in one row of a registered indicator; the reason is a sentence about it."""
    passport = indicators.get(item["indicator"])
    yield from _passport(item, passport)
    yield from _goalposts(item)
    yield from _range(item, passport)
    yield from _minima(item)
    yield from _money(item, passport)


def structure_faults(code: str, items: list[dict[str, Any]], facets: list[dict[str, Any]]) -> Iterator[Fault]:
    """What does not add up: the first fault that the arithmetic core finds."""
    weights = {facet["pillar"]: facet["pillar_weight"] for facet in facets}
    for facet in facets:
        if facet["pillar_weight"] != weights[facet["pillar"]]:
            yield Fault(0, facet["pillar"], _("the weight of this pillar differs between its facets."))
    try:
        FrameworkSpec(
            code=code,
            items=weights_to_one(_core_item(item) for item in items),
            facets=tuple(_core_facet(facet) for facet in facets),
            pillar_weights={Pillar(pillar): weight for pillar, weight in weights.items()},
        )
    except FrameworkError as error:
        yield Fault(0, "", error.reason)


Found = Iterator[tuple[str, str]]


def _passport(item: dict[str, Any], passport: Indicator) -> Found:
    for column, attribute in AGREED.items():
        ours, theirs = item[column], getattr(passport, attribute)
        if ours != theirs:
            words = {"column": column, "ours": ours, "theirs": theirs}
            yield column, _("%(column)s is “%(ours)s”, but its passport says “%(theirs)s”.") % words


def _goalposts(item: dict[str, Any]) -> Found:
    if item["direction"] == Direction.CONTEXT:
        given = next((name for name in GOALPOSTS if item[name] is not None), "")
        if given:
            yield given, _("a context indicator is not judged and has no goalposts.")
    elif item["direction"] == Direction.BAND:
        limits = [item[name] for name in BAND]
        if None in limits:
            yield BAND[limits.index(None)], _("its band needs outer_low, band_low, band_high and outer_high.")
        elif not limits[0] < limits[1] <= limits[2] < limits[3]:
            yield (
                _first_out_of_order(limits),
                _("its limits are out of order: outer_low < band_low <= band_high < outer_high."),
            )
    elif item["floor"] is None or item["target"] is None:
        yield "floor" if item["floor"] is None else "target", _("it needs a floor and a target.")
    elif item["floor"] == item["target"]:
        yield "target", _("its floor and its target are equal, so that nothing lies between them.")
    elif (item["floor"] < item["target"]) != (item["direction"] == Direction.HIGHER):
        yield "floor", _("its floor lies on the wrong side of its target for its direction.")


def _first_out_of_order(limits: list[float]) -> str:
    low, inner_low, inner_high, _high = limits
    return "band_low" if not low < inner_low else "band_high" if not inner_low <= inner_high else "outer_high"


def _range(item: dict[str, Any], passport: Indicator) -> Found:
    low, high = passport.lower_bound, passport.upper_bound
    for name in GOALPOSTS:
        limit = item[name]
        if limit is not None and not (math.isfinite(limit) and _within(limit, low, high)):
            yield name, _("its %(name)s is outside of what the indicator can be.") % {"name": name}


def _within(limit: float, low: float | None, high: float | None) -> bool:
    return (low is None or limit >= low) and (high is None or limit <= high)


def _minima(item: dict[str, Any]) -> Found:
    for name in ("min_denominator", "public_min_denominator"):
        if item[name] < 1:
            yield name, _("a minimum is a whole number of 1 or more.")
    if item["public_min_denominator"] < item["min_denominator"]:
        yield "public_min_denominator", _("the public minimum is lower than the minimum for the corps itself.")


def _money(item: dict[str, Any], passport: Indicator) -> Found:
    if not 0 <= item["weight"] < math.inf:
        yield "weight", _("a weight is 0 or more.")
    if item["direction"] == Direction.CONTEXT and item["weight"]:
        yield "weight", _("a context indicator weighs 0.")
    if not item["funding_allowed"]:
        return
    if item["direction"] == Direction.CONTEXT:
        yield "funding_allowed", _("a context indicator is never tied to money.")
    elif is_survey_score(passport):
        yield "funding_allowed", _("what people answered in a survey is never tied to money.")


def is_survey_score(passport: Indicator) -> bool:
    """What respondents answered; how many of them answered is no score of a survey."""
    return passport.feed is Feed.SURVEY_IMPORT and passport.code not in RESPONSE_RATES


def _core_item(item: dict[str, Any]) -> FrameworkItem:
    return FrameworkItem(
        code=item["indicator"],
        pillar=Pillar(item["indicator"][:3]),
        facet=item["facet"],
        weight=item["weight"],
        direction=Direction(item["direction"]),
        measured_by=MeasuredBy(item["measured_by"]),
        **{name: item[name] for name in GOALPOSTS},
    )


def _core_facet(facet: dict[str, Any]) -> FrameworkFacet:
    return FrameworkFacet(pillar=Pillar(facet["pillar"]), code=facet["code"], weight=facet["weight"])
