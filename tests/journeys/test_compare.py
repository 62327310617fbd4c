"""Comparing corps in a browser: filter, order, tick, put side by side; on a phone, in the dark, without scripts."""

import re
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from legitimacy.models import User
from tests.browser import accessibility_faults
from tests.journeys.conftest import Site
from tests.journeys.working import sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
EXAMPLE = "compare/?register=example"


def test_from_the_matrix_to_corps_side_by_side(page: Page, site: Site) -> None:
    page.goto(site.page("corps/?register=example"))
    page.get_by_role("link", name="Compare", exact=True).click()
    page.get_by_role("link", name="Example register (fictional)").click()
    expect(page.locator(".matrix tbody tr")).to_have_count(7)
    page.get_by_label("Pillar", exact=True).select_option("EFF")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page).to_have_url(re.compile("pillar=EFF"))
    page.get_by_role("link", name="Order by Response time to urgent calls").click()
    expect(page.locator("th[aria-sort=descending]")).to_have_count(1)
    page.get_by_label("Choose Demervallei").check()
    page.get_by_label("Choose Dorp 1").check()
    page.get_by_role("button", name="Put the ticked corps side by side").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Corps side by side")
    expect(page.locator(".verdict").first).to_be_visible()
    expect(page.locator(".side thead th")).to_have_count(3)


def test_head_and_first_column_stay_in_sight(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 800, "height": 400})
    page.goto(site.page(EXAMPLE))
    frame = page.locator(".matrix-frame")
    frame.evaluate("one => one.scrollTo(900, 120)")
    box = frame.bounding_box()
    assert box is not None
    for cell in (page.locator(".matrix-corner"), page.locator(".matrix tbody th").last):
        place = cell.bounding_box()
        assert place is not None
        assert abs(place["x"] - box["x"]) < 2
    head = page.locator(".matrix thead tr").nth(1).locator("th").nth(12).bounding_box()
    assert head is not None
    assert abs(head["y"] - box["y"] - 32) < 6


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    [
        *(EXAMPLE, f"{EXAMPLE}&view=pillars", "compare/corps/?codes=V017,V001,V002", "compare/corps/"),
        *("compare/EFF-19/?register=example", "compare/LEG-01/?register=example", "compare/peers/V017/"),
    ],
)
def test_nothing_stands_in_the_way_of_anybody(
    chromium: Browser, site: Site, path: str, scheme: Literal["light", "dark"]
) -> None:
    context = chromium.new_context(color_scheme=scheme, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(site.page(path))
    assert accessibility_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_auditor_finds_all_flags_from_the_matrix(
    chromium: Browser, site: Site, live_server: LiveServer, amina: User, scheme: Literal["light", "dark"]
) -> None:
    context = chromium.new_context(color_scheme=scheme, viewport={"width": 390, "height": 844})
    page = context.new_page()
    sign_in(page, live_server, amina)
    page.goto(site.page(EXAMPLE))
    page.get_by_role("link", name="Who lies outside the limits, on all indicators at once").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Outside the limits")
    assert accessibility_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_a_point_of_the_distribution_opens_its_corps(page: Page, site: Site) -> None:
    page.goto(site.page("compare/EFF-19/?register=example"))
    points = page.locator("#chart-strip .points path")
    expect(points.first).to_be_attached()
    points.first.click(force=True)
    expect(page).to_have_url(re.compile(r"/corps/V\d{3}/EFF-19/"))
