"""When a score would betray a hidden value: 5-point bands, and the proof that a band leaves enough room (methods 13).

The attacker knows every shown value, all weights and goalposts, the denominator of the hidden value and this very
procedure, so the decision between band and nothing must not depend on the hidden numbers: it is taken for every band
that the shown inputs leave possible, not only for the one that is true.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from legitimacy.disclosure.policy import Measure
from legitimacy.indicators.definitions import Kind

BAND = 5.0
TOP = 100.0
_DECIMALS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetInput:
    """One scored indicator under a facet. `base` is the denominator, `minimum` the smallest count that may be shown.

    `weight` is relative to the other inputs that are present. `is_free` is False when the hidden value already stands
    behind another published band, or its window overlaps a published one. `is_known`: hidden now, but an earlier
    release showed it, so that an attacker reckons with it.
    """

    value_id: int
    weight: float
    score: float
    is_hidden: bool
    measure: Measure
    base: float | None
    minimum: int
    is_free: bool = True
    is_known: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """Half-open, [lower, upper); the last one, 95-100, includes 100."""

    lower: float
    upper: float


def band_of(score: float) -> Band:
    """The 5-point band of a score of 0-100. Rounding noise beyond nine decimals does not move a score to another."""
    lower = min(BAND * math.floor(round(score, _DECIMALS) / BAND), TOP - BAND)
    return Band(lower, lower + BAND)


def band_is_safe(inputs: Sequence[FacetInput]) -> bool:
    """Whether a facet over these inputs may be published as a band, whatever its hidden scores are.

    For each hidden input that counts people the band must leave an interval of numerators at least as wide as the
    minimum: (1) to an attacker who knows only what is shown, in every band that is possible, and (2) in the middle of
    the scale also to one who knows the other hidden inputs. Inputs that are not simple shares, whose base is unknown
    or which are not free, leave no band.
    """
    hidden = [one for one in inputs if one.is_hidden and not one.is_known]
    guarded = [one for one in hidden if one.minimum]
    if not all(one.is_free for one in hidden) or not all(_can_be_weighed(one) for one in guarded):
        return False
    total = sum(one.weight for one in inputs)
    shown = round(sum(one.weight * one.score for one in inputs if one not in hidden) / total, _DECIMALS)
    unknown = sum(one.weight for one in hidden) / total
    return all(
        _room_inside(one, one.weight / total) and _room_everywhere(one, one.weight / total, shown, unknown)
        for one in guarded
    )


def _can_be_weighed(one: FacetInput) -> bool:
    measure = one.measure
    goalposts = measure.floor is not None and measure.target is not None
    return measure.kind is Kind.PROPORTION and goalposts and one.base is not None and one.base > 0


def _room_inside(one: FacetInput, share: float) -> bool:
    """A full band, seen by someone who knows all else, holds at least `minimum` + 1 numerators wherever it lies."""
    floor, target = float(one.measure.floor or 0), float(one.measure.target or 0)
    return BAND / share / TOP * abs(target - floor) * float(one.base or 0) >= one.minimum + 1


def _room_everywhere(one: FacetInput, share: float, shown: float, unknown: float) -> bool:
    first = math.floor(shown / BAND)
    last = math.floor(round(shown + TOP * unknown, _DECIMALS) / BAND)
    others = TOP * (unknown - share)
    for step in range(first, min(last, int(TOP / BAND) - 1) + 1):
        lower, upper = BAND * step, BAND * (step + 1)
        reach = TOP + 1 if upper >= TOP else (upper - shown) / share
        if numerator_span(one, (lower - shown - others) / share, reach) < one.minimum:
            return False
    return True


def numerator_span(one: FacetInput, low: float, high: float) -> int:
    """Distance between the least and the largest whole numerator whose score lies in [low, high); -1 for none.

    Scores are clipped: at or under 0 stand all numerators beyond the floor, at or over 100 all beyond the target.
    """
    floor, target, base = float(one.measure.floor or 0), float(one.measure.target or 0), float(one.base or 0)
    at_low, at_high = (base * (floor + min(max(s, 0.0), TOP) / TOP * (target - floor)) for s in (low, high))
    if target > floor:
        least = 0 if low <= 0 else math.ceil(at_low + 1e-9)
        most = math.floor(base) if high > TOP else math.ceil(at_high - 1e-9) - 1
    else:
        least = 0 if high > TOP else math.floor(at_high + 1e-9) + 1
        most = math.floor(base) if low <= 0 else math.floor(at_low - 1e-9)
    return max(most - least, -1)
