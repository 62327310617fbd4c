"""Charts and maps in a browser: drawn under the strict policy, saved with their mark, never asking another host."""

import json
import re
import struct
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Site, charts_drawn

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
VIOLATIONS = """
window.broken = [];
document.addEventListener("securitypolicyviolation", (event) => window.broken.push(event.violatedDirective));
"""
PAGES_WITH_CHARTS = {"": 1, "corps/": 1, "corps/V017/": 1, "corps/5345/": 2, "corps/V017/EFF-19/": 1}


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_every_chart_is_drawn_and_breaks_no_policy(page: Page, site: Site, colours: str) -> None:
    """The page fixture fails on any violation or request to another host; here every kind of chart passes by."""
    page.emulate_media(color_scheme="dark" if colours == "dark" else "light")
    page.add_init_script(VIOLATIONS)
    for path, charts in PAGES_WITH_CHARTS.items():
        page.goto(site.page(path))
        for chart in page.locator("[data-chart]").all():
            chart.scroll_into_view_if_needed()
        charts_drawn(page, charts)
        for shape in (".choroplethlayer path", ".scatterlayer .point"):
            for drawn in page.locator(shape).all()[:3]:
                point_at(page, drawn)
        assert page.evaluate("window.broken") == []


def point_at(page: Page, shape: Locator) -> tuple[float, float]:
    """Move the mouse over the middle of a shape, so that its words show; gives where that is."""
    shape.scroll_into_view_if_needed()
    box = shape.bounding_box()
    assert box is not None
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*middle)
    return middle


def test_bundle_is_loaded_only_where_there_is_a_chart(page: Page, site: Site) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.page("methods/"))
    assert not any("plotly" in url for url in asked)
    page.goto(site.page("corps/V017/"))
    assert any("plotly" in url for url in asked)


@pytest.mark.parametrize(("path", "mark"), [("corps/V017/", "simulated figures"), ("corps/5345/", "Statbel")])
def test_saved_image_carries_the_origin(page: Page, site: Site, tmp_path: Path, path: str, mark: str) -> None:
    page.goto(site.page(path))
    charts_drawn(page)
    chart = page.locator("[data-chart]").first
    assert mark in str(chart.get_attribute("data-mark"))
    drawing = chart.locator("[data-chart-canvas]").bounding_box()
    with page.expect_download() as download:
        chart.get_by_role("button", name="Save as PNG").click()
    target = tmp_path / "chart.png"
    download.value.save_as(target)
    width, height = struct.unpack(">II", target.read_bytes()[16:24])
    assert drawing is not None
    assert (width, height) == (2 * round(drawing["width"]), 2 * round(drawing["height"]) + 88)
    assert download.value.suggested_filename.endswith(".png")


def test_click_on_the_map_opens_the_corps(page: Page, site: Site) -> None:
    page.goto(site.page("corps/?register=example&indicator=EFF-19"))
    charts_drawn(page)
    page.mouse.click(*point_at(page, page.locator(".choroplethlayer path").first))
    expect(page.locator("h1")).to_contain_text("PZ ")


def test_filter_renews_list_and_map_without_a_new_page(page: Page, site: Site) -> None:
    page.goto(site.page("corps/?register=example"))
    page.evaluate("window.same = true")
    page.get_by_label("Name, code or municipality").press_sequentially("demer")
    expect(page.locator(".corps-table tbody tr")).to_have_count(1)
    expect(page).to_have_url(re.compile("q=demer"))
    assert page.evaluate("window.same") is True
    charts_drawn(page)


def test_theme_repaints_the_charts(page: Page, site: Site) -> None:
    page.goto(site.page("corps/V017/"))
    charts_drawn(page)
    line = page.locator(".scatterlayer .js-line").first
    before = line.get_attribute("style")
    page.get_by_role("button", name="Dark colours").click()
    expect(line).not_to_have_attribute("style", str(before))


def test_figure_in_the_page_is_data_and_never_script(page: Page, site: Site) -> None:
    page.goto(site.page("corps/V017/"))
    figure = json.loads(page.locator("script#figure-pillars").inner_text())
    assert {"data", "layout", "meta"} == set(figure)
