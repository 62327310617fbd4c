"""Who differs from the whole by more than chance: one indicator of many corps in a funnel (methods, part 9).

Everything here stands on the figures that one reader may see, and on nothing else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from legitimacy.disclosure.visible import VisibleValue
from legitimacy.indicators.definitions import Direction, Indicator, Kind, Subject, Window
from legitimacy.indicators.funnel import (
    MINIMUM_CORPS,
    Funnel,
    benjamini_hochberg,
    expected_false_alarms,
    proportion_funnel,
    ratio_funnel,
)
from legitimacy.indicators.intervals import UNKNOWN_DESIGN_EFFECT, FloatArray, normal_quantile
from legitimacy.models import Corps

WARNING, ASKING = 0.95, 0.998
"""Levels of the limits: the outer one asks a question."""
FALSE_DISCOVERIES = 0.05
CURVE_POINTS = 80


class NoFunnel(StrEnum):
    """Why there is no funnel."""

    ELSEWHERE = "elsewhere"
    NO_VALUES = "no_values"
    NO_COUNT = "no_count"
    TOO_FEW = "too_few"
    NO_EVENT = "no_event"


class Place(StrEnum):
    """Where a point lies, as what that asks of its reader. Context indicators know `inside` only."""

    INSIDE = "inside"
    ASKS = "asks"
    LEARNS = "learns"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One corps in the funnel. `size` is the denominator (of a survey: the effective one), `value` in its own unit.

    `z` and `z_adjusted` without and with overdispersion; `is_listed` by Benjamini and Hochberg at 5 %.
    """

    corps: Corps
    figure: VisibleValue
    size: float
    value: float
    z: float
    z_adjusted: float
    p_value: float
    place: Place
    is_listed: bool

    @property
    def is_flagged(self) -> bool:
        """Outside the 99.8 % limits with overdispersion, of an indicator that may be judged."""
        return self.place is not Place.INSIDE


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """The limits of one level along `sizes`, in the unit of the indicator."""

    level: float
    sizes: FloatArray
    lower: FloatArray
    upper: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelPicture:
    """The funnel of every corps of the register with a figure to read, in the order of its corps."""

    passport: Indicator
    funnel: Funnel
    points: tuple[Point, ...]
    centre: float
    _rate: float

    def limits(self, size: float, level: float, *, adjusted: bool) -> tuple[float, float]:
        """Lower and upper limit at one denominator, in the unit of the indicator."""
        curve = self._limits(np.array([size]), level, adjusted=adjusted)
        return float(curve[0][0]), float(curve[1][0])

    def curve(self, level: float, *, adjusted: bool) -> Curve:
        """The limits over the range of denominators there are."""
        sizes = [point.size for point in self.points]
        along = np.geomspace(max(1.0, min(sizes) * 0.9), max(sizes) * 1.05, CURVE_POINTS)
        lower, upper = self._limits(along, level, adjusted=adjusted)
        return Curve(level=level, sizes=along, lower=lower, upper=upper)

    def _limits(self, sizes: FloatArray, level: float, *, adjusted: bool) -> tuple[FloatArray, FloatArray]:
        found = self.funnel.limits(sizes * self._rate, level, adjusted)
        return np.asarray(found.lower) * self.scale, np.asarray(found.upper) * self.scale

    @property
    def scale(self) -> float:
        """From the scale of the funnel (a share, or a ratio to what is expected) to the unit of the indicator."""
        return self.passport.per if self.passport.is_share else self._rate * self.passport.per

    @property
    def flagged(self) -> list[Point]:
        """Furthest outside first, of both sides: by how much it asks, never by who is best."""
        return sorted((one for one in self.points if one.is_flagged), key=lambda one: -abs(one.z_adjusted))

    @property
    def listed(self) -> list[Point]:
        return sorted((one for one in self.points if one.is_listed), key=lambda one: one.p_value)

    @property
    def expected(self) -> float:
        """How many flags chance alone would give here."""
        return expected_false_alarms(len(self.points), ASKING)


@dataclass(frozen=True, slots=True)
class FunnelAnswer:
    """A picture, or why there is none; `count` is how many corps have a figure to read."""

    picture: FunnelPicture | None
    why_not: NoFunnel | None
    count: int


