"""Points in a funnel of control limits, and the same points along one line."""

from collections.abc import Sequence
from dataclasses import dataclass

from legitimacy.charts.figures.layout import Figure, layout

GRID = "@line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dots:
    """Points of one kind: what they are called, and how they look, so that colour never speaks alone."""

    name: str
    colour: str
    symbol: str = "circle"
    size: int = 8
    x: Sequence[float]
    y: Sequence[float]
    hover: Sequence[str]
    urls: Sequence[str]
    labels: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """A pair of limits along the sizes."""

    name: str
    dash: str
    x: Sequence[float]
    lower: Sequence[float]
    upper: Sequence[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A line across the chart, with its name at its end."""

    value: float
    name: str
    dash: str = "solid"
    colour: str = "@ink-3"


def funnel_figure(
    *,
    dots: Sequence[Dots],
    limits: Sequence[Limits],
    centre: Level,
    size_title: str,
    tick_format: str = "",
    value_range: tuple[float, float],
    log_ticks: Sequence[tuple[float, str]] = (),
) -> Figure:
    """Sizes along the bottom, values up. A click on a point opens its address (static/js/charts.js).

    With `log_ticks` (sizes and their texts) the sizes stand on a logarithmic axis.
    """
    return {
        "data": [*(trace for one in limits for trace in _limit_lines(one)), *(_points(one) for one in dots if one.x)],
        "layout": layout(
            xaxis={
                "title": {"text": size_title, "font": {"size": 12}},
                "type": "log" if log_ticks else "linear",
                "gridcolor": GRID,
                "zeroline": False,
                "fixedrange": True,
                **_size_ticks(log_ticks),
            },
            yaxis={
                "gridcolor": GRID,
                "zeroline": False,
                "tickformat": tick_format,
                "range": list(value_range),
                "fixedrange": True,
                "automargin": True,
                "nticks": 6,
            },
            shapes=[_across(centre)],
            annotations=[_name_across(centre)],
            margin={"l": 44, "r": 16, "t": 20, "b": 48},
            hovermode="closest",
            showlegend=True,
            legend={"orientation": "h", "y": -0.24, "x": 0, "font": {"size": 12}},
        ),
        "meta": {"kind": "funnel", "opens": True},
    }


def strip_figure(
    *, dots: Sequence[Dots], levels: Sequence[Level], tick_format: str = "", value_title: str = "", most: int = 1
) -> Figure:
    """Values along the bottom, corps with like values stacked. `most` is the height of the tallest stack."""
    return {
        "data": [_points(one) for one in dots if one.x],
        "layout": layout(
            xaxis={
                "title": {"text": value_title, "font": {"size": 12}},
                "gridcolor": GRID,
                "zeroline": False,
                "tickformat": tick_format,
                "fixedrange": True,
                "nticks": 8,
            },
            yaxis={"visible": False, "fixedrange": True, "range": [0, max(most, 4) + 1.5]},
            shapes=[_upright(one) for one in levels],
            annotations=[_name_upright(one, place) for place, one in enumerate(levels)],
            margin={"l": 16, "r": 16, "t": 36, "b": 48},
            hovermode="closest",
            showlegend=len([one for one in dots if one.x]) > 1,
            legend={"orientation": "h", "y": -0.24, "x": 0, "font": {"size": 12}},
        ),
        "meta": {"kind": "strip", "opens": True},
    }


def _size_ticks(log_ticks: Sequence[tuple[float, str]]) -> Figure:
    if not log_ticks:
        return {"nticks": 7, "rangemode": "tozero"}
    return {"tickvals": [size for size, _text in log_ticks], "ticktext": [text for _size, text in log_ticks]}


def _limit_lines(one: Limits) -> list[Figure]:
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": one.name,
            "legendgroup": one.name,
            "showlegend": values is one.upper,
            "x": list(one.x),
            "y": list(values),
            "line": {"color": "@ink-3", "width": 1.4, "dash": one.dash},
            "hoverinfo": "skip",
        }
        for values in (one.lower, one.upper)
    ]


def _points(one: Dots) -> Figure:
    open_ring = one.symbol.endswith("-open")
    return {
        "type": "scatter",
        "mode": "markers+text" if any(one.labels) else "markers",
        "name": one.name,
        "x": list(one.x),
        "y": list(one.y),
        "hovertext": list(one.hover),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "customdata": list(one.urls),
        **(
            {"text": list(one.labels), "textposition": "top center", "textfont": {"color": "@ink"}}
            if one.labels
            else {}
        ),
        "marker": {
            "symbol": one.symbol,
            "size": one.size,
            "color": f"@{one.colour}",
            "line": {"width": 2.2} if open_ring else {"width": 0.8, "color": "@paper"},
        },
        "cliponaxis": False,
    }


def _across(one: Level) -> Figure:
    return {
        "type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": one.value, "y1": one.value,
        "line": {"color": one.colour, "width": 1.4, "dash": one.dash}, "layer": "below",
    }  # fmt: skip


def _name_across(one: Level) -> Figure:
    return {
        "xref": "paper", "x": 1, "xanchor": "right", "y": one.value, "yanchor": "bottom", "text": one.name,
        "showarrow": False, "font": {"size": 11, "color": one.colour},
    }  # fmt: skip


def _upright(one: Level) -> Figure:
    return {
        "type": "line", "yref": "paper", "y0": 0, "y1": 1, "x0": one.value, "x1": one.value,
        "line": {"color": one.colour, "width": 1.4, "dash": one.dash}, "layer": "below",
    }  # fmt: skip


def _name_upright(one: Level, place: int) -> Figure:
    """Names of neighbouring lines stand on two heights, so that they do not cover each other."""
    return {
        "yref": "paper", "y": 1, "yanchor": "bottom", "yshift": 14 * (place % 2), "x": one.value, "text": one.name,
        "showarrow": False, "font": {"size": 11, "color": one.colour},
    }  # fmt: skip
