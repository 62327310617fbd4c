"""The peers of a corps: listed with distance, weight and surroundings, or a sentence about why there are none."""

from datetime import date

import pytest
from django.test import Client

from audit.views.compare_peers import beside_words
from legitimacy.indicators.registry import indicators
from legitimacy.models import AreaStatistic, Corps, Framework, PeerLink, User
from legitimacy.scorecards.services.peers import peers_freeze
from tests.audit.compare_indicator.conftest import PERIOD, SHARE
from tests.audit.compare_indicator.test_indicator_page import plain, text
from tests.dashboard.figures import share_of, value_of

URL = f"/en/compare/peers/V017/?period={PERIOD}"


def surround(corps: Corps, residents: float, density: float, over_65: float) -> None:
    kinds = AreaStatistic.Kind
    pairs = ((kinds.POPULATION, residents), (kinds.DENSITY, density), (kinds.SHARE_OVER_65, over_65))
    for kind, value in pairs:
        AreaStatistic.objects.create(subject=corps, kind=kind, date=date(2025, 1, 1), value=value, source="Test")


@pytest.fixture
def surrounded(many: list[Corps]) -> list[Corps]:
    """All alike but Verweg, which is a large city."""
    for at, one in enumerate(many[:-1]):
        surround(one, 30_000 + 800 * at, 300 + 9 * at, 0.19 + at / 1000)
    surround(many[-1], 520_000, 2_600, 0.15)
    return many


def test_peers_stand_nearest_first_with_weights_that_make_a_whole(
    client: Client, surrounded: list[Corps], framework: Framework
) -> None:
    peers_freeze(framework=framework)
    page = text(client, URL)
    links = list(PeerLink.objects.filter(corps=surrounded[0]).order_by("distance").select_related("peer"))
    places = [page.index(f">{link.peer.name}</a>") for link in links]
    assert places == sorted(places)
    assert len(links) == 8
    assert sum(link.weight for link in links) == pytest.approx(1)
    for words in ("8 comparable corps", "Residents per km²", "30,000", "19.0%", "Framework 2026"):
        assert words in plain(page)


def test_the_peer_value_is_the_weighted_average(client: Client, surrounded: list[Corps], framework: Framework) -> None:
    peers_freeze(framework=framework)
    shares = {one.pk: (780 + 4 * place) / 1000 for place, one in enumerate(surrounded[1:-1])}
    links = PeerLink.objects.filter(corps=surrounded[0])
    wanted = sum(link.weight * shares[link.peer_id] for link in links)
    page = text(client, URL)
    row = page[page.index(f"/en/compare/{SHARE}/") :]
    assert f"{wanted:.1%}" in row[: row.index("</tr>")]
    assert "no margin known" in row[: row.index("</tr>")]


@pytest.mark.parametrize(
    ("successes", "words"), [(80, "not distinguishable"), (95, "higher than its peers"), (60, "lower than its peers")]
)
def test_only_what_lies_outside_the_margin_is_called_higher_or_lower(successes: int, words: str) -> None:
    assert beside_words(share_of(successes, 100, SHARE), 0.81, indicators.get(SHARE)) == words


def test_where_everything_was_counted_every_difference_is_one() -> None:
    counted = indicators.get("EFF-21")
    assert beside_words(value_of("EFF-21", value=0.5), 0.51, counted) == "lower than its peers"
    assert beside_words(value_of("EFF-21", value=0.5), 0.5, counted) == "as its peers"


def test_a_city_like_no_other_has_no_fair_peers_and_the_nearest_are_shown(
    client: Client, surrounded: list[Corps], framework: Framework
) -> None:
    peers_freeze(framework=framework)
    page = plain(text(client, "/en/compare/peers/V030/"))
    assert "No fair peers" in page
    assert "Only 0 corps are near enough (a distance of 1.0 at most), and a fair comparison takes 5." in page
    assert "Beside its peers" not in page


def test_without_surroundings_or_a_choice_the_page_says_so(
    client: Client, many: list[Corps], framework: Framework
) -> None:
    assert "has not chosen peers for the corps of this register yet" in text(client, URL)
    for at, one in enumerate(many[1:]):
        surround(one, 30_000 + 800 * at, 300 + 9 * at, 0.19 + at / 1000)
    peers_freeze(framework=framework)
    assert "Not enough is known of what surrounds this corps" in text(client, URL)


def test_a_corps_that_came_after_the_choice_waits_for_the_next(
    client: Client, surrounded: list[Corps], framework: Framework
) -> None:
    peers_freeze(framework=framework)
    PeerLink.objects.filter(corps=surrounded[0]).delete()
    assert "before this corps was what it is today" in text(client, URL)


def test_peers_are_read_as_the_public_reads_them(
    client: Client, surrounded: list[Corps], framework: Framework, katrien: User
) -> None:
    peers_freeze(framework=framework)
    client.force_login(katrien)
    page = plain(text(client, "/en/compare/peers/V017/"))
    assert "Beside its peers" in page
    assert client.get("/en/compare/peers/ZZZZ/").status_code == 404


def test_the_scorecard_leads_to_the_peers(client: Client, surrounded: list[Corps]) -> None:
    assert 'href="/en/compare/peers/V017/' in text(client, f"/en/corps/V017/?period={PERIOD}")
