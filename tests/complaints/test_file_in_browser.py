"""The page of a file in a browser: nothing axe finds, nothing wider than a phone, by keyboard, and without scripts."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from complaints.models import Complaint
from complaints.services.conflicts import conflict_declare
from complaints.services.deciding import allegation_add
from complaints.services.intake import Intake
from legitimacy.models import Corps, Role, User
from tests.browser import accessibility_faults
from tests.complaints.rich import STORY, involved, rich_make
from tests.people import person_make

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WIDTHS = (390, 1440)


@pytest.fixture
def rich(intake_of: Callable[..., Intake], ilse: User, hanne: User, demervallei: Corps) -> Complaint:
    return rich_make(intake_of(story=STORY, involved=involved(), intake_key="k" * 43), ilse, demervallei)


def cookie_of(person: User, live_server: LiveServer) -> dict[str, str]:
    client = Client()
    client.force_login(person)
    return {"name": "session", "value": client.cookies["session"].value, "url": live_server.url}


def test_page_and_its_forms_are_accessible_at_every_width(
    page: Page, live_server: LiveServer, rich: Complaint, ilse: User
) -> None:
    page.context.add_cookies([cookie_of(ilse, live_server)])  # type: ignore[list-item]
    here = f"{live_server.url}/en/complaints/{rich.number}/"
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for place in ("", "assign/", f"assign/?handler={ilse.pk}", "refer/", "involved/identify/", "identity/"):
            page.goto(here + place)
            assert accessibility_faults(page) == [], (width, place)
            assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.get_by_role("button", name="Open once").click()
    expect(page.get_by_role("alert")).to_contain_text("Why you need to know")
    assert accessibility_faults(page) == []


def test_other_step_is_taken_by_keyboard_alone(
    page: Page, live_server: LiveServer, rich: Complaint, ilse: User
) -> None:
    page.context.add_cookies([cookie_of(ilse, live_server)])  # type: ignore[list-item]
    page.goto(f"{live_server.url}/en/complaints/{rich.number}/")
    page.locator(".file-others > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wait for the criminal inquiry")
    page.get_by_label("Reason").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#next h2")).to_have_text("Take the inquiry up again")


def test_without_scripts_everything_works(
    chromium: Browser, live_server: LiveServer, rich: Complaint, ilse: User
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    context.add_cookies([cookie_of(ilse, live_server)])  # type: ignore[list-item]
    page = context.new_page()
    page.goto(f"{live_server.url}/en/complaints/{rich.number}/")
    page.get_by_label("New note").fill("written without scripts")
    page.get_by_role("button", name="Save the note").click()
    expect(page.locator("#notes")).to_contain_text("written without scripts")
    page.locator(".file-others > summary").click()
    page.get_by_role("link", name="Refer to another body").click()
    page.get_by_label("To which body").select_option("committee_p")
    page.get_by_label("Reason").select_option("independence")
    page.get_by_role("button", name="Send the file").click()
    expect(page.get_by_role("status")).to_contain_text("The file was sent.")
    context.close()


def test_what_belongs_outside_and_who_was_shut_out_are_accessible_too(
    page: Page, live_server: LiveServer, rich: Complaint, ilse: User, ivo: User, demervallei: Corps
) -> None:
    iris = person_make("Iris", (Role.COMPLAINTS_OFFICER, demervallei))
    conflict_declare(complaint=rich, person=ivo, actor=iris, note="They play in one team.")
    allegation_add(complaint=rich, category="H5", actor=ilse)
    page.context.add_cookies([cookie_of(ilse, live_server)])  # type: ignore[list-item]
    here = f"{live_server.url}/en/complaints/{rich.number}/"
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for place in ("", "conflict/", "conflict/lift/", "allegations/add/", "../preservations/", "../figures/"):
            page.goto(here + place)
            assert accessibility_faults(page) == [], (width, place)
            assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.goto(here)
    page.locator("#next").get_by_role("link", name="Refer to another body").click()
    expect(page.get_by_label("To which body")).to_have_value("committee_p")
