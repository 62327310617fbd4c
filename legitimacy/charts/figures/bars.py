"""Counts beside one another."""

from collections.abc import Sequence
from dataclasses import dataclass

from legitimacy.charts.figures.layout import Figure, layout

GRID = "@line"
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
"""Whole numbers between the lines of the scale, so that no count stands at half a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """One set of bars. A value of None has no bar. `colour` is the name of a CSS variable, with `/0.5` for half."""

    name: str
    colour: str
    values: Sequence[int | None]


def bar_figure(*, labels: Sequence[str], bars: Sequence[Bars], stacked: bool = False) -> Figure:
    """Horizontal bars, the first label on top, so that long labels stay readable on a phone."""
    longest = max((value or 0 for one in bars for value in one.values), default=0)
    step = next((each for each in STEPS if longest <= 5 * each), STEPS[-1])
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "name": one.name,
                "y": list(range(len(labels))),
                "x": list(one.values),
                "text": ["" if value is None else str(value) for value in one.values],
                "textposition": "auto",
                "textangle": 0,
                "hovertext": list(labels),
                "hovertemplate": "%{hovertext}: %{x}<extra></extra>",
                "marker": {"color": f"@{one.colour}"},
            }
            for one in bars
        ],
        "layout": layout(
            barmode="stack" if stacked else "group",
            yaxis={
                "tickvals": list(range(len(labels))),
                "ticktext": list(labels),
                "autorange": "reversed",
                "fixedrange": True,
                "automargin": True,
            },
            xaxis={"gridcolor": GRID, "zeroline": False, "fixedrange": True, "rangemode": "tozero", "dtick": step},
            showlegend=len(bars) > 1,
            legend={"orientation": "h", "y": -0.16, "x": 0, "font": {"size": 12}},
        ),
        "meta": {"kind": "bars"},
    }
