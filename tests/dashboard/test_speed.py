"""How much a page asks of the database, and how little it weighs."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from legitimacy.disclosure import selectors as disclosed
from legitimacy.disclosure.frameworks import frameworks_forget
from legitimacy.models import Corps, Framework, Register, User
from legitimacy.models.disclosure import Audience
from tests.dashboard.world import history_make, peers_make, settle
from tests.people import corps_make

MOST_QUERIES = 12
QUARTERS = [f"{year}-Q{quarter}" for year in range(2021, 2026) for quarter in (1, 2, 3, 4)]
PAGES = ("/en/corps/V017/", "/en/corps/V017/EFF-19/")


@pytest.fixture
def twenty_quarters(settled: Corps, framework: Framework, steward1: User, steward2: User) -> Corps:
    """Demervallei with six comparable corps; its own figures go back five years."""
    peers = [corps_make(f"V1{number:02}", f"Comparable {number}") for number in range(6)]
    for peer in peers:
        settle(peer, settled.region, settled.province)  # type: ignore[arg-type]
    peers_make(framework, settled, peers)
    history_make([settled], framework, QUARTERS[:-1])
    history_make([settled, *peers], framework, QUARTERS[-1:], (steward1, steward2))
    return settled


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return sum(query["sql"].startswith("SELECT") for query in captured)


@pytest.mark.slow
@pytest.mark.parametrize("who", ["nobody", "chief"])
def test_page_over_twenty_quarters_asks_little_and_weighs_little(
    client: Client, twenty_quarters: Corps, katrien: User, who: str
) -> None:
    if who == "chief":
        client.force_login(katrien)
    for page in PAGES:
        cache.clear()
        frameworks_forget()  # a fresh process
        assert queries(client, page) <= MOST_QUERIES
        assert queries(client, page) <= (1 if who == "nobody" else 4)
        assert len(gzip.compress(client.get(page).content)) < 60_000


@pytest.mark.slow
@pytest.mark.parametrize("audience", [Audience.CORPS, Audience.AUDITOR, Audience.RESEARCHER, Audience.PUBLIC])
def test_scorecard_read_with_its_history_is_the_scorecard(twenty_quarters: Corps, audience: str) -> None:
    for period in QUARTERS[-2:]:
        read = disclosed.scorecard_history(
            audience=audience, corps=twenty_quarters, period=period, periods=QUARTERS[-8:]
        )
        assert read.card == disclosed.scorecard_get(audience=audience, corps=twenty_quarters, period=period)
        assert read.parts == disclosed.parts_history(audience=audience, corps=twenty_quarters, periods=QUARTERS[-8:])
    assert read.card is not None


def test_kept_page_changes_with_language_audience_and_new_figures(
    client: Client, measured: Corps, framework: Framework, katrien: User, steward1: User, steward2: User
) -> None:
    english = client.get(PAGES[0]).content
    assert client.get("/nl/corps/V017/").content != english
    client.force_login(katrien)
    inside = client.get(PAGES[0]).content
    assert inside != english
    history_make([measured], framework, ["2026-Q1"])
    assert "1st quarter of 2026" in client.get(PAGES[0]).content.decode()


def test_kept_page_holds_nothing_of_a_visitor(client: Client, measured: Corps, katrien: User) -> None:
    client.force_login(katrien)
    page = client.get(PAGES[1]).content.decode()
    assert "csrfmiddlewaretoken" in page
    kept = str([cache._cache]) if hasattr(cache, "_cache") else ""
    assert "csrfmiddlewaretoken" not in kept
    assert "nonce" not in kept


def test_register_asks_the_same_for_few_and_many_corps(client: Client, measured: Corps) -> None:
    few = queries(client, "/en/corps/?register=example")
    for number in range(20):
        corps_make(f"V2{number:02}", f"Corps {number}", Register.EXAMPLE)
    assert queries(client, "/en/corps/?register=example") == few


def test_whole_page_without_the_chart_bundle_is_light(client: Client, measured: Corps) -> None:
    page = client.get(PAGES[0]).content
    linked = re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js))"', page.decode())
    weight = len(gzip.compress(page))
    for name in linked:
        if not name.startswith("plotly/"):
            weight += len(gzip.compress(Path(str(finders.find(name))).read_bytes()))
    assert len(linked) > 5
    assert weight < 150_000
