"""Floods, robots and guessing: a real complaint always gets through, and nothing but a hash of the day counts."""

import base64
import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from altcha import solve_challenge
from django.core.cache import cache
from django.db import connection
from django.test import override_settings
from django.utils import timezone
from redis.exceptions import ConnectionError as RedisDownError

from complaints.models import BoundaryContact, Complaint, Draft
from complaints.services import throttling
from complaints.services.boundaries import boundary_count
from complaints.services.throttling import Wait, filing_gate, proof_holds
from legitimacy.throttling import address_of, source_of
from tests.complaints.visitor import Visitor, text_of

pytestmark = pytest.mark.django_db
FLOOD, REAL = "198.51.100.1", "203.0.113.7"


def gate(address: str, draft: str = "a", proof: str = "", token: str = "", is_odd: bool = False) -> Wait | None:
    return filing_gate(source=source_of(address), draft=draft, proof=proof, token=token, is_odd=is_odd)


def solved(wait: Wait) -> str:
    challenge = wait.challenge
    found = solve_challenge(
        str(challenge["challenge"]), str(challenge["salt"]), "SHA-256", int(str(challenge["maxNumber"]))
    )
    assert found
    payload = {name: challenge[name] for name in ("algorithm", "challenge", "salt", "signature")}
    return base64.b64encode(json.dumps(payload | {"number": found.number}).encode()).decode()


def flood() -> Wait:
    """The wait after so many forms from one source that every other one waits."""
    waits = [gate(FLOOD) for _ in range(throttling.SOURCE_LIMIT + 1)]
    assert waits[-1]
    return waits[-1]


def test_a_flood_of_a_thousand_does_not_slow_down_another_source() -> None:
    let_through = [wait for wait in (gate(FLOOD, str(number)) for number in range(1_000)) if wait is None]
    assert len(let_through) == throttling.SOURCE_LIMIT
    assert gate(REAL) is None
    visitor = Visitor(address=REAL).fill()
    assert visitor.send().headers["Location"].endswith("/sent/")
    assert Complaint.objects.count() == 1


def test_who_sends_much_waits_longer_each_time_up_to_a_limit() -> None:
    seconds = [wait.seconds for wait in (gate(FLOOD, str(number)) for number in range(1_000)) if wait]
    assert seconds == sorted(seconds)
    assert (seconds[0] < 70, seconds[-1]) == (True, throttling.LONGEST_WAIT)


def test_without_scripts_the_same_form_goes_through_after_the_wait() -> None:
    flood()
    visitor = Visitor(address=FLOOD).fill()
    answer = visitor.send()
    assert answer.status_code == 429
    assert "Nothing is lost" in text_of(answer)
    token = re.search(r'name="token" value="([^"]+)"', text_of(answer))
    assert token
    early = visitor.send(token=token.group(1))
    assert early.status_code == 429
    assert token.group(1) in text_of(early)  # the wait goes on, it does not begin again
    with time_machine.travel(timezone.now() + timedelta(seconds=throttling.LONGEST_WAIT)):
        assert visitor.send(token=token.group(1)).headers["Location"].endswith("/sent/")


def test_a_browser_that_did_the_work_goes_through_at_once() -> None:
    proof = solved(flood())
    assert gate(FLOOD, proof=proof) is None


def test_proof_and_token_are_good_for_one_form_only() -> None:
    wait = flood()
    proof = solved(wait)
    assert proof_holds(proof, "a")
    assert not proof_holds(proof, "b")
    with time_machine.travel(timezone.now() + timedelta(seconds=throttling.LONGEST_WAIT)):
        assert gate(FLOOD, token=wait.token) is None
        assert not proof_holds("", "a")
    with time_machine.travel(timezone.now() + timedelta(minutes=throttling.PROOF_MINUTES + 1)):
        assert not proof_holds(proof, "a")


@pytest.mark.parametrize("proof", ["x", "e30=", "bnVsbA==", "W10=", "MQ==", "é", "A" * 100_000, '{"salt": 1}'])
def test_a_forged_proof_proves_nothing(proof: str) -> None:
    assert not proof_holds(proof, "a")


@pytest.mark.parametrize("token", ["x", "e30:1:abc", "A" * 10_000, "é"])
def test_a_forged_token_shortens_no_wait(token: str) -> None:
    flood()
    assert gate(FLOOD, token=token) is not None


def test_many_sources_at_once_are_slowed_down_and_not_refused() -> None:
    waits = [gate(f"192.0.2.{number}") for number in range(throttling.ALL_LIMIT + 1)]
    assert waits[:-1] == [None] * throttling.ALL_LIMIT
    assert waits[-1]
    assert waits[-1].seconds == throttling.SHORTEST_WAIT


def test_the_trap_makes_a_robot_wait_and_loses_nothing() -> None:
    visitor = Visitor().fill()
    answer = visitor.send(website="https://spam.example")
    assert answer.status_code == 429
    assert 'name="token"' in text_of(answer)
    assert visitor.answers().steps["story"]["story"]


