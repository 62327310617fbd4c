"""Geometry of the small charts that templates draw as inline SVG: pillar bar, bullet, sparkline.

Positions along an axis are percentages as text ("63.25%"), so that one drawing fits every width and no reader's
decimal comma gets into an attribute. Nothing here knows what a number means.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import isfinite

TARGET_AT = 82.0
FLOOR_AT = 8.0
"""Where a bullet puts its goalposts, in percent of the width: room on both sides for what lies beyond them."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the axis: where it starts and how long it is."""

    x: str
    width: str


@dataclass(frozen=True, slots=True)
class PillarBar:
    """`range` is the 5-95 % range, `bounds` what missing figures could make of it; None where unknown."""

    score: str | None
    range: Span | None
    bounds: Span | None
    facets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bullet:
    """`clipped` says that the value lies beyond the drawn axis: "low", "high" or empty."""

    value: str | None
    interval: Span | None = None
    target: str | None = None
    floor: str | None = None
    band: Span | None = None
    comparable: str | None = None
    clipped: str = ""


@dataclass(frozen=True, slots=True)
class Sparkline:
    """`segments` are polylines in pixels, broken where a figure is missing; `dots` stand alone (survey waves)."""

    width: int
    height: int
    segments: tuple[str, ...] = ()
    dots: tuple[tuple[str, str], ...] = ()
    last: tuple[str, str] | None = None
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Goalposts:
    """Floor and target, or a band between outer limits, in the unit of the value; empty for context."""

    floor: float | None = None
    target: float | None = None
    outer_low: float | None = None
    band_low: float | None = None
    band_high: float | None = None
    outer_high: float | None = None

    @property
    def is_band(self) -> bool:
        return None not in (self.outer_low, self.band_low, self.band_high, self.outer_high)

    @property
    def is_complete(self) -> bool:
        return self.is_band or (self.floor is not None and self.target is not None and self.floor != self.target)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Linear map of values to percentages of the width, clipped to it."""

    start: float
    end: float
    start_at: float = FLOOR_AT
    end_at: float = TARGET_AT

    def at(self, value: float) -> float:
        share = (value - self.start) / (self.end - self.start)
        return self.start_at + share * (self.end_at - self.start_at)

    def clip(self, value: float) -> float:
        return min(100.0, max(0.0, self.at(value)))


def pillar_bar(
    *,
    score: float | None,
    lower: float | None = None,
    upper: float | None = None,
    bound_low: float | None = None,
    bound_high: float | None = None,
    facets: Sequence[float | None] = (),
) -> PillarBar:
    """Bar on an axis of 0 to 100. `facets`: scores of the facets; missing ones are not drawn."""
    return PillarBar(
        score=_percent(score) if score is not None else None,
        range=_span(lower, upper),
        bounds=_span(bound_low, bound_high),
        facets=tuple(_percent(facet) for facet in facets if facet is not None),
    )


def bullet(
    *,
    value: float | None,
    lower: float | None = None,
    upper: float | None = None,
    goalposts: Goalposts,
    comparable: float | None = None,
) -> Bullet:
    """Value with its interval against floor and target. Worse is always left, better right, whatever the direction.

    A band is drawn as it lies, low to high; without goalposts the axis runs from zero to a little over the largest
    number. An empty value gives the goalposts alone.
    """
    scale = _scale(value, upper, goalposts, comparable)
    placed = None if value is None else scale.at(value)
    return Bullet(
        value=None if value is None else _percent(scale.clip(value)),
        interval=_scaled_span(scale, lower, upper),
        target=_percent(scale.at(goalposts.target)) if _has_posts(goalposts) and goalposts.target is not None else None,
        floor=_percent(scale.at(goalposts.floor)) if _has_posts(goalposts) and goalposts.floor is not None else None,
        band=_scaled_span(scale, goalposts.band_low, goalposts.band_high) if goalposts.is_band else None,
        comparable=None if comparable is None else _percent(scale.clip(comparable)),
        clipped="" if placed is None else "low" if placed < 0 else "high" if placed > 100 else "",
    )


def sparkline(
    values: Sequence[float | None],
    *,
    target: float | None = None,
    dots_only: bool = False,
    width: int = 104,
    height: int = 30,
) -> Sparkline:
    """Course of a value, oldest first; None is a gap. Fewer than two figures give an empty drawing.

    The target is drawn only where it lies near the values, so that it never flattens them.
    """
    known = [value for value in values if value is not None and isfinite(value)]
    if len(known) < 2:
        return Sparkline(width, height)
    low, high = min(known), max(known)
    room = (high - low) or abs(high) or 1.0
    if target is not None and low - room <= target <= high + room:
        low, high = min(low, target), max(high, target)
    spread = (high - low) or 1.0

    def place(index: int, value: float) -> tuple[str, str]:
        x = 4 + index * (width - 8) / max(1, len(values) - 1)
        y = 4 + (high - value) / spread * (height - 8)
        return f"{x:.1f}", f"{y:.1f}"

    places = [place(index, value) if value is not None else None for index, value in enumerate(values)]
    shown = tuple(spot for spot in places if spot is not None)
    near = target is not None and low <= target <= high
    return Sparkline(
        width=width,
        height=height,
        segments=() if dots_only else _segments(places),
        dots=shown[:-1] if dots_only else _lonely(places),
        last=shown[-1],
        target=place(0, target)[1] if near and target is not None else None,
    )


@dataclass(frozen=True, slots=True)
class Strip:
    """All corps of a register as ticks on one line, without names: where one of them stands among the others."""

    ticks: tuple[str, ...]
    here: str | None
    mean: str | None
    start: float = field(default=0.0)
    end: float = field(default=1.0)


def strip(values: Sequence[float], *, here: float | None, mean: float | None = None) -> Strip:
    """Ticks between the lowest and the highest value, with a margin of 4 % on both sides."""
    known = [value for value in (*values, here, mean) if value is not None]
    if not known:
        return Strip((), None, None)
    low, high = min(known), max(known)
    scale = _Scale(low, high if high > low else low + 1.0, 4.0, 96.0)
    return Strip(
        ticks=tuple(_percent(scale.at(value)) for value in values),
        here=None if here is None else _percent(scale.at(here)),
        mean=None if mean is None else _percent(scale.at(mean)),
        start=low,
        end=high,
    )


@dataclass(frozen=True, slots=True)
class IntervalMark:
    """One figure with its interval, on an axis that it shares with others."""

    value: str
    interval: Span | None


def interval_marks(figures: Sequence[tuple[float | None, float | None, float | None]]) -> list[IntervalMark | None]:
    """Marks of figures as (value, lower, upper) on one common axis; None where there is no value.

    An interval with an open end runs to the end of the axis.
    """
    known = [number for figure in figures if figure[0] is not None for number in figure if number is not None]
    low, high = min(known, default=0.0), max(known, default=1.0)
    scale = _Scale(low, high if high > low else low + 1.0, 4.0, 96.0)
    return [_mark(scale, *figure) for figure in figures]


def _mark(scale: _Scale, value: float | None, lower: float | None, upper: float | None) -> IntervalMark | None:
    if value is None:
        return None
    if lower is None and upper is None:
        return IntervalMark(_percent(scale.at(value)), None)
    left = 0.0 if lower is None else scale.at(lower)
    right = 100.0 if upper is None else scale.at(upper)
    return IntervalMark(_percent(scale.at(value)), _span(left, right))


def _scale(value: float | None, upper: float | None, goalposts: Goalposts, comparable: float | None) -> _Scale:
    if goalposts.outer_low is not None and goalposts.outer_high is not None and goalposts.is_band:
        return _Scale(goalposts.outer_low, goalposts.outer_high, FLOOR_AT, 100 - FLOOR_AT)
    if goalposts.is_complete and goalposts.floor is not None and goalposts.target is not None:
        return _Scale(goalposts.floor, goalposts.target)
    largest = max((abs(number) for number in (value, upper, comparable) if number is not None), default=1.0)
    return _Scale(0.0, largest * 1.15 or 1.0, 2.0, 98.0)


def _has_posts(goalposts: Goalposts) -> bool:
    return goalposts.is_complete and not goalposts.is_band


def _percent(position: float) -> str:
    return f"{position:.2f}%"


def _span(low: float | None, high: float | None) -> Span | None:
    if low is None or high is None:
        return None
    return Span(_percent(min(low, high)), _percent(abs(high - low)))


def _scaled_span(scale: _Scale, low: float | None, high: float | None) -> Span | None:
    if low is None or high is None:
        return None
    return _span(scale.clip(low), scale.clip(high))


def _segments(places: Sequence[tuple[str, str] | None]) -> tuple[str, ...]:
    """Polylines through neighbouring figures; a gap starts a new one."""
    lines: list[list[str]] = [[]]
    for spot in places:
        if spot is None:
            lines.append([])
        else:
            lines[-1].append(",".join(spot))
    return tuple(" ".join(line) for line in lines if len(line) > 1)


def _lonely(places: Sequence[tuple[str, str] | None]) -> tuple[tuple[str, str], ...]:
    """Figures without a neighbour, which no polyline shows; the last figure has a dot of its own."""
    padded = [None, *places, None]
    alone = [
        spot
        for before, spot, after in zip(padded, padded[1:], padded[2:], strict=False)
        if spot is not None and before is None and after is None
    ]
    return tuple(alone)
