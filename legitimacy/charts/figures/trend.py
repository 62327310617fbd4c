"""Values through time."""

from collections.abc import Sequence
from dataclasses import dataclass

from legitimacy.charts.figures.layout import Figure, layout

Numbers = Sequence[float | None]

SYMBOLS = ("circle", "square", "diamond", "triangle-up")
GRID = "@line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One line with its range. `hover` has one text per point; `colour` is the name of a CSS variable.

    A series `beside` another says the same by another measure: a thin broken line with open points, without range.
    """

    name: str
    colour: str
    values: Numbers
    lower: Numbers
    upper: Numbers
    hover: Sequence[str]
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """Something changed before the point at `position` (an index, may be a half): a framework, a merger."""

    position: float
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A level that crosses the chart, or the stretch `span` of it: target, floor, mean, limit.

    `dash` as Plotly names it; `span` from and to a position (an index, may be a half); no label, no name beside it.
    """

    value: float
    label: str
    colour: str = "@ink-3"
    dash: str = "dot"
    span: tuple[float, float] | None = None


def trend_figure(
    *,
    labels: Sequence[str],
    series: Sequence[Series],
    axis: tuple[float, float] | None = None,
    tick_format: str = "",
    breaks: Sequence[Break] = (),
    lines: Sequence[Line] = (),
    marks: Sequence[tuple[int, str]] = (),
    dots_only: bool = False,
    legend: bool = True,
) -> Figure:
    """Values through time. `labels`: the periods in words; `marks`: (index, text) of points with a signal.

    With `dots_only` (survey waves) no line joins the points; the range is then drawn as bars.
    """
    at = list(range(len(labels)))
    traces: list[Figure] = []
    own = [one.colour for one in series if not one.beside]
    for index, one in enumerate(series):
        # A series beside another has its symbol, open.
        symbol = SYMBOLS[(own.index(one.colour) if one.beside and one.colour in own else index) % len(SYMBOLS)]
        traces += _dots(at, one, symbol) if dots_only else _line(at, one, symbol)
    if marks and series:
        traces.append(_marks(series[0], marks))
    return {
        "data": traces,
        "layout": layout(
            xaxis=_period_axis(labels),
            yaxis={**_value_axis(tick_format), **({"range": list(axis)} if axis else {"rangemode": "normal"})},
            shapes=[*(_break_shape(one) for one in breaks), *(_level_shape(one) for one in lines)],
            annotations=[*(_break_label(one) for one in breaks), *(_level_label(one) for one in lines if one.label)],
            margin={"l": 44, "r": 88 if lines else 12, "t": 20, "b": 40},
            hovermode="closest" if dots_only else "x unified",
            showlegend=legend and len(series) > 1,
            legend={"orientation": "h", "y": -0.16, "x": 0, "font": {"size": 12}},
        ),
        "meta": {"kind": "trend"},
    }


def _period_axis(labels: Sequence[str]) -> Figure:
    """Every period a tick; when there are many, only as many as can be read."""
    step = max(1, -(-len(labels) // 8))
    ticks = list(range((len(labels) - 1) % step, len(labels), step))
    return {
        "tickvals": ticks,
        "ticktext": [labels[tick] for tick in ticks],
        "range": [-0.4, len(labels) - 0.6],
        "showgrid": False,
        "zeroline": False,
        "linecolor": GRID,
        "fixedrange": True,
        "tickangle": 0,
    }


def _value_axis(tick_format: str) -> Figure:
    return {
        "gridcolor": GRID,
        "zeroline": False,
        "tickformat": tick_format,
        "fixedrange": True,
        "automargin": True,
        "nticks": 6,
    }


def _line(at: list[int], one: Series, symbol: str) -> list[Figure]:
    """The pale range below, then the line. A missing value leaves a gap in both."""
    traces = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [*stretch, *reversed(stretch)],
            "y": [one.upper[i] for i in stretch] + [one.lower[i] for i in reversed(stretch)],
            "fill": "toself",
            "fillcolor": f"@{one.colour}/0.14",
            "line": {"width": 0},
            "hoverinfo": "skip",
            "showlegend": False,
            "legendgroup": one.name,
        }
        for stretch in _stretches(one.lower, one.upper)
        if not one.beside
    ]
    points = _points(at, one, symbol, "lines+markers")
    alone = [stretch[0] for stretch in _stretches(one.lower, one.upper, least=1) if len(stretch) == 1]
    if alone and not one.beside:
        points["error_y"] = _bars(one, alone)
    return [*traces, points]


