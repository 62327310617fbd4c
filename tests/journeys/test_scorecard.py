"""Reading a scorecard: as anybody would, by keyboard, in the dark, on a phone, on paper, without scripts."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import accessibility_faults
from tests.journeys.conftest import Site, charts_drawn

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
CONTROLS = "button:visible, summary:visible, select:visible, input:visible, .btn:visible"
NARROW = (
    *("", "corps/", "corps/?register=example", "corps/V017/", "corps/5345/", "corps/V017/EFF-19/"),
    *("corps/5391/", "corps/5391/PRV-03/", "methods/", "opendata/"),
)
UNFOLD = "document.querySelectorAll('.attention details, .goal details').forEach((one) => { one.open = true; })"
PDF_PAGE = re.compile(rb"/Type /Page\b")


def test_scorecard_is_read_from_pillars_to_indicator(page: Page, site: Site) -> None:
    page.goto(site.page("corps/V017/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("PZ Demervallei")
    expect(page.locator("tr.pillar")).to_have_count(4)
    charts_drawn(page)
    page.get_by_text("In words and as a table").first.click()
    expect(page.get_by_role("table", name="The four pillars through time")).to_be_visible()
    page.locator(".goal th a").first.click()
    expect(page.get_by_role("heading", name="The number opened")).to_be_visible()
    charts_drawn(page)


def test_period_is_switched_and_stays_when_the_language_changes(page: Page, site: Site) -> None:
    page.goto(site.page("corps/V017/"))
    page.locator("summary", has_text="Q4 2025").click()
    page.get_by_role("link", name="Q3 2025").click()
    expect(page.locator("h1")).to_contain_text("3rd quarter of 2025")
    page.get_by_role("navigation", name="Language").get_by_role("link", name="français").click()
    expect(page).to_have_url(site.page("corps/V017/?period=2025-Q3", "fr"))
    expect(page.locator("html")).to_have_attribute("lang", "fr")


def test_keyboard_alone_reaches_content_menus_and_folds(page: Page, site: Site) -> None:
    page.goto(site.page("corps/V017/"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Comparable corps")).to_be_focused()
    page.keyboard.press("Tab")
    menu = page.locator("summary", has_text="Q4 2025")
    expect(menu).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Q3 2025")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Q3 2025")).to_be_hidden()
    expect(menu).to_be_focused()
    outline = menu.evaluate("one => getComputedStyle(one).outlineStyle")
    assert outline == "solid"


def test_button_of_a_need_opens_what_is_missing(page: Page, site: Site) -> None:
    page.goto(site.page("corps/V017/"))
    page.evaluate(UNFOLD)
    page.get_by_role("link", name=re.compile("^See which")).first.click()
    expect(page.locator("details.missing-group[open]").first).to_be_visible()


def test_dark_follows_the_system_until_somebody_chooses(page: Page, site: Site) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(site.page("corps/V017/"))
    root = page.locator("html")
    expect(root).to_have_attribute("data-bs-theme", "dark")
    page.get_by_role("button", name="Dark colours").click()
    expect(root).to_have_attribute("data-bs-theme", "light")
    page.reload()
    expect(root).to_have_attribute("data-bs-theme", "light")


@pytest.mark.parametrize("width", [320, 360, 768])
def test_no_page_is_wider_than_the_screen(page: Page, site: Site, width: int) -> None:
    """320 pixels is what 400% zoom leaves of a screen of 1280."""
    page.set_viewport_size({"width": width, "height": 800})
    wide = []
    for path in NARROW:
        page.goto(site.page(path, "de"))
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(path)
    assert wide == []


def test_scorecard_fits_on_one_sheet_of_paper(page: Page, site: Site) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(site.page("corps/V017/", "nl"))
    page.emulate_media(media="print", color_scheme="dark")
    assert len(PDF_PAGE.findall(page.pdf(prefer_css_page_size=True))) == 1
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--paper').trim()") == "#ffffff"


def test_everything_is_there_without_scripts(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.page("corps/V017/"))
    expect(page.get_by_role("table", name="The four pillars through time")).to_be_visible()
    page.locator("summary", has_text="Q4 2025").click()
    page.get_by_role("link", name="Q3 2025").click()
    expect(page.locator("h1")).to_contain_text("3rd quarter of 2025")
    page.goto(site.page("corps/"))
    page.get_by_label("Name, code or municipality").fill("zwijn")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".corps-table tbody tr")).to_have_count(1)
    context.close()


def test_controls_are_large_enough_to_hit(page: Page, site: Site) -> None:
    """24 by 24 pixels, but for links inside a sentence or a line of text."""
    page.set_viewport_size({"width": 390, "height": 800})
    small = []
    for path in ("corps/V017/", "corps/?register=example"):
        page.goto(site.page(path))
        for control in page.locator(CONTROLS).all():
            box = control.bounding_box()
            if box and (box["width"] < 24 or box["height"] < 24):
                small.append(f"{path} {control.inner_text()[:40]!r} {box['width']:.0f}x{box['height']:.0f}")
    assert small == []


@pytest.mark.parametrize(("language", "colours"), [("nl", "light"), ("fr", "dark"), ("de", "light"), ("en", "dark")])
def test_every_page_is_accessible(page: Page, site: Site, language: str, colours: str) -> None:
    page.emulate_media(color_scheme="dark" if colours == "dark" else "light")
    paths = (
        *("", "corps/", "corps/?register=example&indicator=EFF-19", "corps/V017/", "corps/5345/", "corps/5303/"),
        *(
            "corps/V017/EFF-19/",
            "corps/V017/EFF-04/",
            "corps/5345/PRV-03/",
            "methods/",
            "opendata/",
            "accessibility/",
            "corps/9999/",
        ),
    )
    faults = {}
    for path in paths:
        page.goto(site.page(path, language))
        page.evaluate(UNFOLD)
        faults[path] = accessibility_faults(page)
    assert {path: found for path, found in faults.items() if found} == {}
