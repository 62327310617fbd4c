"""Training in the browser: a module with wrong shares, attendance of 200 %, and a school as a visitor reads it."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, Register, Role
from professionalism.models import Attendance, Module
from tests.journeys.working import faults_at_both_widths, send
from tests.people import person_make
from tests.professionalism.training import counted, delivered, programme_make, school_make

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def opened(page: Page, address: str) -> None:
    page.goto(address)
    assert faults_at_both_widths(page) == []


def test_a_module_is_put_right_people_are_counted_and_everybody_reads_it(
    as_person: Callable[..., Page], page: Page, live_server: LiveServer, demervallei: Corps
) -> None:
    school = school_make()
    delivered(
        programme_make(school, "P", 60, qualification="Q7", awarding_body="NVAO", recognised_from="2020-09-01"), 2024
    )
    counted(demervallei, "2025-12-31", staff=40)
    root = f"{live_server.url}/nl/professionalism"

    opened(page, f"{live_server.url}/nl/schools/?register=example")
    page = as_person(person_make("Sam", (Role.SCHOOL_EDITOR, Register.EXAMPLE), body="VBL-S1"))
    opened(page, f"{root}/training/")
    for place in ("programme", "programme-year", "education-link", "count"):
        opened(page, f"{root}/training/{place}/new/")
    opened(page, f"{root}/selection/new/")
    opened(page, f"{root}/training/module/new/")
    page.get_by_label("Code", exact=True).fill("BEM-1")
    page.get_by_label("Naam", exact=True).fill("Bemiddelen")
    page.get_by_label("Uren", exact=True).fill("8")
    page.get_by_label("bemiddeling").fill("6")
    page.locator("[name=theme_language]").fill("6")
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("150% van de 8,0 uren")
    assert faults_at_both_widths(page) == []
    assert not Module.objects.exists()
    page.locator("[name=theme_language]").fill("1,5")
    send(page)
    expect(page.get_by_text("Opgeslagen.")).to_be_visible()
    assert set(Module.objects.get().themes.values_list("theme", "hours")) == {
        ("mediation", Decimal(6)),
        ("language", Decimal("1.5")),
    }

    page = as_person(person_make("Petra", (Role.HR_OFFICER, demervallei)))
    opened(page, f"{root}/training/")
    opened(page, f"{root}/training/tables/counts/")
    opened(page, f"{root}/training/attendance/new/")
    page.get_by_label("Kwartaal waarin ze eindigde").select_option(str(Period(2025, 4)))
    page.get_by_label("Graad").select_option("inspector")
    page.get_by_label("Hoeveel mensen aanwezig waren").fill("80")
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("80 is meer dan de 40 van “personeel van deze graad”.")
    assert faults_at_both_widths(page) == []
    page.get_by_label("Hoeveel mensen aanwezig waren").fill("20")
    send(page)
    expect(page.get_by_text("Opgeslagen.")).to_be_visible()
    assert Attendance.objects.get().attended == 20
    opened(page, f"{root}/selection/")

    page.context.clear_cookies()
    opened(page, f"{live_server.url}/nl/schools/VBL-S1/")
    expect(page.get_by_role("heading", name="Banden met het hoger onderwijs")).to_be_visible()
    expect(page.get_by_text("bemiddeling 75%")).to_be_visible()
    opened(page, f"{live_server.url}/fr/schools/VBL-S1/")
    expect(page.get_by_role("heading", name="Liens avec l'enseignement supérieur")).to_be_visible()
