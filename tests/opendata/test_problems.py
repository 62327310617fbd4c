"""Errors of the API: problem documents with a sentence that says what to do."""

from typing import Any

import pytest
from django.test import Client, override_settings

from legitimacy.models import Corps


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
@pytest.mark.parametrize("address", ["corps", "indicators", "values", "scorecards", "datasets"])
def test_the_api_only_reads(address: str, method: str, client: Client, db: None) -> None:
    answer = getattr(client, method)(f"/api/v1/{address}/")
    assert answer.status_code == 405
    assert answer["Content-Type"] == "application/problem+json"


def test_a_wrong_token_is_refused(client: Client, db: None) -> None:
    answer = client.get("/api/v1/values/", headers={"authorization": "Token 0123456789abcdef"})
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")


def test_too_many_requests_are_told_when_to_return(client: Client, db: None, monkeypatch: Any) -> None:
    from rest_framework.throttling import AnonRateThrottle

    monkeypatch.setattr(AnonRateThrottle, "THROTTLE_RATES", {"anon": "1/min"})
    client.get("/api/v1/datasets/")
    answer = client.get("/api/v1/datasets/")
    assert (answer.status_code, answer["Content-Type"]) == (429, "application/problem+json")
    assert answer["Retry-After"]


@override_settings(DEBUG=False)
def test_a_fault_inside_shows_no_internals(client: Client, db: None, monkeypatch: Any) -> None:
    def fails(**_: object) -> None:
        raise RuntimeError("secret 47.11")

    monkeypatch.setattr("legitimacy.disclosure.selectors.values_query", fails)
    client.raise_request_exception = False
    answer = client.get("/api/v1/values/")
    assert answer.status_code == 500
    assert b"47.11" not in answer.content
