"""One click for another role: in a demo, and nowhere else."""

import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from legitimacy.models import Corps, Role, User
from tests.browser import accessibility_faults
from tests.people import PASSWORD, person_make
from tests.urls import urls_reload


@pytest.fixture
def demo(settings: LazySettings) -> object:
    settings.DEMO = True
    urls_reload()
    yield
    settings.DEMO = False
    urls_reload()


def test_one_click_changes_the_person(demo: None, client: Client, katrien: User, amina: User) -> None:
    client.force_login(katrien)
    client.post("/nl/demo/switch/", {"account": amina.pk})
    assert client.session["_auth_user_id"] == str(amina.pk)


def test_page_lists_each_person_with_their_role(demo: None, client: Client, katrien: User, amina: User) -> None:
    page = client.get("/nl/demo/").content.decode()
    assert page.count('action="/nl/demo/switch/"') == 2
    assert "Demervallei" in page


def test_only_accounts_of_the_example_are_offered(demo: None, client: Client, belgian_corps: Corps) -> None:
    real = person_make("Luc", (Role.CHIEF_OF_CORPS, belgian_corps))
    root = User.objects.create_superuser("root", "root@example.org", PASSWORD)
    for person in (real, root):
        client.post("/nl/demo/switch/", {"account": person.pk})
    assert "_auth_user_id" not in client.session


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_one_click_in_a_browser(demo: None, page: Page, live_server: LiveServer, katrien: User, amina: User) -> None:
    page.goto(f"{live_server.url}/en/demo/")
    assert accessibility_faults(page) == []
    page.get_by_role("button", name="Sign in as Katrien").click()
    expect(page.get_by_role("banner")).to_contain_text("Katrien")


def test_switch_takes_a_post(demo: None, client: Client, katrien: User) -> None:
    assert client.get(f"/nl/demo/switch/?account={katrien.pk}").status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/nl/demo/", "/nl/demo/switch/"])
def test_outside_a_demo_there_is_no_such_page(client: Client, address: str, katrien: User) -> None:
    assert client.post(address, {"account": katrien.pk}).status_code == 404
