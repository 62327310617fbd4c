"""The menu of somebody with much work: on the narrowest screens and by keyboard."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from legitimacy.models import User
from tests.journeys.working import OVERFLOW, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_much_work_opens_within_the_window_and_closes_behind_the_focus(
    page: Page, live_server: LiveServer, katrien: User
) -> None:
    sign_in(page, live_server, katrien)
    work, panel = page.locator(".site-work"), page.locator(".site-work .menu-panel")
    for language, width in (("de", 320), ("en", 390)):  # here the button wraps to the right of its line
        page.set_viewport_size({"width": width, "height": 640})
        page.goto(f"{live_server.url}/{language}/corps/")
        work.locator("summary").press("Enter")
        expect(panel).to_be_visible()
        assert page.evaluate(OVERFLOW) <= 0, (language, width)
    work.locator("a").last.focus()
    page.keyboard.press("Tab")
    expect(panel).to_be_hidden()
    work.locator("summary").press("Enter")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(work.locator("summary")).to_be_focused()
