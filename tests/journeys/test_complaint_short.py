"""The shortest way of a complaint, also on the embedded database and queue: filed, taken, answered, read."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from complaints.models import Complaint
from complaints.services import opening
from legitimacy.models import Corps, User
from tests.complaints.conftest import ilse  # noqa: F401  who handles complaints
from tests.complaints.importing import demo_on  # noqa: F401
from tests.journeys.filing import filled, sent
from tests.journeys.working import PHONE, send, sign_in, sound

pytestmark = [pytest.mark.journey, pytest.mark.embedded, pytest.mark.django_db(transaction=True)]
Place = Callable[..., str]


@pytest.mark.usefixtures("demo_on")
def test_a_complaint_is_filed_taken_answered_and_read(
    page: Page,
    chromium: Browser,
    live_server: LiveServer,
    demervallei: Corps,
    ilse: User,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(opening, "FAILING_TAKES", 0)

    def citizens(path: str = "", language: str = "fr") -> str:
        return f"{live_server.url}/{language}/complaint/{path}"

    citizen = chromium.new_context(viewport={"width": PHONE, "height": 844}).new_page()
    filled(citizen, citizens, corps="Demervallei")
    code = sent(citizen)
    complaint = Complaint.objects.get()
    assert (complaint.corps, complaint.holder, complaint.is_anonymous) == (demervallei, "corps", True)

    sign_in(page, live_server, ilse)
    page.goto(f"{live_server.url}/nl/complaints/")
    page.get_by_role("link", name=complaint.number).first.click()
    page.locator("#next .btn-primary").click()
    page.locator("main li.card button").click()
    send(page)
    page.locator("#next .btn-primary").click()
    page.goto(f"{live_server.url}/nl/complaints/{complaint.number}/messages/send/")
    page.locator("[name=text]").fill("Merci. Qui était avec vous ?")
    send(page)
    sound(page)

    citizen.goto(citizens("status/"))
    citizen.locator("#code").fill(code)
    citizen.locator("form[data-once] button").click()
    expect(citizen.locator("#messages")).to_contain_text("Qui était avec vous ?")
    expect(citizen.locator("h1")).to_have_text("Votre plainte a été lue.")
    sound(citizen)
    citizen.context.close()
