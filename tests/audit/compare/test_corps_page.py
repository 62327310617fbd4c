"""Two to eight corps side by side, and every way to ask for something else."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from legitimacy.models import Corps, User
from tests.audit.compare.conftest import RELEASED
from tests.people import corps_make

URL = "/en/compare/corps/"


def text(client: Client, query: str) -> str:
    response = client.get(f"{URL}?{query}")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    "query", ["codes=V017,V018,V020", "codes=V017&codes=V018&codes=V020", "codes=V017,+V018+,V020,"]
)
def test_each_corps_is_held_against_the_first(client: Client, four: list[Corps], query: str) -> None:
    page = text(client, query)
    assert "Each corps is held against Demervallei" in page
    assert page.index("Demervallei") < page.index("Heidekant") < page.index("Polderstad")
    assert "not distinguishable" in page
    assert "statements with chance in them" in page
    assert "codes=V017,V018,V020" in page.replace("%2C", ",")
    assert f"period={RELEASED}" in page


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "Choose two to eight corps to put side by side."),
        ("codes=", "Choose two to eight corps to put side by side."),
        ("codes=V017", "One corps has nothing beside it"),
        ("codes=V017,V017", "Named twice, shown once: V017."),
        ("codes=V017,V999", "There is no corps with the code V999."),
        ("codes=V017,V018,9901", "Of another register, which is never compared with this one: 9901."),
        ("codes=9901,V017,V018", "Of another register, which is never compared with this one: V017, V018."),
        ("register=belgium&codes=V017,V018", "Of another register, which is never compared with this one: V017, V018."),
        ("codes=V017,V018,<b>", "There is no corps with the code &lt;b&gt;."),
        ("codes=V017,V018&period=2020-Q1", "There are no figures to read for 1st quarter of 2020."),
    ],
)
def test_anything_else_gets_a_sentence(client: Client, four: list[Corps], query: str, sentence: str) -> None:
    assert sentence in text(client, query)


def test_nine_corps_are_one_too_many(client: Client, four: list[Corps]) -> None:
    more = [corps_make(f"V03{number}", f"Dorp {number}").code for number in range(6)]
    page = text(client, f"codes={','.join(['V017', 'V018', 'V019', *more])}")
    assert "At most eight corps fit side by side. Left out: Dorp 5." in page
    assert page.count('<th scope="col"') == 9


def test_a_corps_that_merged_away_is_named(client: Client, four: list[Corps]) -> None:
    Corps.objects.filter(code="V019").update(valid_to="2025-12-31")
    assert "Exists no longer, as it merged into another corps: V019." in text(client, "codes=V017,V018,V019")


def test_one_corps_or_none_reads_no_figures_and_offers_the_choice(client: Client, four: list[Corps]) -> None:
    page = text(client, "codes=V017")
    assert '<details class="fold card choose-corps" open>' in page
    assert page.count('name="codes"') == 4
    assert page.count(" checked") == 1
    assert "<table" not in page


def test_the_own_chief_reads_the_own_figures_beside_released_ones(
    client: Client, four: list[Corps], katrien: User
) -> None:
    client.force_login(katrien)
    page = text(client, "codes=V018,V017")
    assert "your corps" in page
    assert "kind=comparison" not in page
    assert "Each corps is held against Heidekant" in page


def test_two_and_four_corps_ask_the_same_of_the_database(client: Client, four: list[Corps]) -> None:
    text(client, "codes=V017,V018")
    counted = []
    for query in ("codes=V017,V018", "codes=V017,V018,V019,V020"):
        with CaptureQueriesContext(connection) as captured:
            text(client, f"register=example&{query}")
        counted.append(len(captured))
    assert counted[0] == counted[1] <= 8
