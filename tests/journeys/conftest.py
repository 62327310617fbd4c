"""A small world for journeys: an example corps with figures of four quarters, a real one with a survey of 2023."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from legitimacy.disclosure.services import publications_decide
from legitimacy.models import Corps, Framework, Register, Role, User
from tests.dashboard.world import framework_make, history_make, peers_make, region_make, release_make, settle
from tests.disclosure.world import card_make, run_make, value_make
from tests.journeys.working import WIDE, sign_in
from tests.people import corps_make, person_make

QUARTERS = ("2024-Q3", "2024-Q4", "2025-Q3", "2025-Q4")


@dataclass(frozen=True)
class Site:
    """A running site and what it shows."""

    url: str
    demervallei: Corps
    antwerp: Corps

    def page(self, path: str, language: str = "en") -> str:
        return f"{self.url}/{language}/{path}"


@pytest.fixture
def site(
    transactional_db: None,
    live_server: LiveServer,
    settings: LazySettings,
    demervallei: Corps,
    steward1: User,
    steward2: User,
) -> Site:
    settings.SECOND_FACTOR_REQUIRED = False
    framework, stewards = framework_make(), (steward1, steward2)
    region = region_make("VBL-L", "Laagland", Register.EXAMPLE)
    province = region_make("VBL-E", "Oost", Register.EXAMPLE, region)
    peers = [corps_make(f"V00{number}", f"Dorp {number}") for number in range(1, 7)]
    for corps in (demervallei, *peers):
        settle(corps, region, province)
    peers_make(framework, demervallei, peers)
    history_make([demervallei], framework, QUARTERS[:-1])
    history_make([demervallei, *peers], framework, QUARTERS[-1:], stewards)
    belgian = [person_make(name, (Role.DATA_STEWARD, Register.BELGIUM)) for name in ("Jan", "Mia")]
    return Site(live_server.url, demervallei, _antwerp(framework, belgian))


def _antwerp(framework: Framework, stewards: Sequence[User]) -> Corps:
    """Two real survey figures beside three other zones; nothing else was delivered."""
    flanders = region_make("BE-VLG", "Vlaams Gewest", Register.BELGIUM)
    province = region_make("BE-VAN", "Antwerpen", Register.BELGIUM, flanders)
    codes = {"5345": ("Antwerpen", 0.42, 0.11), "5346": ("Zwijndrecht", 0.38, 0.06), "5382": ("Voeren", 0.56, 0.02)}
    run, zones = run_make("2023"), []
    for code, (name, trust, unsafety) in codes.items():
        zone = settle(corps_make(code, name, Register.BELGIUM), flanders, province)
        value_make(run, zone, "PRV-03", value=trust)
        value_make(run, zone, "EFF-17", value=unsafety)
        zones.append(zone)
    for code, name in {"5303": "Namur", "5391": "Bierbeek/Boutersem/Holsbeek/Lubbeek"}.items():
        zones.append(settle(corps_make(code, name, Register.BELGIUM), flanders, province))
    publications_decide(run=run, scorecards=[card_make(run, zone, framework) for zone in zones])
    release_make(Register.BELGIUM, stewards)
    return zones[0]


@pytest.fixture
def as_chief(page: Page, site: Site, katrien: User, client: Client) -> Page:
    """A browser in which Katrien has signed in."""
    client.force_login(katrien)
    cookie = client.cookies["session"]
    page.context.add_cookies([{"name": "session", "value": cookie.value, "url": site.url}])
    return page


@pytest.fixture
def work(live_server: LiveServer) -> str:
    """The address of the work pages of complaints, in Dutch."""
    return f"{live_server.url}/nl/complaints/"


@pytest.fixture
def as_person(page: Page, live_server: LiveServer) -> Callable[[User], Page]:
    """The browser, in which this person has signed in."""

    def signed_in(person: User) -> Page:
        sign_in(page, live_server, person)
        page.set_viewport_size({"width": WIDE, "height": 900})
        return page

    return signed_in


def charts_drawn(page: Page, count: int = 1) -> None:
    """Wait until at least `count` charts stand on the page."""
    expect(page.locator("[data-chart][data-drawn]").nth(count - 1)).to_be_attached(timeout=20_000)
