"""Practices in the browser: an officer describes and publishes one, a rater rates it, a visitor reads it on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from evaluation.models import EvidenceRating, Practice
from legitimacy.models import Corps, Register, Role
from tests.evaluation.practice import project_make
from tests.journeys.working import PHONE, faults, faults_at_both_widths, send
from tests.people import person_make

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_from_a_draft_to_a_visitor_on_a_phone(
    as_person: Callable[..., Page], page: Page, live_server: LiveServer, demervallei: Corps
) -> None:
    root = f"{live_server.url}/nl/evaluation"
    page = as_person(person_make("Bram", (Role.EVALUATION_OFFICER, demervallei)))
    page.goto(f"{root}/practices/new/")
    assert faults_at_both_widths(page) == []
    page.get_by_label("Titel").fill("Buren aan tafel")
    page.get_by_label("Code", exact=True).fill("buren-aan-tafel")
    page.get_by_label("Soort").select_option("mediation")
    page.get_by_label("Functionaliteit").select_option("community")
    page.get_by_label("Welk probleem").fill("Burenruzies keren terug.")
    page.get_by_label("Wat er gebeurt").fill("Twee inspecteurs brengen buren samen.")
    page.get_by_label("Waarom het zou werken").fill("Wie gehoord wordt, bedaart.")
    page.get_by_label("Wat u zag").fill("Bewezen effectief!")
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("maar geen enkele score zegt dat")
    assert faults_at_both_widths(page) == []
    page.get_by_label("Wat u zag").fill("Minder oproepen op dezelfde adressen.")
    send(page)
    page.get_by_role("button", name="Publiceer ze voor iedereen").click()
    expect(page.get_by_text("nog geen score")).to_be_visible()
    page.get_by_role("link", name="Mijn korps gebruikt ze ook").click()
    page.get_by_label("In gebruik sinds").fill("2025-01-01")
    send(page)
    expect(page.get_by_role("rowheader", name="Buren aan tafel")).to_be_visible()
    assert faults_at_both_widths(page) == []

    practice = Practice.objects.get()
    project_make(demervallei, practice=practice, signed_on="2024-01-01", published_on="2025-01-01", doi="10.1000/182")
    page = as_person(person_make("Olga", (Role.RESEARCH_RATER, Register.EXAMPLE)))
    page.goto(f"{root}/practices/")
    page.get_by_role("link", name="Geef Buren aan tafel een score").click()
    assert faults_at_both_widths(page) == []
    page.get_by_label("4: veel plaatsen").check()
    page.get_by_label("In een of twee zinnen").fill("In meer plaatsen gunstig.")
    page.get_by_label("Publicatie 1", exact=False).first.fill("Voorbeeldstudie")
    page.get_by_label("DOI van publicatie 1").fill("10.1000/182")
    send(page)
    expect(page.get_by_text("4: veel plaatsen")).to_be_visible()
    assert EvidenceRating.objects.get().level == 4
    page.goto(f"{root}/research/new/")
    assert faults_at_both_widths(page) == []

    page.context.clear_cookies()
    page.set_viewport_size({"width": PHONE, "height": 900})
    for place, words in (
        ("practices/?register=example", "4\u00a0: plusieurs lieux"),
        ("practices/buren-aan-tafel/", "Qui d\u2019autre le fait"),
        ("research/?register=example", "Résultat publié le"),
    ):
        page.goto(f"{live_server.url}/fr/{place}")
        expect(page.get_by_text(words).first).to_be_visible()
        assert faults(page) == []
