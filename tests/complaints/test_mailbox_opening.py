"""Opening a file by its code: guessing gets slower and learns nothing, and a wait always ends."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from redis.exceptions import ConnectionError as RedisConnectionError
from structlog.testing import capture_logs

from complaints.models import Complaint
from complaints.services import opening
from complaints.services.intake import Intake
from complaints.views.mailbox.visit import IDLE_SECONDS, KEY
from legitimacy.models import TrailEvent, User
from legitimacy.throttling import EVERYWHERE_LIMIT, LONGEST_WAIT
from tests.complaints.mailbox import KEY as SECRET
from tests.complaints.mailbox import file_with_code, opened, page_of

IntakeOf = Callable[..., Intake]


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "FAILING_TAKES", 0)


@pytest.fixture
def code(intake_of: IntakeOf, ilse: User, hanne: User) -> str:
    return file_with_code(intake_of(intake_key=SECRET))[1]


def try_code(client: Client, typed: str, address: str = "10.0.0.1") -> tuple[int, str]:
    """Status and page of the answer, without the token of its form."""
    answer = client.post(reverse("complaint_status"), {"code": typed}, REMOTE_ADDR=address)
    return answer.status_code, re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


def test_a_code_opens_the_file_however_it_is_typed(code: str) -> None:
    for typed in (code, code.lower(), code.replace("-", ""), f"  {code.replace('-', ' ')} "):
        page = page_of(opened(typed))
        assert Complaint.objects.get().number in page


def test_wrong_codes_of_every_kind_get_the_same_answer(code: str) -> None:
    wrong = ["", "x", "0" * 28, code[:-1] + ("2" if code[-1] != "2" else "3"), "' OR 1=1", "é" * 5000, "\x00", "<b>"]
    answers = {try_code(Client(), typed, f"10.0.0.{place}") for place, typed in enumerate(wrong)}
    assert len(answers) == 1


def test_the_code_of_a_destroyed_file_gets_the_same_answer(code: str) -> None:
    Complaint.objects.update(disposed_at=timezone.now())
    assert try_code(Client(), code, "10.0.0.1") == try_code(Client(), "x", "10.0.0.2")


def test_fifty_wrong_codes_are_slowed_down_and_the_right_one_waits_with_them(code: str) -> None:
    client = Client()
    states = [try_code(client, f"wrong{number}")[0] for number in range(50)]
    assert states[:4] == [200] * 4
    assert set(states[4:]) == {429}
    right, wrong = try_code(client, code), try_code(client, "wrong")
    assert right == wrong
    assert right[0] == 429


def test_a_wait_is_a_delay_and_never_final(code: str) -> None:
    client = Client()
    with time_machine.travel(timezone.now()) as clock:
        for number in range(200):
            try_code(client, f"wrong{number}")
            clock.shift(timedelta(seconds=120))
        clock.shift(timedelta(seconds=LONGEST_WAIT))
        assert try_code(client, code)[0] == 302


def test_waits_grow_and_are_told(code: str) -> None:
    client, waits = Client(), []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for number in range(12):
            answer = client.post(reverse("complaint_status"), {"code": f"wrong{number}"})
            waits.append(int(answer.headers.get("Retry-After", 0)))
            clock.shift(timedelta(seconds=waits[-1]))
    assert waits[:4] == [0, 0, 0, 0]
    assert waits[4:7] == [15, 30, 60]
    assert waits == sorted(waits)
    assert max(waits) <= LONGEST_WAIT


def test_somebody_elses_guessing_does_not_shut_others_out(code: str) -> None:
    for number in range(20):
        try_code(Client(), f"wrong{number}", "10.0.0.1")
    assert try_code(Client(), code, "10.0.0.2")[0] == 302


def test_one_network_of_many_addresses_counts_as_one(code: str) -> None:
    states = [try_code(Client(), "wrong", f"2001:db8::{number:x}")[0] for number in range(1, 10)]
    assert states[-1] == 429


def test_guessing_from_everywhere_slows_every_address_after_one_wrong_code(code: str) -> None:
    for number in range(EVERYWHERE_LIMIT + 1):
        try_code(Client(), "wrong", f"10.1.{number}.1")
    assert try_code(Client(), "wrong", "10.2.0.1")[0] == 429
    assert try_code(Client(), code, "10.2.0.2")[0] == 302


def test_a_cache_that_is_down_shuts_nobody_out(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*args: object, **kwargs: object) -> None:
        raise RedisConnectionError

    for name in ("get", "add", "incr", "set", "delete_many"):
        monkeypatch.setattr(cache, name, down)
    assert try_code(Client(), "wrong")[0] == 200
    assert try_code(Client(), code)[0] == 302


def test_a_wrong_code_takes_its_time(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(opening, "FAILING_TAKES", 0.3)
    monkeypatch.setattr(opening, "sleep", slept.append)
    try_code(Client(), "x")
    try_code(Client(), "Y" * 28)
    assert all(0 < seconds <= 0.3 for seconds in slept)
    assert len(slept) == 2


def test_opening_stands_on_the_trail_and_no_code_anywhere(code: str) -> None:
    with capture_logs() as logs:
        client = opened(code)
        page_of(client)
    assert TrailEvent.objects.filter(verb="mailbox.opened", actor=None).count() == 1
    assert code not in str(logs) + str(dict(client.session)) + str(list(TrailEvent.objects.values()))


def test_the_session_holds_the_row_and_no_code(code: str) -> None:
    client = opened(code)
    assert set(client.session[KEY]) == {"file", "seen", "survey"}
    assert code.replace("-", "").lower() not in str(client.session[KEY]).lower()


def test_opening_changes_the_session_key(code: str) -> None:
    client = Client()
    session = client.session
    session["x"] = 1
    session.save()
    before = session.session_key
    client.post(reverse("complaint_status"), {"code": code})
    assert client.session.session_key != before


def test_a_mailbox_closes_after_half_an_hour_without_anything(code: str) -> None:
    with time_machine.travel(timezone.now()) as clock:
        client = opened(code)
        for _ in range(3):
            clock.shift(timedelta(seconds=IDLE_SECONDS - 120))
            page_of(client)
        clock.shift(timedelta(seconds=IDLE_SECONDS + 61))
        answer = client.get(reverse("complaint_mailbox"), follow=True)
    assert answer.redirect_chain == [(reverse("complaint_status"), 302)]
    assert "nothing happened for a while" in answer.content.decode()
    assert KEY not in client.session


@pytest.mark.parametrize("name", ["complaint_mailbox_leave", "complaint_mailbox_exit"])
def test_leaving_closes_the_file(code: str, name: str) -> None:
    client = opened(code)
    answer = client.post(reverse(name)) if name.endswith("leave") else client.get(reverse(name))
    assert answer.status_code == 302
    assert client.get(reverse("complaint_mailbox")).headers["Location"] == reverse("complaint_status")


@pytest.mark.parametrize("name", ["complaint_mailbox_leave", "complaint_mailbox_exit"])
def test_leaving_does_not_sign_a_handler_out(code: str, ilse: User, name: str) -> None:
    client = Client()
    client.force_login(ilse)
    client.post(reverse("complaint_status"), {"code": code})
    client.post(reverse(name)) if name.endswith("leave") else client.get(reverse(name))
    assert KEY not in client.session
    assert "_auth_user_id" in client.session


def test_leaving_quickly_forgets_a_form_too_and_leaving_does_not(code: str) -> None:
    for name, is_kept in (("complaint_mailbox_leave", True), ("complaint_mailbox_exit", False)):
        client = opened(code)
        session = client.session
        session["form"] = "secret of a draft"
        session.save()
        client.post(reverse(name)) if is_kept else client.get(reverse(name))
        assert ("form" in client.session) == is_kept


@pytest.mark.parametrize(
    "name",
    ["complaint_mailbox", "complaint_mailbox_withdraw", "complaint_mailbox_review", "complaint_mailbox_name"],
)
def test_without_a_code_every_page_leads_to_the_question_for_one(code: str, name: str) -> None:
    assert Client().get(reverse(name)).headers["Location"] == reverse("complaint_status")
    assert Client().post(reverse(name)).status_code in (302, 405)
    assert Complaint.objects.get().status == "received"


def test_pages_are_kept_nowhere_and_tell_no_other_site(code: str) -> None:
    client = opened(code)
    for name in ("complaint_status", "complaint_mailbox", "complaint_mailbox_withdraw"):
        answer = client.get(reverse(name))
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "same-origin"
    page = page_of(client)
    assert "<title>Form</title>" in page
    assert code not in page
