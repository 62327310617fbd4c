"""Charts of a report as simple marks, so that paper only draws: every place is computed here.

Across, places run from 0 to 100 of the width of the chart; down, in points. A chart says nothing that does not stand
in a table of the same report, and its `alt` says in words what is to be seen.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

ROW, HEAD, FOOT = 14.0, 6.0, 16.0
LEFT, RIGHT = 46.0, 74.0
"""Where floor and target stand; a little room is left on both sides for what lies beyond."""
BEYOND = 14.0
"""Per cent of the way from floor to target that is still drawn outside of it."""
GAP = 1.2
TREND_HEIGHT = 78.0
LONGEST_LABEL, HALF_LABEL = 44, 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """`kind`: line, box, dot or text. `look` names a colour and weight of the template; `anchor` is that of a text."""

    kind: str
    x: float
    y: float
    x2: float = 0.0
    y2: float = 0.0
    look: str = ""
    text: str = ""
    anchor: str = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """`alt` is what a screen reader says. `is_half`: two stand beside each other."""

    title: str
    alt: str
    height: float
    marks: Sequence[Mark]
    is_half: bool = False

    def plain(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "alt": self.alt,
            "height": self.height,
            "half": self.is_half,
            "marks": [asdict(mark) for mark in self.marks],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a chart of rows. Places are per cent of the way from `start` to `end`; None is not drawn.

    `low` and `high` end the thin line, `box_low` and `box_high` the broad one; `words` is the figure, or why there is
    none.
    """

    label: str
    words: str
    at: float | None = None
    low: float | None = None
    high: float | None = None
    box_low: float | None = None
    box_high: float | None = None
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One period of a trend; a figure that may not be shown has no value, and the line is broken there."""

    period: str
    value: float | None
    lower: float | None = None
    upper: float | None = None


def place_of(value: float | None, floor: float, target: float) -> float | None:
    """Per cent of the way from floor to target, whichever of the two is higher."""
    return None if value is None else 100 * (value - floor) / (target - floor)


def rows_chart(
    *,
    title: str,
    alt: str,
    rows: Sequence[Row],
    ends: tuple[str, str] | None = None,
    target: float | None = None,
    is_half: bool = False,
) -> Chart:
    """Rows under each other, each from its own floor to its own target; or all on one scale with `ends` under it and
    the place of a `target`.
    """
    marks: list[Mark] = []
    bottom = HEAD + ROW * len(rows)
    if target is not None and -BEYOND <= target <= 100 + BEYOND:
        marks.append(Mark(kind="line", x=_across(target), y=HEAD, x2=_across(target), y2=bottom, look="target"))
    for number, row in enumerate(rows):
        y = HEAD + ROW * (number + 0.5)
        marks += [
            Mark(kind="text", x=0, y=y, text=short(row.label, HALF_LABEL if is_half else LONGEST_LABEL), look="label"),
            Mark(kind="text", x=100, y=y, text=row.words, look="value", anchor="right"),
            Mark(kind="line", x=_across(-BEYOND), y=y, x2=_across(100 + BEYOND), y2=y, look="axis"),
            *(Mark(kind="line", x=_across(end), y=y - 4, x2=_across(end), y2=y + 4, look="axis") for end in (0, 100)),
            Mark(kind="text", x=_across(-BEYOND) - GAP, y=y, text=row.start, look="small", anchor="right"),
            Mark(kind="text", x=_across(100 + BEYOND) + GAP, y=y, text=row.end, look="small"),
            *_drawn(row, y),
        ]
    for place, text in zip((0, 100), ends or (), strict=False):
        marks.append(Mark(kind="text", x=_across(place), y=bottom + HEAD, text=text, look="small", anchor="center"))
    height = bottom + (FOOT if ends else HEAD)
    return Chart(title=title, alt=alt, height=height, marks=[one for one in marks if _says(one)], is_half=is_half)


def _says(mark: Mark) -> bool:
    return mark.kind != "text" or bool(mark.text)


def _drawn(row: Row, y: float) -> list[Mark]:
    marks = []
    if row.low is not None and row.high is not None:
        low, high = sorted((_across(row.low), _across(row.high)))
        marks.append(Mark(kind="line", x=low, y=y, x2=high, y2=y, look="interval"))
    if row.box_low is not None and row.box_high is not None:
        low, high = sorted((_across(row.box_low), _across(row.box_high)))
        marks.append(Mark(kind="box", x=low, y=y - 3.5, x2=high, y2=y + 3.5, look="interval"))
    if row.at is not None:
        marks.append(Mark(kind="dot", x=_across(row.at), y=y, look="point"))
    return marks


def _across(place: float) -> float:
    """Where a place of the way stands on the paper; what lies far beyond stands at the edge."""
    return LEFT + (RIGHT - LEFT) * min(100 + BEYOND, max(-BEYOND, place)) / 100


def trend_chart(
    *,
    title: str,
    alt: str,
    points: Sequence[Point],
    ends: tuple[str, str],
    low: float,
    high: float,
    target: float | None,
) -> Chart:
    """One figure through time from `low` to `high` (`ends` in words), with its intervals and the target as a line."""
    top, bottom = 8.0, TREND_HEIGHT - FOOT
    wide = max(len(points) - 1, 1)

    def x_of(number: int) -> float:
        return 22 + 72 * number / wide

    def y_of(value: float) -> float:
        return bottom - (bottom - top) * (value - low) / (high - low)

    marks = [
        Mark(kind="line", x=19, y=bottom + 2, x2=97, y2=bottom + 2, look="axis"),
        Mark(kind="text", x=18, y=bottom, text=ends[0], look="small", anchor="right"),
        Mark(kind="text", x=18, y=top, text=ends[1], look="small", anchor="right"),
        Mark(kind="text", x=22, y=bottom + 9, text=points[0].period, look="small"),
        Mark(kind="text", x=97, y=bottom + 9, text=points[-1].period, look="small", anchor="right"),
    ]
    if target is not None and low <= target <= high:
        marks.append(Mark(kind="line", x=19, y=y_of(target), x2=97, y2=y_of(target), look="target"))
    for number, one in enumerate(points):
        if one.value is None:
            continue
        x, y = x_of(number), y_of(one.value)
        if one.lower is not None and one.upper is not None:
            marks.append(Mark(kind="line", x=x, y=y_of(one.lower), x2=x, y2=y_of(one.upper), look="interval"))
        before = points[number - 1].value if number else None
        if before is not None:
            marks.append(Mark(kind="line", x=x_of(number - 1), y=y_of(before), x2=x, y2=y, look="trend"))
        marks.append(Mark(kind="dot", x=x, y=y, look="point"))
    return Chart(title=title, alt=alt, height=TREND_HEIGHT, marks=marks, is_half=True)


def short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "\u2026"
