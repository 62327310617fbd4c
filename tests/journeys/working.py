"""What journeys of people at work share: signing in, looking at a page at two widths, and sending its form."""

from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from legitimacy.models import User
from tests.browser import accessibility_faults

WIDE, PHONE = 1440, 390
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WRONG = "[role=alert]"
EMPTY = """() => {
  document.querySelectorAll("main form").forEach((form) => { form.noValidate = true; });
  document.querySelectorAll("main form :is(input, select, textarea):enabled:not([type=hidden])").forEach((one) => {
    if (one.matches("[type=checkbox], [type=radio]")) one.checked = false;
    else one.value = "";
  });
}"""


def sign_in(page: Page, live_server: LiveServer, person: User) -> None:
    client = Client()
    client.force_login(person)
    cookie = client.cookies["session"].value
    page.context.add_cookies([{"name": "session", "value": cookie, "url": live_server.url}])


def faults(page: Page) -> list[str]:
    """What axe finds, and whether the page is wider than its window, each with the page it is on."""
    found = accessibility_faults(page)
    width = page.viewport_size["width"] if page.viewport_size else 0
    too_wide = ["wider than the window"] if page.evaluate(OVERFLOW) > 0 else []
    return [f"{page.url} at {width}: {fault}" for fault in (*found, *too_wide)]


def faults_at_both_widths(page: Page) -> list[str]:
    found = []
    for width in (PHONE, WIDE):
        page.set_viewport_size({"width": width, "height": 900})
        found += faults(page)
    return found


def sound(page: Page) -> None:
    found = faults(page)
    assert not found, "\n".join(found)


def send(page: Page) -> None:
    """The button that does what the page is for."""
    with page.expect_navigation():
        page.locator("main .btn-primary[type=submit]").last.click()


def refused(page: Page) -> None:
    """Sent as it stands: the page says what is wrong, and is as sound as before."""
    send(page)
    expect(page.locator(WRONG).first).to_be_visible()
    sound(page)


def empty(page: Page) -> None:
    """Take back every answer in the forms of the page; the browser itself holds nothing back."""
    page.evaluate(EMPTY)
