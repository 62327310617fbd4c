"""Figures of many corps drawn towards their mean, to order lists and colour maps (methods, part 8)."""

from collections.abc import Sequence

import numpy as np

from legitimacy.disclosure.visible import VisibleValue
from legitimacy.indicators.definitions import Indicator, Kind
from legitimacy.indicators.shrinkage import marshall_shrinkage


def shrunken_values(values: Sequence[VisibleValue | None], passport: Indicator) -> list[float | None]:
    """Marshall's shrunken values where every figure is a share or rate with its counts; the figures otherwise.

    None where there is no figure, or this audience may not see it.
    """
    shown = [value if value is not None and value.is_shown else None for value in values]
    known = [value for value in shown if value is not None]
    if not is_shrunken(known, passport):
        return [value.value if value is not None else None for value in shown]
    numerators = np.array([value.numerator if value is not None else None for value in shown], dtype=np.float64)
    denominators = np.array([value.denominator if value is not None else None for value in shown], dtype=np.float64)
    shrunken = marshall_shrinkage(numerators, denominators).values
    return [
        float(number) * passport.per if value is not None else None
        for value, number in zip(shown, shrunken, strict=True)
    ]


def is_shrunken(known: Sequence[VisibleValue], passport: Indicator) -> bool:
    """Whether these figures, all of them shown, have the counts that shrinking needs."""
    counted = passport.kind in (Kind.PROPORTION, Kind.COUNT_RATE)
    return counted and bool(known) and all(one.numerator is not None and one.denominator for one in known)
