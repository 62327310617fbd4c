"""Figures of many corps drawn towards their mean, to order lists and colour maps (methods, part 8)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from legitimacy.disclosure.visible import VisibleValue
from legitimacy.indicators.definitions import Indicator, Kind
from legitimacy.indicators.shrinkage import Reliability, Shrinkage, marshall_shrinkage, reliability_badge


@dataclass(frozen=True, slots=True)
class Shrunken:
    """A value drawn towards the mean, in the unit of the indicator, and how far it stands on its own records (0-1)."""

    value: float
    weight: float
    reliability: Reliability


def shrunken_values(values: Sequence[VisibleValue | None], passport: Indicator) -> list[float | None]:
    """Marshall's shrunken values where every figure is a share or rate with its counts; the figures otherwise.

    None where there is no figure, or this audience may not see it.
    """
    drawn = shrunken_figures(values, passport)
    return [
        one.value if one is not None else value.value if value is not None and value.is_shown else None
        for value, one in zip(values, drawn, strict=True)
    ]


def shrunken_figures(values: Sequence[VisibleValue | None], passport: Indicator) -> list[Shrunken | None]:
    """The same with how reliable each is; all None where counts do not allow it."""
    shown = [value if value is not None and value.is_shown else None for value in values]
    if not is_shrunken([value for value in shown if value is not None], passport):
        return [None] * len(values)
    found = _shrinkage(shown)
    pairs = zip(shown, found.values, found.weights, strict=True)
    return [
        None if value is None else _shrunken(float(number) * passport.per, float(weight))
        for value, number, weight in pairs
    ]


def is_shrunken(known: Sequence[VisibleValue], passport: Indicator) -> bool:
    """Whether these figures, all of them shown, have the counts that shrinking needs."""
    counted = passport.kind in (Kind.PROPORTION, Kind.COUNT_RATE)
    return counted and bool(known) and all(one.numerator is not None and one.denominator for one in known)


def _shrinkage(shown: Sequence[VisibleValue | None]) -> Shrinkage:
    numerators = np.array([value.numerator if value is not None else None for value in shown], dtype=np.float64)
    denominators = np.array([value.denominator if value is not None else None for value in shown], dtype=np.float64)
    return marshall_shrinkage(numerators, denominators)


def _shrunken(value: float, weight: float) -> Shrunken | None:
    badge = reliability_badge(weight)
    return Shrunken(value, weight, badge) if badge is not None else None