@pytest.mark.parametrize("fault", [RedisDownError, OSError])
def test_without_the_cache_complaints_are_taken(monkeypatch: pytest.MonkeyPatch, fault: type[Exception]) -> None:
    def down(*_given: object, **_named: object) -> None:
        raise fault

    for name in ("add", "incr", "set", "get"):
        monkeypatch.setattr(cache, name, down)
    visitor = Visitor().fill()
    assert visitor.send().headers["Location"].endswith("/sent/")
    assert Visitor().post("resume/", {"code": "AAAA"}).status_code == 422


def test_who_guesses_codes_is_slowed_down_for_a_minute() -> None:
    visitor = Visitor()
    statuses = [visitor.post("resume/", {"code": f"AAAA-{number}"}).status_code for number in range(12)]
    assert statuses == [422] * throttling.TRIES_LIMIT + [429] * 2
    assert Visitor(address=REAL + "0").post("resume/", {"code": "AAAA"}).status_code == 422


def test_no_address_is_kept_anywhere() -> None:
    visitor = Visitor(address="203.0.113.99").fill()
    visitor.send()
    assert "203.0.113.99" not in str(getattr(cache, "_cache", {}).keys())
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM complaints_complaint")
        assert "203.0.113.99" not in str(cursor.fetchall())


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("192.0.2.1", "192.0.2.2", False),
        ("", "unknown", False),
    ],
)
def test_a_source_is_an_address_or_a_household(one: str, other: str, is_same: bool) -> None:
    assert (source_of(one) == source_of(other)) is is_same


def test_a_source_is_another_one_tomorrow() -> None:
    today = source_of(REAL)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert source_of(REAL) != today


def test_a_forwarded_address_counts_only_behind_our_own_proxy() -> None:
    assert address_of("10.0.0.1", "1.2.3.4") == "10.0.0.1"
    with override_settings(BEHIND_PROXY=True):
        assert address_of("10.0.0.1", "forged, 1.2.3.4") == "1.2.3.4"
        assert address_of("10.0.0.1", "") == "10.0.0.1"


@pytest.mark.parametrize("kind", ["emergency", "crime", "compliment", "question", "other_service"])
def test_who_came_for_something_else_is_shown_the_way_and_counted(kind: str) -> None:
    visitor = Visitor()
    answer = visitor.begin(kind)
    assert answer.headers["Location"].endswith(f"/way/{kind}/")
    assert visitor.get(f"way/{kind}/").status_code == 200
    visitor.begin(kind)
    contact = BoundaryContact.objects.get()
    assert (contact.kind, contact.count, contact.on) == (kind, 2, timezone.localdate())
    assert not Complaint.objects.exists()


def test_an_unknown_way_is_not_found_and_not_counted() -> None:
    assert Visitor().get("way/nowhere/").status_code == 404
    assert Visitor().begin("nowhere").status_code == 422
    assert not BoundaryContact.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_contacts_at_the_same_moment_are_all_counted() -> None:
    def count(_number: int) -> None:
        boundary_count("question")
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(count, range(20)))
    assert BoundaryContact.objects.get().count == 20


def test_who_begins_many_forms_waits_and_nobody_else_does() -> None:
    for _ in range(throttling.START_SOURCE_LIMIT):
        assert Visitor(address=FLOOD).begin().status_code == 302
    kept = Draft.objects.count()
    waits = Visitor(address=FLOOD)
    answer = waits.begin()
    assert answer.status_code == 429
    assert "Nothing is lost" in text_of(answer)
    assert 'name="aim" value="complaint"' in text_of(answer)
    assert Draft.objects.count() == kept
    assert Visitor(address=REAL).begin().status_code == 302
    hidden = dict(re.findall(r'name="(form|token)" value="([^"]+)"', text_of(answer)))
    assert waits.post("", {"aim": "complaint"} | hidden).status_code == 429
    with time_machine.travel(timezone.now() + timedelta(seconds=throttling.LONGEST_WAIT)):
        assert waits.post("", {"aim": "complaint"} | hidden).status_code == 302


def test_one_wait_or_one_proof_begins_one_form() -> None:
    source = source_of(FLOOD)

    def begin(**given: str) -> Wait | None:
        return throttling.start_gate(**{"source": source, "form": "", "proof": "", "token": ""} | given)

    waits = [begin() for _ in range(throttling.START_SOURCE_LIMIT + 1)]
    wait = waits[-1]
    assert wait
    assert wait.form
    given = {"form": wait.form, "proof": solved(wait)}
    assert begin(**given) is None
    assert begin(**given) is not None, "a proof is used once"
    assert begin(form="another", proof=given["proof"]) is not None


def test_going_on_with_a_form_is_not_counted_as_beginning_one() -> None:
    visitor = Visitor(address=FLOOD)
    for _ in range(throttling.START_SOURCE_LIMIT + 3):
        assert visitor.begin().status_code == 302
    assert Draft.objects.count() == 1


def test_a_cache_that_is_down_lets_a_form_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_: object, **__: object) -> None:
        raise RedisDownError

    monkeypatch.setattr(cache, "add", down)
    assert throttling.start_gate(source=source_of(FLOOD), form="", proof="", token="") is None
