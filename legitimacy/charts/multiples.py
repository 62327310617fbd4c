"""Geometry of a small trend with its limits, drawn as inline SVG: many beside each other on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass

from legitimacy.charts.courses import Course

WIDTH, HEIGHT, EDGE = 240.0, 84.0, 6.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A level from `x1` to `x2` at height `y`, in pixels as text; `kind` is `mean`, `limit` or `goal`."""

    kind: str
    x1: str
    x2: str
    y: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A point; `kind` is empty, or the reading of the signal that it gives."""

    x: str
    y: str
    kind: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiple:
    """`lines` are polylines through neighbouring points; `breaks` are where limits begin anew."""

    width: int = int(WIDTH)
    height: int = int(HEIGHT)
    lines: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    dots: tuple[Dot, ...] = ()
    breaks: tuple[str, ...] = ()


def shared_scale(courses: Sequence[Course], *more: float | None) -> tuple[float, float]:
    """Lowest and highest of everything that will be drawn, so that heights mean the same in every small chart."""
    numbers = [number for course in courses for number in course.values if number is not None]
    numbers += [limit for course in courses for limit in _limits(course)]
    numbers += [number for number in more if number is not None]
    low, high = min(numbers, default=0.0), max(numbers, default=1.0)
    return (low, high) if high > low else (low - 0.5, high + 0.5)


def multiple(
    course: Course,
    *,
    scale: tuple[float, float],
    periods: Sequence[str],
    hover: Sequence[str],
    target: float | None = None,
    dots_only: bool = False,
) -> Multiple:
    """`periods`: those of the shared axis, oldest first; `hover`: a text for each point of the course."""
    low, high = scale
    step = (WIDTH - 2 * EDGE) / max(1, len(periods) - 1)
    offset = periods.index(course.periods[0])

    def x(index: float) -> str:
        return f"{min(WIDTH - 1, max(1.0, EDGE + (offset + index) * step)):.1f}"

    def y(value: float) -> str:
        return f"{EDGE + (high - value) / (high - low) * (HEIGHT - 2 * EDGE):.1f}"

    places = [None if value is None else (x(index), y(value)) for index, value in enumerate(course.values)]
    rules = [Rule("goal", "0", f"{WIDTH:.0f}", y(target))] if target is not None and low <= target <= high else []
    for stretch in course.stretches:
        if stretch.chart is not None:
            ends = (x(stretch.start - 0.5), x(stretch.end - 0.5))
            levels = (("mean", stretch.chart.mean), ("limit", stretch.chart.lower), ("limit", stretch.chart.upper))
            rules += [Rule(kind, *ends, y(value)) for kind, value in levels]
    marked = {mark.index: mark.reading.value for mark in course.marks}
    return Multiple(
        lines=() if dots_only else _lines(places),
        rules=tuple(rules),
        dots=tuple(
            Dot(*place, marked.get(index, ""), hover[index]) for index, place in enumerate(places) if place is not None
        ),
        breaks=tuple(x(index - 0.5) for index in course.breaks),
    )


def _limits(course: Course) -> list[float]:
    charts = [stretch.chart for stretch in course.stretches if stretch.chart is not None]
    return [limit for chart in charts for limit in (chart.lower, chart.upper)]


def _lines(places: Sequence[tuple[str, str] | None]) -> tuple[str, ...]:
    lines: list[list[str]] = [[]]
    for place in places:
        if place is None:
            lines.append([])
        else:
            lines[-1].append(",".join(place))
    return tuple(" ".join(line) for line in lines if len(line) > 1)
