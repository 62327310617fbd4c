"""Figures for Plotly as plain dictionaries: `data`, `layout`, and `meta` for static/js/charts.js.

Colours are names of CSS variables written "@eff" or "@eff/0.2" (with opacity): the page fills them in, so that one
figure serves the light and the dark theme. All texts come from the caller, already in the reader's language.
"""

from legitimacy.charts.figures.bars import Bars, bar_figure
from legitimacy.charts.figures.funnel import Dots, Level, Limits, funnel_figure, strip_figure
from legitimacy.charts.figures.layout import Figure
from legitimacy.charts.figures.map import Area, map_figure
from legitimacy.charts.figures.ranks import rank_figure
from legitimacy.charts.figures.trend import Break, Line, Series, trend_figure

__all__ = [
    "Area",
    "Bars",
    "Break",
    "Dots",
    "Figure",
    "Level",
    "Limits",
    "Line",
    "Series",
    "bar_figure",
    "funnel_figure",
    "map_figure",
    "rank_figure",
    "strip_figure",
    "trend_figure",
]
