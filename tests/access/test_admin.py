"""/admin/ holds reference tables only, behind the product's own sign-in."""

import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from legitimacy.access import audience_for, corps_visible
from legitimacy.admin import site
from legitimacy.models import Corps, TrailEvent, User
from legitimacy.models.disclosure import Audience
from tests.people import PASSWORD

TABLES = {"areastatistic", "corps", "corpslink", "framework", "municipality", "region", "school"}


@pytest.fixture
def root(db: None) -> User:
    return User.objects.create_superuser("root", "root@example.org", PASSWORD)


def test_only_reference_tables_are_registered() -> None:
    assert {model._meta.model_name for model in site._registry} == TABLES


def test_visitor_is_sent_to_the_products_own_sign_in(client: Client, db: None) -> None:
    chain = client.get("/nl/admin/", follow=True).redirect_chain
    assert chain[-1][0] == "/nl/account/login/?next=/nl/admin/"


def test_roles_do_not_open_it(client: Client, katrien: User, els: User) -> None:
    for person in (katrien, els):
        client.force_login(person)
        assert client.get("/nl/admin/", follow=True).status_code == 403


def test_it_takes_a_second_factor(client: Client, root: User, settings: LazySettings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    client.force_login(root)
    assert client.get("/nl/admin/").headers["Location"] == "/nl/account/second-factor/"


def test_superuser_reads_no_scorecard(root: User, demervallei: Corps) -> None:
    assert audience_for(root, demervallei) == Audience.PUBLIC
    assert not corps_visible(root).exists()


def test_change_goes_on_the_trail(client: Client, root: User, demervallei: Corps) -> None:
    client.force_login(root)
    form = {"name": "Demervallei", "name_fr": "Vallée du Démer", "type": "local", "languages": "nl"}
    assert client.post(f"/nl/admin/legitimacy/corps/{demervallei.pk}/change/", form).status_code == 302
    demervallei.refresh_from_db()
    assert demervallei.name_fr == "Vallée du Démer"
    assert TrailEvent.objects.filter(verb="corps.changed", actor=root, object_id=demervallei.pk).exists()


@pytest.mark.parametrize("place", ["add/", "{pk}/delete/"])
def test_corps_are_neither_added_nor_deleted(client: Client, root: User, demervallei: Corps, place: str) -> None:
    client.force_login(root)
    address = "/nl/admin/legitimacy/corps/" + place.format(pk=demervallei.pk)
    assert client.post(address, {"post": "yes"}).status_code == 403
    assert Corps.objects.filter(pk=demervallei.pk).exists()


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_its_pages_keep_the_strict_policy(page: Page, live_server: LiveServer, root: User, demervallei: Corps) -> None:
    page.goto(f"{live_server.url}/nl/account/login/")
    page.locator("input[name=login]").fill(root.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    for place in (
        "",
        "legitimacy/corps/",
        f"legitimacy/corps/{demervallei.pk}/change/",
        "legitimacy/areastatistic/add/",
    ):
        answer = page.goto(f"{live_server.url}/nl/admin/{place}")
        assert answer is not None
        assert answer.status == 200
