"""Ranks with their intervals, side by side."""

from collections.abc import Sequence

from legitimacy.charts.figures.layout import Figure, layout

GRID = "@line"


def rank_figure(
    *,
    lower: Sequence[int],
    middle: Sequence[int],
    upper: Sequence[int],
    hover: Sequence[str],
    colour: str = "brand",
) -> Figure:
    """One upright bar per corps from its lowest to its highest rank, a dot between; rank 1 is on top.

    All sequences in the order in which the corps stand beside one another; at least one corps.
    """
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "markers",
                "x": list(range(len(middle))),
                "y": list(middle),
                "text": list(hover),
                "hovertemplate": "%{text}<extra></extra>",
                "marker": {"color": f"@{colour}", "size": 6},
                "error_y": {
                    "type": "data",
                    "symmetric": False,
                    "array": [high - mid for mid, high in zip(middle, upper, strict=True)],
                    "arrayminus": [mid - low for mid, low in zip(middle, lower, strict=True)],
                    "color": f"@{colour}/0.5",
                    "thickness": 3,
                    "width": 0,
                },
            }
        ],
        "layout": layout(
            xaxis={"showticklabels": False, "showgrid": False, "zeroline": False, "fixedrange": True},
            yaxis={
                "range": [max(upper) + 0.7, 0.3],
                "gridcolor": GRID,
                "zeroline": False,
                "fixedrange": True,
                "automargin": True,
                "nticks": 6,
                "tick0": 1,
            },
            hovermode="closest",
            showlegend=False,
        ),
        "meta": {"kind": "ranks"},
    }