def funnel_answer(passport: Indicator, corps: Sequence[Corps], values: Mapping[str, VisibleValue]) -> FunnelAnswer:
    """The funnel over `corps`, from the figures of `values` (by corps code) that are shown with their counts.

    Shares by their arcsine, rates as ratios to what the rate of all together would give. Survey shares count with
    their effective number of answers. A corps without a figure is left out, never zero.
    """
    if passport.subject is not Subject.CORPS:
        return FunnelAnswer(None, NoFunnel.ELSEWHERE, 0)
    shown = [(one, values[one.code]) for one in corps if one.code in values and values[one.code].is_shown]
    if not shown:
        return FunnelAnswer(None, NoFunnel.NO_VALUES, 0)
    counted = [(one, figure) for one, figure in shown if is_counted(figure, passport)]
    if not counted:
        return FunnelAnswer(None, NoFunnel.NO_COUNT, len(shown))
    if len(counted) < MINIMUM_CORPS:
        return FunnelAnswer(None, NoFunnel.TOO_FEW, len(counted))
    numerators, sizes = np.array([counts_of(figure, passport) for _one, figure in counted], dtype=np.float64).T
    if passport.kind is Kind.COUNT_RATE:
        if not numerators.sum() > 0:
            return FunnelAnswer(None, NoFunnel.NO_EVENT, len(counted))
        rate = float(numerators.sum() / sizes.sum())
        funnel: Funnel = ratio_funnel(numerators, sizes * rate)
        centre = rate * passport.per
    else:
        rate, funnel = 1.0, proportion_funnel(numerators, sizes)
        centre = funnel.theta0 * passport.per
    points = _points(counted, sizes, funnel, passport)
    picture = FunnelPicture(passport=passport, funnel=funnel, points=points, centre=centre, _rate=rate)
    return FunnelAnswer(picture, None, len(counted))


def is_counted(figure: VisibleValue, passport: Indicator) -> bool:
    """Whether a figure is so many out of so many, as a funnel needs: not a median, mean score, checklist or ratio."""
    if passport.kind not in (Kind.PROPORTION, Kind.COUNT_RATE):
        return False
    if figure.numerator is None or not figure.denominator or figure.value is None:
        return False
    return passport.kind is Kind.COUNT_RATE or figure.numerator <= figure.denominator


def counts_of(figure: VisibleValue, passport: Indicator) -> tuple[float, float]:
    """Numerator and denominator; of a survey both shrunk to the effective number of answers, so the share stays."""
    numerator, denominator = figure.numerator or 0.0, figure.denominator or 0.0
    if passport.window is not Window.SURVEY_WAVE or not passport.sampled:
        return numerator, denominator
    effective = min(denominator, effective_answers(figure, numerator / denominator, denominator))
    return numerator / denominator * effective, effective


def effective_answers(figure: VisibleValue, share: float, answers: float) -> float:
    """How many independent answers a survey's interval is worth.

    Wilson's limits L solve (p - L)^2 = z^2 L (1 - L) / n, so each limit tells n. Without an interval the answers are
    divided by the design effect of 1.5 that stands for an unknown one (methods, part 4).
    """
    for limit in (figure.lower, figure.upper):
        if limit is not None and 0 < limit < 1 and abs(share - limit) > 1e-9:
            return normal_quantile(0.95) ** 2 * limit * (1 - limit) / (share - limit) ** 2
    return answers / UNKNOWN_DESIGN_EFFECT


def _points(
    counted: Sequence[tuple[Corps, VisibleValue]], sizes: FloatArray, funnel: Funnel, passport: Indicator
) -> tuple[Point, ...]:
    p_values = funnel.p_values
    flags, listed = funnel.flags(ASKING), benjamini_hochberg(p_values, FALSE_DISCOVERIES)
    return tuple(
        Point(
            corps=one,
            figure=figure,
            size=float(sizes[at]),
            value=float(figure.value or 0.0),
            z=float(funnel.z[at]),
            z_adjusted=float(funnel.z_adjusted[at]),
            p_value=float(p_values[at]),
            place=place_of(bool(flags[at]), float(funnel.z_adjusted[at]), passport.direction),
            is_listed=bool(listed[at]) and not passport.is_context,
        )
        for at, (one, figure) in enumerate(counted)
    )


def place_of(is_outside: bool, z_adjusted: float, direction: Direction) -> Place:
    """What being outside means. A background indicator is never judged; in a band neither side is better."""
    if not is_outside or direction is Direction.CONTEXT:
        return Place.INSIDE
    if direction is Direction.BAND:
        return Place.DIFFERS
    return Place.LEARNS if (z_adjusted > 0) == (direction is Direction.HIGHER) else Place.ASKS
