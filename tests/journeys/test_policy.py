"""Plans: an officer writes an objective and its evaluation, the chief approves both; all pages with axe."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from evaluation.models import PolicyEvaluation
from legitimacy.models import Corps, Role
from tests.evaluation.policy import objective_make, plan_make
from tests.journeys.conftest import Site, charts_drawn
from tests.journeys.working import faults_at_both_widths, refused, send
from tests.people import person_make

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_an_objective_is_written_approved_and_evaluated(
    as_person: Callable[..., Page], live_server: LiveServer, demervallei: Corps
) -> None:
    year = timezone.localdate().year
    plan = plan_make(demervallei, f"{year}-01-01", f"{year + 5}-12-31", approved_on=None)
    bram = person_make("Bram", (Role.EVALUATION_OFFICER, demervallei))
    karin = person_make("Karin", (Role.CHIEF_OF_CORPS, demervallei))
    address = f"{live_server.url}/nl/evaluation/plans/{plan.pk}/"

    page = as_person(bram)
    page.goto(f"{address}objective/")
    refused(page)
    page.get_by_label("Doelstelling", exact=False).first.fill("Minder overlast")
    page.get_by_label("Functionaliteit").select_option("community")
    page.get_by_label("Of een eigen maat").fill("Meldingen per kwartaal")
    page.get_by_label("Wat u gaat doen").fill("Elke week rondgaan.")
    page.get_by_label("Verantwoordelijke").fill("Hoofd wijkwerking")
    send(page)
    assert faults_at_both_widths(page) == []
    objective_make(demervallei, plan, title="Sneller ter plaatse", approved_on=None)

    page = as_person(karin)
    page.goto(f"{live_server.url}/nl/today/")
    assert faults_at_both_widths(page) == []
    page.get_by_role("link", name="Keur goed wat nieuw is").click()
    send(page)
    expect(page.get_by_text("0 van 2 lopende doelstellingen")).to_be_visible()

    page = as_person(bram)
    evaluation = PolicyEvaluation.objects.filter(objective__title="Minder overlast").get()
    page.goto(f"{live_server.url}/nl/evaluation/of/{evaluation.pk}/change/")
    page.get_by_label("Vraag").fill("Werkt het?")
    page.get_by_label("doeltreffendheid").check()
    page.get_by_label("Methode").select_option("before_after")
    page.get_by_label("Wie evalueerde").select_option("own")
    page.get_by_label("Functie of instantie").fill("Hoofd wijkwerking")
    page.get_by_label("Dag van de evaluatie").fill(date(year, 1, 1).isoformat())
    page.get_by_label("Bewijsmateriaal").fill("Tellingen.")
    page.get_by_label("Bevindingen").fill("Niets zeker.")
    page.get_by_label("Beslissing").select_option("continue")
    refused(page)  # who owns it does not evaluate it
    page.get_by_label("Functie of instantie").fill("Beleidsdienst")
    send(page)
    send(page)
    assert faults_at_both_widths(page) == []

    page = as_person(karin)
    page.goto(f"{live_server.url}/nl/evaluation/of/{evaluation.pk}/")
    page.get_by_role("button", name="Goedkeuren").click()
    expect(page.get_by_text("telt vanaf vandaag mee")).to_be_visible()
    page.goto(f"{live_server.url}/nl/evaluation/objectives/{evaluation.objective_id}/")
    assert faults_at_both_widths(page) == []
    page.goto(f"{live_server.url}/nl/evaluation/actions/?view=all")
    assert faults_at_both_widths(page) == []
    page.goto(f"{live_server.url}/nl/evaluation/plans/")
    assert faults_at_both_widths(page) == []


def test_what_changed_is_drawn_and_a_calendar_gets_its_address(as_chief: Page, site: Site) -> None:
    objective = objective_make(
        site.demervallei,
        plan_make(site.demervallei, "2024-01-01", "2029-12-31"),
        indicator="EFF-07",
        measure="",
        acts_from=date(2025, 1, 1),
    )
    as_chief.goto(site.page(f"evaluation/objectives/{objective.pk}/"))
    expect(as_chief.get_by_role("heading", name="Did it change anything?")).to_be_visible()
    charts_drawn(as_chief)
    assert faults_at_both_widths(as_chief) == []
    as_chief.goto(site.page("evaluation/actions/calendar/"))
    assert faults_at_both_widths(as_chief) == []
    send(as_chief)
    assert faults_at_both_widths(as_chief) == []
    expect(as_chief.get_by_label("Address", exact=True)).to_have_value(re.compile(r"\.ics$"))
