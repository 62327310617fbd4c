"""Corps, indicators, scorecards and datasets of the API, tokens, and addresses without language."""

from typing import Any

import pytest
from django.test import Client

from legitimacy.models import Corps, IndicatorValue, Release, Reply, Role, User
from tests.disclosure.conftest import PERIOD


def test_corps_carry_their_names_in_four_languages(api: Any, published: Corps) -> None:
    Corps.objects.filter(pk=published.pk).update(name_fr="Vallée du Démer")
    rows = {row["code"]: row for row in api.rows("corps", register="example")}
    assert rows["V017"]["names"] == {
        "nl": "Demervallei",
        "fr": "Vallée du Démer",
        "de": "Demervallei",
        "en": "Demervallei",
    }
    assert api("corps/V017").json()["register"] == "example"


def test_all_indicators_are_listed_with_their_method(api: Any, db: None) -> None:
    rows = api.rows("indicators")
    assert len(rows) == 70
    assert all(row["method"] and row["caution"] and row["window"] for row in rows)
    assert api("indicators/EFF-07").json() in rows


def test_indicators_answer_in_the_language_that_is_asked_for(client: Client, db: None) -> None:
    dutch, english = (
        client.get("/api/v1/indicators/EFF-07/", headers={"accept-language": code}).json()["name"]
        for code in ("nl", "en")
    )
    assert english
    assert dutch


def test_a_scorecard_has_every_indicator_and_every_part(api: Any, published: Corps) -> None:
    (card,) = api.rows("scorecards", corps="V017", period=PERIOD)
    assert (card["release"], card["origin"], len(card["indicators"]), len(card["parts"])) == (
        "first",
        "simulated",
        70,
        13,
    )
    states = {row["indicator"]: row["state"] for row in card["indicators"]}
    assert [states[code] for code in ("EFF-07", "EFF-09", "EFF-03")] == ["ok", "suppressed", "not_delivered"]
    for part in card["parts"]:
        assert (part["score"] is None) is (part["state"] != "ok")


def test_a_reply_stands_beside_its_figure(api: Any, published: Corps) -> None:
    value = IndicatorValue.objects.get(subject=published, indicator="EFF-07")
    Reply.objects.create(value=value, role=Role.CHIEF_OF_CORPS, text="New system since June.")
    (card,) = api.rows("scorecards", corps="V017", period=PERIOD)
    listed = {row["indicator"]: row["reply"] for row in card["indicators"]}
    assert (listed["EFF-07"], listed["EFF-01"]) == ("New system since June.", "")
    (row,) = api.rows("values", corps="V017", indicator="EFF-07", period=PERIOD)
    assert row["reply"] == "New system since June."


def test_scorecards_default_to_the_newest_period(api: Any, published: Corps) -> None:
    assert {card["period"] for card in api.rows("scorecards", register="example")} == {PERIOD}


def test_releases_are_the_datasets(api: Any, published: Corps) -> None:
    Release.objects.create(code="waiting", register="example", periods=["2025-Q3"])
    (dataset,) = api.rows("datasets")
    assert (dataset["code"], dataset["register"], dataset["periods"]) == ("first", "example", [PERIOD])


def test_a_token_reads_what_its_owner_reads(client: Client, published: Corps, tom: User) -> None:
    client.force_login(tom)
    token = client.post("/api/v1/tokens/").json()["token"]
    visitor = Client(headers={"authorization": f"Token {token}"})
    query = {"corps": "V018", "indicator": "EFF-09", "period": PERIOD}
    assert visitor.get("/api/v1/values/", query).json()["results"][0]["numerator"] == 2
    assert visitor.post("/api/v1/tokens/revoke/").status_code == 204
    assert visitor.get("/api/v1/values/", query).status_code == 401


def test_the_root_names_every_list(api: Any, client: Client, db: None) -> None:
    lists = api("").json()
    assert set(lists) == {"corps", "indicators", "values", "scorecards", "tables", "datasets", "schema"}
    assert all(client.get(address).status_code == 200 for address in lists.values())


def test_an_unknown_corps_is_told_in_a_sentence(client: Client, db: None) -> None:
    answer = client.get("/api/v1/corps/9999/", headers={"accept-language": "nl"})
    assert answer.status_code == 404
    assert answer.json()["detail"].startswith("Er is geen korps met deze code")


@pytest.mark.parametrize("address", ["/api/v1/corps/", "/api/schema/", "/api/docs/"])
def test_the_api_has_no_language_in_its_address(address: str, client: Client, db: None) -> None:
    assert client.get(address).status_code == 200
