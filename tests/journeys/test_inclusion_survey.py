"""The inclusion survey in the browser: answered in French on a phone, paper entered, results read once it closed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from diversity.models import SurveyRound
from diversity.services.surveys import answer_take, round_close
from legitimacy.models import AnswerBuffer, Corps, Role
from tests.diversity.surveys import answered, favourable, round_make
from tests.journeys.working import PHONE, faults_at_both_widths, refused, send, sound
from tests.people import person_make

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_slip_is_answered_on_the_phone_in_french_and_the_results_are_read(
    as_person: Callable[..., Page], page: Page, live_server: LiveServer, demervallei: Corps
) -> None:
    one: SurveyRound = round_make(demervallei, invited=40)
    codes = answered(one)
    page.set_viewport_size({"width": PHONE, "height": 844})

    page.goto(f"{live_server.url}/nl/diversity/survey/")
    page.get_by_label("De code op uw strookje").fill("wrong")
    refused(page)
    page.get_by_label("De code op uw strookje").fill(codes[0].lower())
    send(page)
    page.locator("#respect_self-4").check()
    page.get_by_role("button", name="Français").click()
    expect(page.get_by_text("Je peux être moi-même au travail.")).to_be_visible()
    expect(page.locator("#q-respect_self input:checked")).to_have_count(1)
    assert codes[0] not in page.url
    for fieldset in page.locator("fieldset").all()[:4]:
        fieldset.locator("input").first.check()
    page.locator("#sex-no_answer").check()
    sound(page)
    send(page)
    expect(page.get_by_role("heading", name="Merci")).to_be_visible()
    sound(page)
    assert AnswerBuffer.objects.count() == 1
    assert AnswerBuffer.objects.get().answers["respect_treated"] == "5"

    page = as_person(person_make("Wout", (Role.WELLBEING_ADVISER, demervallei)))
    page.goto(f"{live_server.url}/fr/diversity/surveys/{one.pk}/paper/")
    assert faults_at_both_widths(page) == []
    page.get_by_label("Code du billet").fill(codes[1])
    page.locator("#voice_heard-4").check()
    send(page)
    expect(page.get_by_text("Détruisez maintenant le papier.")).to_be_visible()
    assert AnswerBuffer.objects.count() == 2

    page = as_person(person_make("Petra", (Role.HR_OFFICER, demervallei)))
    for place in ("surveys/", f"surveys/{one.pk}/", f"surveys/{one.pk}/change/"):
        page.goto(f"{live_server.url}/nl/diversity/{place}")
        assert faults_at_both_widths(page) == []
    for code in codes[2:22]:
        answer_take(code=code, given=favourable(one, 4))
    round_close(survey_round=one)
    page.goto(f"{live_server.url}/nl/diversity/surveys/{one.pk}/")
    expect(page.get_by_role("heading", name="Inclusieklimaat, van 0 tot 100")).to_be_visible()
    assert faults_at_both_widths(page) == []
