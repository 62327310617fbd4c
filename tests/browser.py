"""A browser for journeys. A page that breaks the content security policy, calls another host or fails in a script fails
its test, whatever else the test looks at."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

expect.set_options(timeout=20_000)  # a busy machine is slow, not wrong
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")


@dataclass
class Watch:
    """What a page did that it may not do."""

    faults: list[str] = field(default_factory=list)

    def console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.faults.append(message.text)

    def request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in {"localhost", "127.0.0.1"}:
            self.faults.append(f"asked another host: {request.url}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all journeys; a machine without one skips them, unless services are required."""
    if not CHROMIUM:
        required = os.environ.get("CI") == "true" or os.environ.get("REQUIRE_SERVICES") == "1"
        (pytest.fail if required else pytest.skip)("needs Chromium")
    # Playwright runs a loop in this thread, which makes Django refuse to touch the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh page, watched to the end of the test."""
    watch = Watch()
    context = chromium.new_context(locale="nl-BE")
    page = context.new_page()
    page.on("console", watch.console)
    page.on("pageerror", lambda error: watch.faults.append(str(error)))
    page.on("request", watch.request)
    yield page
    context.close()
    assert not watch.faults, watch.faults


def accessibility_faults(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands: rule and the elements that break it."""
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {', '.join(str(node['target']) for node in rule['nodes'])}" for rule in found]
