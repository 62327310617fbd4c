"""Maps of our own borders, without tiles."""

from collections.abc import Sequence
from dataclasses import dataclass

from legitimacy.charts.figures.layout import Figure, layout


@dataclass(frozen=True, slots=True)
class Area:
    """One corps on a map. `value` is None where nothing can be shown; `hover` then says why."""

    code: str
    hover: str
    url: str
    value: float | None


def map_figure(
    *, areas: Sequence[Area], geojson: str, tick_format: str = "", highlight: str = "", missing_name: str = ""
) -> Figure:
    """Choropleth of our own borders, without tiles. Corps without a figure are grey, never the colour of a low value.

    `geojson`: URL of the borders, whose feature ids are corps codes; `missing_name`: words for the grey ones.
    """
    known = [area for area in areas if area.value is not None]
    missing = [area for area in areas if area.value is None]
    data = [_grey(missing, missing_name)] if missing else []
    if known:
        data.append(_coloured(known, tick_format))
    chosen = [area for area in areas if area.code == highlight]
    if chosen:
        data.append(_outlined(chosen))
    return {
        "data": data,
        "layout": layout(
            geo={
                "visible": False,
                "projection": {"type": "mercator"},
                "bgcolor": "rgba(0,0,0,0)",
                "domain": {"x": [0, 1], "y": [0.1, 1]},
            },
            margin={"l": 0, "r": 0, "t": 0, "b": 0},
            hovermode="closest",
            showlegend=False,
        ),
        "meta": {"kind": "map", "geojson": geojson},
    }


def _shapes_of(areas: Sequence[Area]) -> Figure:
    return {
        "type": "choropleth",
        "locations": [area.code for area in areas],
        "text": [area.hover for area in areas],
        "customdata": [area.url for area in areas],
        "hovertemplate": "%{text}<extra></extra>",
        "showscale": False,
    }


def _coloured(areas: Sequence[Area], tick_format: str) -> Figure:
    return {
        **_shapes_of(areas),
        "z": [area.value for area in areas],
        "colorscale": [[0, "@map-0"], [0.25, "@map-1"], [0.5, "@map-2"], [0.75, "@map-3"], [1, "@map-4"]],
        "marker": {"line": {"color": "@paper", "width": 0.7}},
        "showscale": True,
        "colorbar": {
            "orientation": "h",
            "thickness": 10,
            "len": 0.5,
            "x": 0,
            "xanchor": "left",
            "y": 0,
            "yanchor": "bottom",
            "outlinewidth": 0,
            "tickformat": tick_format,
            "nticks": 5,
            "ticks": "outside",
            "tickcolor": "@ink-3",
        },
    }


def _grey(areas: Sequence[Area], name: str) -> Figure:
    return {
        **_shapes_of(areas),
        "name": name,
        "z": [0] * len(areas),
        "colorscale": [[0, "@map-none"], [1, "@map-none"]],
        "marker": {"line": {"color": "@map-none-line", "width": 0.7}},
    }


def _outlined(areas: Sequence[Area]) -> Figure:
    return {
        **_shapes_of(areas),
        "z": [0] * len(areas),
        "colorscale": [[0, "rgba(0,0,0,0)"], [1, "rgba(0,0,0,0)"]],
        "marker": {"line": {"color": "@ink", "width": 2.6}},
    }