def _dots(at: list[int], one: Series, symbol: str) -> list[Figure]:
    return [{**_points(at, one, symbol, "markers"), "error_y": _bars(one, at)}]


def _bars(one: Series, at: Sequence[int]) -> Figure:
    """Ranges as bars, at the points named; no range, no bar."""
    plus: list[float | None] = [None] * len(one.values)
    minus: list[float | None] = [None] * len(one.values)
    for index in at:
        value, low, high = one.values[index], one.lower[index], one.upper[index]
        if value is not None and low is not None and high is not None:
            plus[index], minus[index] = high - value, value - low
    return {"type": "data", "symmetric": False, "array": plus, "arrayminus": minus, "color": "@ink-3"}


def _points(at: list[int], one: Series, symbol: str, mode: str) -> Figure:
    return {
        "type": "scatter",
        "mode": mode,
        "name": one.name,
        "x": at,
        "y": list(one.values),
        "text": list(one.hover),
        "hovertemplate": "%{text}<extra></extra>",
        "line": {"color": f"@{one.colour}", **({"width": 1.4, "dash": "dot"} if one.beside else {"width": 2.2})},
        "marker": {
            "color": f"@{one.colour}",
            "size": 7 if mode == "lines+markers" else 10,
            "symbol": f"{symbol}-open" if one.beside else symbol,
        },
        "connectgaps": False,
        "legendgroup": one.name,
    }


def _marks(one: Series, marks: Sequence[tuple[int, str]]) -> Figure:
    """Rings around points that chance alone does not explain."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [index for index, _text in marks],
        "y": [one.values[index] for index, _text in marks],
        "text": [text for _index, text in marks],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"symbol": "circle-open", "size": 16, "color": "@ink", "line": {"width": 2}},
        "showlegend": False,
    }


def _stretches(lower: Numbers, upper: Numbers, least: int = 2) -> list[list[int]]:
    """Runs of at least `least` neighbouring points that have a range."""
    stretches: list[list[int]] = [[]]
    for index, (low, high) in enumerate(zip(lower, upper, strict=True)):
        if low is None or high is None:
            stretches.append([])
        else:
            stretches[-1].append(index)
    return [stretch for stretch in stretches if len(stretch) >= least]


def _break_shape(one: Break) -> Figure:
    return {
        "type": "line",
        "x0": one.position,
        "x1": one.position,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"color": "@ink-3", "width": 1.5, "dash": "dash"},
    }


def _break_label(one: Break) -> Figure:
    return {
        "x": one.position,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "text": one.label,
        "showarrow": False,
        "font": {"size": 11, "color": "@ink-2"},
    }


def _level_shape(one: Line) -> Figure:
    return {
        "type": "line",
        "x0": one.span[0] if one.span else 0,
        "x1": one.span[1] if one.span else 1,
        "xref": "x" if one.span else "paper",
        "y0": one.value,
        "y1": one.value,
        "line": {"color": one.colour, "width": 1.5, "dash": one.dash},
        "layer": "below",
    }


def _level_label(one: Line) -> Figure:
    return {
        "x": 1.01,
        "xref": "paper",
        "xanchor": "left",
        "y": one.value,
        "yanchor": "middle",
        "text": one.label,
        "showarrow": False,
        "font": {"size": 11, "color": one.colour},
    }
