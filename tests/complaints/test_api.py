"""Complaints from other bodies' systems: the same intake, once each, with errors that say what to do."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from knox.models import AuthToken
from rest_framework.throttling import SimpleRateThrottle

from complaints.models import Complaint, Identity
from complaints.services.intake import code_hash
from legitimacy.models import Corps, Register, Role, TrailEvent, User
from tests.complaints.importing import demo_on
from tests.people import person_make

URL = "/api/v1/complaints/"
Send = Callable[..., Any]

__all__ = ["demo_on"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_on")]


@pytest.fixture
def body_of_complaint(demervallei: Corps) -> dict[str, Any]:
    return {
        "story": "They laughed at me. 👮 שלום",
        "categories": ["H3"],
        "corps": demervallei.code,
        "language": "fr",
        "identity": {"name": "Zoë Ünal", "email": "zoe@example.org"},
        "involved": [{"number": "=1+1", "allegations": [0]}],
    }


@pytest.fixture
def send(client: Client, hanne: User, ilse: User) -> Send:
    _token, secret = AuthToken.objects.create(user=hanne)

    def send(content: Any, *, key: str = "", token: str = secret, language: str = "en", **headers: str) -> Any:
        text = content if isinstance(content, str) else json.dumps(content)
        sent = {"authorization": f"Token {token}", "accept-language": language, "idempotency-key": key or str(uuid4())}
        return client.post(URL, text, content_type="application/json", headers=sent | headers)

    return send


def test_a_complaint_of_another_body_becomes_a_file(send: Send, body_of_complaint: dict[str, Any], hanne: User) -> None:
    answer = send(body_of_complaint)
    assert answer.status_code == 201
    receipt = answer.json()
    file = Complaint.objects.get(number=receipt["number"])
    assert file.code_hash == code_hash(receipt["code"])
    assert (file.channel, file.language, file.entered_by, file.origin) == ("body", "fr", hanne, "simulated")
    assert Identity.objects.get(complaint=file).name == "Zoë Ünal"
    assert file.involved.get().number == "=1+1"
    assert answer["Cache-Control"] == "no-store"


def test_sent_twice_it_is_one_file_and_the_code_is_told_once(send: Send, body_of_complaint: dict[str, Any]) -> None:
    first, again = (send(body_of_complaint, key="k" * 20) for _time in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json() | {"code": None}
    assert Complaint.objects.count() == 1


def test_the_key_of_one_sender_opens_nothing_of_another(send: Send, body_of_complaint: dict[str, Any]) -> None:
    other = person_make("Hugo", (Role.INDEPENDENT_HANDLER, Register.EXAMPLE), body="unia")
    _token, secret = AuthToken.objects.create(user=other)
    first = send(body_of_complaint, key="k" * 20).json()
    second = send(body_of_complaint, key="k" * 20, token=secret)
    assert second.status_code == 201
    assert second.json()["number"] != first["number"]
    assert second.json()["code"] != first["code"]


def test_a_key_that_came_with_another_complaint_is_refused(send: Send, body_of_complaint: dict[str, Any]) -> None:
    send(body_of_complaint, key="k" * 20)
    answer = send(body_of_complaint | {"story": "Something else."}, key="k" * 20)
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert Complaint.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"story": ""}, "story"),
        ({"story": "x" * 50_001}, "story"),
        ({"story": "a\x00b"}, "story"),
        ({"categories": []}, "categories"),
        ({"categories": ["ZZ"]}, "categories"),
        ({"categories": ["X0"]}, "categories"),
        ({"corps": "0000"}, "corps"),
        ({"happened_on": "2091-01-01"}, "happened_on"),
        ({"received_on": "2091-01-01"}, "received_on"),
        ({"happened_on": "yesterday"}, "happened_on"),
        ({"identity": None}, "identity"),
        ({"is_anonymous": True}, "identity"),
        ({"language": "es"}, "language"),
        ({"identity": {"name": "A", "national_number": "1"}}, "identity"),
        ({"nationality": "B"}, "nationality"),
        ({"wishes": ["revenge"]}, "wishes"),
        ({"involved": [{}] * 21}, "involved"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(
    send: Send, body_of_complaint: dict[str, Any], change: dict[str, Any], field: str
) -> None:
    answer = send(body_of_complaint | change)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert field in answer.json()["errors"]
    assert not Complaint.objects.exists()


@pytest.mark.parametrize("content", ["", "{", "[]", '"text"', "1"])
def test_what_is_no_complaint_at_all_is_refused(send: Send, content: str) -> None:
    answer = send(content)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.parametrize("key", ["short", "with blanks in between", "é" * 20])
def test_a_key_is_needed(send: Send, body_of_complaint: dict[str, Any], key: str) -> None:
    assert send(body_of_complaint, key=key).status_code == 400


def test_errors_come_in_the_language_asked_for(send: Send, body_of_complaint: dict[str, Any]) -> None:
    sentences = {
        language: send(body_of_complaint | {"happened_on": "2091-01-01"}, language=language).content
        for language in ("en", "nl")
    }
    asked = {language: send("{", language=language)["Content-Language"] for language in ("en", "nl", "fr", "de")}
    assert b"This day has not come yet" in sentences["en"]
    assert asked == {language: language for language in asked}


@pytest.mark.parametrize(
    "who", ["nobody", "bart", "ilse", "katrien", "amina", "els", "outsider", "elsewhere", "school"]
)
def test_only_who_works_for_another_body_may_send(
    who: str, send: Send, body_of_complaint: dict[str, Any], request: pytest.FixtureRequest, demervallei: Corps
) -> None:
    if who == "elsewhere":
        person = person_make("Elsewhere", (Role.INDEPENDENT_HANDLER, Register.BELGIUM), body="committee_p")
    elif who == "school":
        person = person_make("School", (Role.SCHOOL_EDITOR, Register.EXAMPLE), body="VBL-S1")
    elif who != "nobody":
        person = request.getfixturevalue(who)
    secret = "0" * 64 if who == "nobody" else AuthToken.objects.create(user=person)[1]
    answer = send(body_of_complaint, token=secret)
    assert answer.status_code == (401 if who == "nobody" else 403)
    assert answer["Content-Type"] == "application/problem+json"
    assert not Complaint.objects.exists()
    assert TrailEvent.objects.filter(verb="access.denied", reason="complaint.submit").exists() == (who != "nobody")


def test_nothing_is_listed(client: Client, hanne: User) -> None:
    _token, secret = AuthToken.objects.create(user=hanne)
    assert client.get(URL, headers={"authorization": f"Token {secret}"}).status_code == 405


def test_a_reference_in_use_is_a_conflict(send: Send, body_of_complaint: dict[str, Any]) -> None:
    send(body_of_complaint | {"external_reference": "P-1"})
    assert send(body_of_complaint | {"external_reference": "P-1"}).status_code == 409


def test_a_reference_in_use_elsewhere_tells_another_body_nothing(
    send: Send, body_of_complaint: dict[str, Any], demervallei: Corps
) -> None:
    send(body_of_complaint | {"external_reference": "P-1", "about_chief": True})
    mayor = person_make("Mieke", (Role.AUTHORITY, demervallei))
    _token, secret = AuthToken.objects.create(user=mayor)
    assert send(body_of_complaint | {"external_reference": "P-1"}, token=secret).status_code == 201


def test_too_large_and_too_many_are_told(
    send: Send, body_of_complaint: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert send(body_of_complaint | {"place": "x" * 1_000_001}).status_code == 413
    monkeypatch.setattr(
        SimpleRateThrottle, "THROTTLE_RATES", {"complaint_submit": "1/min", "anon": "9/min", "user": "9/min"}
    )
    send(body_of_complaint, key="k" * 20)
    answer = send(body_of_complaint, key="k" * 20)
    assert (answer.status_code, bool(answer["Retry-After"])) == (429, True)
