"""Answering: once, with a slip, and with nothing that ties an answer to a slip, a person, a time or an address."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import connections, models
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from prometheus_client import generate_latest
from structlog.testing import capture_logs

from diversity.models import SlipBatch, SurveyRound
from diversity.services.surveys import AnswerError, answer_take, slips_issue
from diversity.workflow.surveys import items_of
from legitimacy.models import Answer, AnswerBuffer, AnswerToken, Corps, Role, TrailEvent, User
from tests.diversity.surveys import favourable, round_make
from tests.people import person_make

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(demervallei: Corps) -> SurveyRound:
    return round_make(demervallei)


@pytest.fixture
def codes(one: SurveyRound) -> list[str]:
    return slips_issue(survey_round=one, actor=None)


def ask(client: Client, *, address: str = "10.0.0.1", **given: str) -> Any:
    return client.post(reverse("survey_answer"), given, REMOTE_ADDR=address)


def test_a_slip_is_answered_once_and_leaves_a_date(client: Client, one: SurveyRound, codes: list[str]) -> None:
    page = ask(client, code=f" {codes[0].lower().replace('-', ' ')} ").content.decode()
    assert page.count("<fieldset") == len(items_of(one.wording)) + 3
    assert page.count('value="no_answer"') == page.count("<fieldset")
    with capture_logs() as logs:
        answer = ask(client, code=codes[0], answers="1", **favourable(one, 4, sex="f", origin="x", age="evil"))
    assert (answer.status_code, answer.url) == (302, reverse("survey_thanks"))
    assert AnswerBuffer.objects.get().answers == dict(sorted(favourable(one, 4, sex="f").items()))
    used = AnswerToken.objects.exclude(used_on=None).get()
    assert used.used_on == timezone.localdate()
    again = ask(client, code=codes[0], answers="1", **favourable(one, 1))
    assert AnswerBuffer.objects.get().answers["sex"] == "f"
    assert (again.status_code, again.url) == (answer.status_code, answer.url)
    assert codes[0] not in str(logs) + answer.url + str(list(TrailEvent.objects.values())) + str(client.cookies)
    assert not TrailEvent.objects.exclude(verb="survey_slips.made").exists()
    assert not Session.objects.exists()
    for response in (answer, again):
        assert response["Cache-Control"] == "no-store"


def test_whoever_holds_the_codes_cannot_see_which_were_used(one: SurveyRound, codes: list[str]) -> None:
    """HR made the slips and could note who got which: the page must not tell who answered, or how many."""
    answer_take(code=codes[0], given=favourable(one, 3))
    pages = [[plain(ask(Client(), code=code, **more)) for more in ({}, {"answers": "1"})] for code in codes[:2]]
    assert pages[0] == [page.replace(codes[1], codes[0]) for page in pages[1]]
    adviser = Client()
    adviser.force_login(person_make("Ward", (Role.WELLBEING_ADVISER, one.corps)))
    paper = [adviser.post(reverse("survey_paper", kwargs={"pk": one.pk}), {"code": code}) for code in codes[:2]]
    assert plain(paper[0]) == plain(paper[1]).replace(codes[1], codes[0])


def test_unknown_and_late_codes_get_the_same_answer(codes: list[str]) -> None:
    wrong = ("x", "", "0" * 28, "\x00", "é" * 900)
    pages = {plain(ask(Client(), code=code, address=f"10.0.1.{place}")) for place, code in enumerate(wrong)}
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        pages.add(plain(ask(Client(), code=codes[1])))
    assert len(pages) == 1


def plain(response: Any) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


def test_guessing_is_slowed_and_a_wait_ends(codes: list[str]) -> None:
    statuses = [ask(Client(), code=f"guess{number}").status_code for number in range(6)]
    assert statuses == [200] * 4 + [429] * 2
    assert ask(Client(), code=codes[0]).status_code == 429
    with time_machine.travel(timezone.now() + timedelta(seconds=17)):
        assert ask(Client(), code="guess").headers["Retry-After"] == "15"
    with time_machine.travel(timezone.now() + timedelta(seconds=34)):
        assert "<fieldset" in ask(Client(), code=codes[0]).content.decode()


def test_no_counter_of_prometheus_moves_when_answers_come_in(
    client: Client, one: SurveyRound, codes: list[str]
) -> None:
    def counters() -> list[str]:
        return [line for line in generate_latest().decode().splitlines() if line.startswith("django_http")]

    before = counters()
    assert ask(client, code=codes[0], answers="1", **favourable(one, 4)).status_code == 302
    assert client.get(reverse("survey_thanks")).status_code == 200
    assert counters() == before
    client.get(reverse("survey_answer").replace("survey/", "nowhere/"))
    assert counters() != before


def test_another_language_keeps_what_was_chosen_and_burns_nothing(client: Client, codes: list[str]) -> None:
    with translation.override("fr"):
        address = reverse("survey_answer")
    page = client.post(address, {"code": codes[0], "language": "fr", "respect_self": "4"}).content.decode()
    assert "Je peux être moi-même au travail." in page
    assert re.search(r'id="respect_self-4"[^>]* checked', page)
    assert page.count(" checked") == 1
    assert not AnswerToken.objects.exclude(used_on=None).exists()


def test_no_answer_everywhere_is_taken_and_nothing_touched_is_asked_again(
    client: Client, one: SurveyRound, codes: list[str]
) -> None:
    assert ask(client, code=codes[0], answers="1").status_code == 422
    assert not AnswerBuffer.objects.exists()
    nothing = dict.fromkeys(favourable(one, 1, sex="", framework="", age=""), "no_answer")
    assert ask(client, code=codes[0], answers="1", **nothing).status_code == 302
    assert AnswerBuffer.objects.get().answers == {}


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_is_kept(one: SurveyRound, codes: list[str]) -> None:
    def give(_: int) -> bool:
        try:
            answer_take(code=codes[0], given=favourable(one, 5))
        except AnswerError:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(give, range(4))) == [False, False, False, True]
    assert AnswerBuffer.objects.count() == 1


def test_no_column_leads_from_a_slip_or_a_round_to_an_answer() -> None:
    """Round, batch and token point to no answer and hold no moment; an answer names the round as all others do."""
    for model in (Answer, AnswerBuffer):
        columns = {field.name for field in model._meta.get_fields() if isinstance(field, models.Field)}
        assert columns == {"key", "survey", "subject", "period", "origin", "answers"}
    for pointing in (AnswerToken, SlipBatch, SurveyRound):
        for field in pointing._meta.get_fields():
            assert field.related_model not in (Answer, AnswerBuffer, AnswerToken)
            assert not isinstance(field, models.DateTimeField)
    assert {field.name for field in AnswerToken._meta.fields} == {
        "id", "survey", "code_hash", "invited_on", "expires_on", "used_on",
    }  # fmt: skip


def test_rows_of_tokens_and_answers_share_nothing_but_the_round(one: SurveyRound, codes: list[str]) -> None:
    for code in codes[:6]:
        answer_take(code=code, given=favourable(one, 4))
    tokens = {str(cell) for row in AnswerToken.objects.values() for key, cell in row.items() if key != "survey"}
    answers = {str(cell) for row in AnswerBuffer.objects.values("key", "answers") for cell in row.values()}
    assert not tokens & answers
    assert len(set(AnswerBuffer.objects.values_list("survey", "subject", "period", "origin"))) == 1


def test_the_wellbeing_adviser_enters_paper_for_this_round_only(
    client: Client, one: SurveyRound, codes: list[str], heidekant: Corps
) -> None:
    client.force_login(person_make("Wout", (Role.WELLBEING_ADVISER, one.corps)))
    address = reverse("survey_paper", kwargs={"pk": one.pk})
    events = TrailEvent.objects.count()
    assert client.post(address, {"code": codes[0], **favourable(one, 2)}).status_code == 302
    assert TrailEvent.objects.count() == events
    assert client.post(address, {"code": codes[0], **favourable(one, 2)}).status_code == 422
    [theirs] = slips_issue(survey_round=round_make(heidekant), actor=None)[:1]
    assert client.post(address, {"code": theirs, **favourable(one, 2)}).status_code == 422
    assert AnswerBuffer.objects.count() == 1
    assert "no-store" in client.get(address)["Cache-Control"]


def test_who_may_do_what(
    client: Client, one: SurveyRound, katrien: User, tom: User, as_role: Callable[..., User]
) -> None:
    hr, adviser, stranger = as_role(Role.HR_OFFICER), as_role(Role.WELLBEING_ADVISER), as_role(Role.COMPLAINTS_OFFICER)
    may = {
        "survey_round": {hr, adviser, katrien},
        "survey_questionnaire": {hr, adviser, katrien},
        "survey_change": {hr},
        "survey_paper": {adviser},
    }
    for name, allowed in may.items():
        for person in (hr, adviser, katrien, tom, stranger):
            client.force_login(person)
            status = client.get(reverse(name, kwargs={"pk": one.pk})).status_code
            assert (status == 200) == (person in allowed), (name, person.first_name, status)


@pytest.fixture
def as_role(one: SurveyRound) -> Callable[..., User]:
    return lambda role: person_make(f"P{role}", (role, one.corps))
