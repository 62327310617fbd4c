"""Errors of the API: problem documents with a sentence that says what to do."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from rest_framework.throttling import SimpleRateThrottle

from legitimacy.accounts.api_tokens import token_create
from legitimacy.models import Corps, User


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("values/?corps=0000", 400, "no corps with this code"),
        ("values/?indicator=EFF-99", 400, "no indicator with this code"),
        ("values/?period=2025-Q7", 400, "is no period"),
        ("values/?register=holland", 400, "no such register"),
        ("values/?corp=V017", 400, "no filter"),
        ("corps/?colour=blue", 400, "no filter"),
        ("scorecards/?period=soon", 400, "is no period"),
        ("corps/0000/", 404, ""),
        ("indicators/EFF-99/", 404, "no indicator"),
        ("elsewhere/", 404, "/api/docs/"),
        ("values/?cursor=nonsense", 404, ""),
        ("values.csv?year=25", 400, "is no year"),
        ("values.csv?year=2025-Q1", 400, "is no year"),
        ("values.csv?corps=V017", 400, "no filter"),
        ("values/?token=abc", 400, "token in an address"),
        ("corps/?API_KEY=abc", 400, "token in an address"),
        ("corps/?register=" + "x" * 9000, 400, "no such register"),
        ("values/?corps=%00", 400, "no corps with this code"),
    ],
)
def test_what_cannot_be_answered_is_said_in_a_sentence(
    address: str, status: int, sentence: str, client: Client, published: Corps
) -> None:
    answer = client.get(f"/api/v1/{address}", headers={"accept-language": "en"})
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["status"], bool(problem["title"])) == (status, True)
    assert problem["detail"].endswith((".", "docs/"))
    assert sentence in problem["detail"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", ["corps", "indicators", "values", "scorecards", "tables", "datasets"])
def test_the_api_only_reads(address: str, method: str, client: Client, db: None) -> None:
    answer = getattr(client, method)(f"/api/v1/{address}/")
    assert answer.status_code == 405
    assert answer["Content-Type"] == "application/problem+json"


def test_a_wrong_token_is_refused(client: Client, db: None) -> None:
    answer = client.get("/api/v1/values/", headers={"authorization": "Token 0123456789abcdef"})
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")


def test_too_many_requests_of_one_address_are_told_when_to_return_and_others_are_served(
    client: Client, published: Corps, tom: User, monkeypatch: Any
) -> None:
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", {"anon": "2/min", "user": "2/min", "stream": "1/min"})
    address = "/api/v1/indicators/EFF-07/"
    for forged in ("192.0.2.1", "192.0.2.2"):
        assert client.get(address, headers={"x-forwarded-for": forged}).status_code == 200
    answer = client.get(address, headers={"x-forwarded-for": "192.0.2.3"})
    assert (answer.status_code, answer["Content-Type"]) == (429, "application/problem+json")
    assert answer["Retry-After"]
    assert client.get(address, REMOTE_ADDR="198.51.100.7").status_code == 200
    # Each token has a measure of its own; wrong ones count for the address that tries them.
    first, second = (token_create(person=tom, name=name, scopes=[], lasts=timedelta(days=1))[1] for name in "ab")
    statuses = [client.get(address, headers={"authorization": f"Token {one}"}).status_code for one in (first,) * 3]
    assert statuses == [200, 200, 429]
    assert client.get(address, headers={"authorization": f"Token {second}"}).status_code == 200
    assert client.get(address, headers={"authorization": "Token " + "0" * 64}).status_code == 429
    assert client.get("/api/v1/values.csv", REMOTE_ADDR="198.51.100.8").status_code == 200
    assert client.get("/api/v1/values.csv", REMOTE_ADDR="198.51.100.8").status_code == 429
    kept = str(cache._cache.keys())  # type: ignore[attr-defined]
    assert not [address for address in ("127.0.0.1", "192.0.2", "198.51") if address in kept]


@pytest.mark.parametrize("sent", ["Token", "Token a b", "Token \xff", "Token a\x00b", "Token " + "e" * 5000])
def test_a_broken_token_is_refused(client: Client, db: None, sent: str) -> None:
    answer = client.get("/api/v1/corps/", headers={"authorization": sent})
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")


@override_settings(DEBUG=False)
def test_a_fault_inside_shows_no_internals(client: Client, db: None, monkeypatch: Any) -> None:
    def fails(**_: object) -> None:
        raise RuntimeError("secret 47.11")

    monkeypatch.setattr("legitimacy.disclosure.selectors.values_query", fails)
    client.raise_request_exception = False
    answer = client.get("/api/v1/values/")
    assert answer.status_code == 500
    assert b"47.11" not in answer.content
