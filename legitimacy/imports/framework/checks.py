"""What a framework must agree with: the registered passports, and itself. One sentence per fault."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from legitimacy.imports.framework.layout import GOALPOSTS
from legitimacy.imports.framework.reading import Fault
from legitimacy.indicators.definitions import Direction, Indicator, MeasuredBy, Pillar
from legitimacy.indicators.frameworks import (
    FrameworkError,
    FrameworkFacet,
    FrameworkItem,
    FrameworkSpec,
    weights_to_one,
)
from legitimacy.indicators.registry import indicators

BAND = ("outer_low", "band_low", "band_high", "outer_high")
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
    passport = indicators.get(code)
    for reason in (*_passport(item, passport), *_goalposts(item), *_range(item, passport), *_money(item)):
        yield Fault(number, code, reason)


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


def _passport(item: dict[str, Any], passport: Indicator) -> Iterator[str]:
    for column, attribute in AGREED.items():
        ours, theirs = item[column], getattr(passport, attribute)
        if ours != theirs:
            words = {"column": column, "ours": ours, "theirs": theirs}
            yield _("%(column)s is “%(ours)s”, but its passport says “%(theirs)s”.") % words


def _goalposts(item: dict[str, Any]) -> Iterator[str]:
    if item["direction"] == Direction.CONTEXT:
        if any(item[name] is not None for name in GOALPOSTS):
            yield _("a context indicator is not judged and has no goalposts.")
    elif item["direction"] == Direction.BAND:
        limits = [item[name] for name in BAND]
        if None in limits:
            yield _("its band needs outer_low, band_low, band_high and outer_high.")
        elif not limits[0] < limits[1] <= limits[2] < limits[3]:
            yield _("its limits are out of order: outer_low < band_low <= band_high < outer_high.")
    elif item["floor"] is None or item["target"] is None:
        yield _("it needs a floor and a target.")
    elif item["floor"] == item["target"]:
        yield _("its floor and its target are equal, so that nothing lies between them.")
    elif (item["floor"] < item["target"]) != (item["direction"] == Direction.HIGHER):
        yield _("its floor lies on the wrong side of its target for its direction.")


def _range(item: dict[str, Any], passport: Indicator) -> Iterator[str]:
    low, high = passport.lower_bound, passport.upper_bound
    for name in GOALPOSTS:
        limit = item[name]
        if limit is not None and ((low is not None and limit < low) or (high is not None and limit > high)):
            yield _("its %(name)s is outside of what the indicator can be.") % {"name": name}


def _money(item: dict[str, Any]) -> Iterator[str]:
    if item["direction"] == Direction.CONTEXT and item["weight"]:
        yield _("a context indicator weighs 0.")
    if item["direction"] == Direction.CONTEXT and item["funding_allowed"]:
        yield _("a context indicator is never tied to money.")
    if item["public_min_denominator"] < item["min_denominator"]:
        yield _("the public minimum is lower than the minimum for the corps itself.")


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
