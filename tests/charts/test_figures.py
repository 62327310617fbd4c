"""Figures are plain dictionaries that say what they should, with colours named and gaps kept."""

from pathlib import Path
from typing import Any

import orjson

from legitimacy.charts.figures import Area, Break, Line, Series, map_figure, trend_figure
from legitimacy.charts.payload import figure_response, figure_script

LABELS = ["Q1 2025", "Q2 2025", "Q3 2025", "Q4 2025"]


def series(values: list[float | None], name: str = "Efficiency", colour: str = "eff") -> Series:
    lower = [None if value is None else value - 5 for value in values]
    upper = [None if value is None else value + 5 for value in values]
    return Series(name=name, colour=colour, values=values, lower=lower, upper=upper, hover=["text"] * len(values))


def colours(part: Any) -> set[str]:
    if isinstance(part, str):
        return {part} if part.startswith("@") else set()
    children = part.values() if isinstance(part, dict) else part if isinstance(part, list | tuple) else ()
    return set().union(*map(colours, children)) if children else set()


def test_figure_is_json_without_building_plotly_objects() -> None:
    figure = trend_figure(labels=LABELS, series=[series([60, 62, 61, 68])])
    assert orjson.loads(orjson.dumps(figure)) == figure


def test_missing_value_leaves_a_gap_in_line_and_range() -> None:
    figure = trend_figure(labels=LABELS, series=[series([60, 62, None, 68])])
    band, line = figure["data"]
    assert band["x"] == [0, 1, 1, 0]
    assert line["y"] == [60, 62, None, 68]
    assert line["connectgaps"] is False


def test_lonely_point_shows_its_range_as_a_bar() -> None:
    line = trend_figure(labels=LABELS, series=[series([60, None, 61, 68])])["data"][-1]
    assert line["error_y"]["array"] == [5, None, None, None]


def test_survey_waves_are_never_joined_by_a_line() -> None:
    figure = trend_figure(labels=["2020", "2023"], series=[series([60, 62])], dots_only=True)
    assert [trace["mode"] for trace in figure["data"]] == ["markers"]


def test_lines_differ_by_symbol_and_not_by_colour_alone() -> None:
    figure = trend_figure(labels=LABELS, series=[series([1, 2, 3, 4], name) for name in ("a", "b", "c", "d")])
    points = [trace["marker"]["symbol"] for trace in figure["data"] if trace["mode"] == "lines+markers"]
    assert len(set(points)) == 4


def test_break_target_and_signals_are_drawn_with_their_words() -> None:
    figure = trend_figure(
        labels=LABELS,
        series=[series([60, 62, 61, 90])],
        breaks=[Break(1.5, "framework 2026.2")],
        lines=[Line(70, "target")],
        marks=[(3, "Q4 2025: outside the limits")],
    )
    assert [note["text"] for note in figure["layout"]["annotations"]] == ["framework 2026.2", "target"]
    assert figure["data"][-1]["text"] == ["Q4 2025: outside the limits"]


def test_corps_without_a_figure_never_gets_the_colour_of_a_low_value() -> None:
    areas = [Area("5345", "Antwerp", "/a", 0.42), Area("5303", "Namur", "/n", None)]
    grey, coloured = map_figure(areas=areas, geojson="/borders.json")["data"]
    assert (grey["locations"], colours(grey["colorscale"])) == (["5303"], {"@map-none"})
    assert (coloured["locations"], coloured["z"]) == (["5345"], [0.42])


def test_highlighted_corps_is_outlined_on_top() -> None:
    areas = [Area("5345", "Antwerp", "/a", 0.42), Area("5303", "Namur", "/n", None)]
    outline = map_figure(areas=areas, geojson="/borders.json", highlight="5303")["data"][-1]
    assert (outline["locations"], outline["marker"]["line"]["color"]) == (["5303"], "@ink")


def test_map_without_any_figure_is_all_grey() -> None:
    assert len(map_figure(areas=[Area("5303", "Namur", "/n", None)], geojson="/borders.json")["data"]) == 1


def test_every_colour_is_a_token_of_the_style_sheet() -> None:
    figure = trend_figure(labels=LABELS, series=[series([1, 2, 3, 4])], lines=[Line(2, "target")])
    tokens = (Path(__file__).parents[2] / "static/css/tokens.css").read_text("utf-8")
    for name in colours(figure) | colours(map_figure(areas=[Area("a", "a", "/a", 1.0)], geojson="/b")):
        assert f"--{name[1:].split('/')[0]}:" in tokens


def test_figure_cannot_end_the_script_it_stands_in() -> None:
    text = figure_script({"title": "</script><script>alert(1)</script> & more"})
    assert "<" not in text
    assert orjson.loads(text.encode())["title"].startswith("</script>")


def test_figure_travels_as_json() -> None:
    response = figure_response({"data": [], "layout": {}})
    assert response["Content-Type"] == "application/json"
