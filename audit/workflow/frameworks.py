"""The fields of a framework that a draft may change, in words, and values as they are kept in the history."""

from collections.abc import Mapping
from typing import Any

import orjson
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from legitimacy.indicators.definitions import Direction

BAND_FIELDS = ("outer_low", "band_low", "band_high", "outer_high")
GOALPOSTS = ("floor", "target", *BAND_FIELDS)
ITEM_FIELDS = (
    *GOALPOSTS,
    *("weight", "min_denominator", "public_min_denominator", "funding_allowed", "funding_condition", "basis"),
)
PILLAR_WEIGHT, FACET_WEIGHT = "pillar_weight", "weight"
LABELS: Mapping[str, Promise] = {
    "floor": _("Floor (score 0)"),
    "target": _("Target (score 100)"),
    "outer_low": _("Lower outer limit (score 0)"),
    "band_low": _("Band from (score 100)"),
    "band_high": _("Band to (score 100)"),
    "outer_high": _("Upper outer limit (score 0)"),
    "weight": _("Weight"),
    "pillar_weight": _("Weight"),
    "min_denominator": _("Minimum for the corps itself"),
    "public_min_denominator": _("Minimum for the public"),
    "funding_allowed": _("May be used for funding"),
    "funding_condition": _("Condition for funding"),
    "basis": _("Where it comes from"),
}


def fields_of(direction: str) -> tuple[str, ...]:
    """What can be asked to change of an indicator: the goalposts that its direction has, and everything else."""
    goalposts = {Direction.CONTEXT: (), Direction.BAND: BAND_FIELDS}.get(Direction(direction), ("floor", "target"))
    return (*goalposts, *ITEM_FIELDS[len(GOALPOSTS) :])


def kept(value: Any) -> str:
    """A value as the history keeps it: JSON."""
    return orjson.dumps(value).decode()


def read_kept(text: str) -> Any:
    return orjson.loads(text) if text else None
