"""Which registers have a map, and the colours of its areas: values drawn towards the mean where counts allow it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from legitimacy.charts.measured import Measured
from legitimacy.indicators.definitions import Indicator, Kind
from legitimacy.indicators.shrinkage import Reliability, marshall_shrinkage, reliability_badge
from legitimacy.models import Register

MAPS = {Register.BELGIUM: "maps/belgium.geojson", Register.EXAMPLE: "maps/example.geojson"}
"""Borders by register; the foreign test register has no map."""


@dataclass(frozen=True, slots=True)
class Shrunken:
    """A value drawn towards the mean, in the unit of the indicator, and how far it stands on its own records."""

    value: float
    weight: float
    reliability: Reliability


def is_shrunken(known: Sequence[Measured], passport: Indicator) -> bool:
    """Whether every figure is a share or rate with its counts."""
    counted = passport.kind in (Kind.PROPORTION, Kind.COUNT_RATE)
    return counted and bool(known) and all(one.numerator is not None and one.denominator for one in known)


def shrunken_values(values: Sequence[Measured | None], passport: Indicator) -> list[Shrunken | None]:
    """Marshall's values, None where there is no figure to show; all None where counts do not allow it."""
    shown = [value if value is not None and value.is_shown else None for value in values]
    if not is_shrunken([value for value in shown if value is not None], passport):
        return [None] * len(values)
    numerators = np.array([value.numerator if value is not None else None for value in shown], dtype=np.float64)
    denominators = np.array([value.denominator if value is not None else None for value in shown], dtype=np.float64)
    found = marshall_shrinkage(numerators, denominators)
    return [
        _shrunken(float(number) * passport.per, float(weight))
        for number, weight in zip(found.values, found.weights, strict=True)
    ]


def _shrunken(value: float, weight: float) -> Shrunken | None:
    badge = reliability_badge(weight)
    return Shrunken(value, weight, badge) if badge is not None else None


def map_colours(values: Sequence[Measured | None], passport: Indicator) -> list[float | None]:
    """Marshall's shrunken values where every figure is a share or rate with its counts; the figures otherwise."""
    shrunken = shrunken_values(values, passport)
    return [
        drawn.value if drawn is not None else value.value if value is not None and value.is_shown else None
        for value, drawn in zip(values, shrunken, strict=True)
    ]
