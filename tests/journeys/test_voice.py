"""Citizens' voice: a citizen answers on a phone in another language; an officer stores a wave and reads its scores."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from evaluation.services.voice.contact import contact_draw
from legitimacy.models import AnswerBuffer, Corps, Role
from tests.evaluation.contact import contact_make
from tests.evaluation.waves import files, rows
from tests.journeys.working import PHONE, faults_at_both_widths, send, sound
from tests.people import person_make

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_link_is_answered_on_the_phone_in_german_and_a_wave_is_read(
    as_person: Callable[..., Page],
    page: Page,
    live_server: LiveServer,
    demervallei: Corps,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings, "DEMO", True)
    one = contact_make(demervallei)
    (code,) = contact_draw(contact_round=one, kind="report", references=[str(n) for n in range(40)], size=1).codes
    page.set_viewport_size({"width": PHONE, "height": 844})
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.goto(f"{live_server.url}/nl/evaluation/contact/#{code}")
    page.locator("#respect-4").check()
    assert not [url for url in sent if code in url]  # what stands behind the # stays on the phone
    assert code not in page.url
    page.get_by_role("button", name="Deutsch").click()
    expect(page.get_by_text("Ich wurde höflich behandelt.")).to_be_visible()
    expect(page.locator("#q-respect input:checked")).to_have_count(1)
    page.locator("#age-no_answer").check()
    sound(page)
    send(page)
    expect(page.get_by_role("heading", name="Danke")).to_be_visible()
    sound(page)
    assert AnswerBuffer.objects.get().answers == {"respect": "4", "language": "de"}

    page = as_person(person_make("Bram", (Role.EVALUATION_OFFICER, demervallei)))
    page.goto(f"{live_server.url}/nl/evaluation/voice/contact/{one.pk}/")
    assert faults_at_both_widths(page) == []
    page.goto(f"{live_server.url}/nl/evaluation/voice/waves/new/")
    assert faults_at_both_widths(page) == []
    table, codebook = files(tmp_path, rows(50))
    page.get_by_label("Tabel").set_input_files(table)
    page.get_by_label("Een eigen codeboek").check()
    page.get_by_label("Uw codeboek").set_input_files(codebook)
    page.get_by_label("Naam van de bevraging").fill("Veiligheidsbevraging")
    page.get_by_label("Jaar").fill("2025")
    page.get_by_label("Versie van de vragen").fill("1")
    page.get_by_role("button", name="De meting opslaan").click()
    expect(page.get_by_role("rowheader", name="Rechtvaardige behandeling").first).to_be_visible()
    expect(page.get_by_text("37,5")).to_be_visible()
    expect(page.get_by_text("hoger: vrouwen; lager: mannen").first).to_be_visible()
    assert faults_at_both_widths(page) == []
    page.goto(f"{live_server.url}/nl/evaluation/voice/")
    assert faults_at_both_widths(page) == []
