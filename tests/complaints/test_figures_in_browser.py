"""The figures page in a browser: nothing axe finds, nothing wider than a phone, charts drawn beside their tables."""

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from complaints.workflow.surveys import EQUALITY
from legitimacy.models import Corps, User
from tests.browser import accessibility_faults
from tests.complaints.mailbox import nation_make
from tests.complaints.test_figures_answers import LARGE, answers, closing

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_protected_answers_are_charts_and_tables_at_every_width(
    page: Page, live_server: LiveServer, demervallei: Corps, ilse: User
) -> None:
    nation, year = nation_make(), timezone.localdate().year
    for back in (1, 2):
        closing(demervallei, f"{year - back}-Q2", LARGE)
        for gender, age, count in (("woman", "25_39", 31), ("man", "40_64", 24), ("other", "65_plus", 9)):
            ground = "none" if gender == "man" else "origin"
            answers(EQUALITY, nation, str(year - back), count - back, gender=gender, age=age, grounds=[ground])
    client = Client()
    client.force_login(ilse)
    cookie = {"name": "session", "value": client.cookies["session"].value, "url": live_server.url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{live_server.url}/en/complaints/figures/")
        page.locator("#chart-satisfied-own").scroll_into_view_if_needed()
        expect(page.locator("#chart-satisfied-own[data-drawn]")).to_be_attached(timeout=30_000)
        assert accessibility_faults(page) == [], width
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.locator("#chart-equality-gender summary").click()
    table = page.locator("#chart-equality-gender table")
    expect(table.get_by_role("row", name="other")).to_contain_text("hidden")
