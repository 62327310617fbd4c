"""A disciplinary file passes each step, with the clock right to the day, by everybody who has a part in it."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from legitimacy.models import Corps, Member, User
from professionalism.models import DisciplinaryCase
from tests.journeys.working import faults_at_both_widths, refused, send, sound
from tests.professionalism.discipline.conftest import amber, boris, member, pieter, pina  # noqa: F401  who has a part

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SignIn = Callable[[User], Page]


def day_text(day: date) -> str:
    return day.isoformat()


def step(page: Page, address: str, name: str) -> None:
    """From the page of the case to the form of a step."""
    page.goto(address)
    page.locator(f"#next a[href*='step={name}']").click()
    sound(page)


def test_a_heavy_case_from_knowledge_to_appeal_and_its_erasure(
    as_person: SignIn,
    live_server: LiveServer,
    demervallei: Corps,
    pina: User,  # noqa: F811
    boris: User,  # noqa: F811
    pieter: User,  # noqa: F811
    amber: User,  # noqa: F811
    member: Member,  # noqa: F811
) -> None:
    today = timezone.localdate()
    known = today - timedelta(days=100)
    home = f"{live_server.url}/nl/professionalism/"

    # Professional standards open the case.
    page = as_person(pina)
    page.goto(home)
    page.locator("main a[href$='/discipline/']").first.click()
    assert faults_at_both_widths(page) == []
    page.locator("a[href$='/discipline/new/']").click()
    refused(page)
    page.locator("[name=pseudonym]").fill(member.pseudonym)
    page.locator("[name=facts_kind]").select_option("attitude")
    page.locator("[name=happened_on]").fill(day_text(known - timedelta(days=2)))
    page.locator("[name=facts]").fill("Twee getuigen zeggen hetzelfde.")
    page.locator("[name=charge]").fill("Heeft een bezoeker aan het onthaal uitgescholden.")
    page.locator("[name=level]").select_option("heavy")
    page.locator("[name=known_on]").fill(day_text(known))
    page.locator("[name=known_by]").select_option("ordinary")
    refused(page)  # a heavy case is for the higher authority
    page.locator("[name=authority]").select_option("higher")
    send(page)
    address = page.url
    case = DisciplinaryCase.objects.get()
    assert faults_at_both_widths(page) == []

    # The clock, right to the day; then earlier knowledge, and a criminal case that stops it.
    def left() -> int:
        found = re.search(r"\d+", page.locator("#days-left").inner_text())
        assert found is not None
        return int(found.group())

    assert left() == (known + relativedelta(months=6) - today).days
    page.locator("a[href$='/known/']").click()
    page.locator("[name=on]").fill(day_text(known - timedelta(days=10)))
    refused(page)  # before the facts, and no authority chosen
    page.locator("[name=on]").fill(day_text(known - timedelta(days=1)))
    page.locator("[name=by]").select_option("higher")
    send(page)
    assert left() == (known - timedelta(days=1) + relativedelta(months=6) - today).days
    step(page, address, "inquire")
    send(page)
    page.locator("a[href$='/criminal/']").click()
    page.locator("[name=on]").fill(day_text(today - timedelta(days=60)))
    send(page)
    expect(page.locator("#days-left")).to_have_count(0)
    sound(page)
    page.locator("a[href$='/prosecutor/']").click()
    page.locator("[name=note]").fill("Gerechtelijke opdracht?")
    send(page)

    # The prosecutor notifies the final decision and advises: the second clock counts.
    page = as_person(pieter)
    page.goto(address)
    sound(page)
    page.locator("a[href$='/criminal/']").click()
    page.locator("[name=kind]").select_option("judicial_notice")
    page.locator("[name=on]").fill(day_text(today - timedelta(days=3)))
    send(page)
    assert left() == (today - timedelta(days=3) + relativedelta(months=6) - today).days
    page.locator("a[href$='/advice/']").click()
    page.locator("[name=text]").fill("Geen bezwaar.")
    send(page)

    # The mayor signs the introductory report.
    page = as_person(boris)
    step(page, address, "introduce")
    page.locator("[name=on]").fill(day_text(today + timedelta(days=1)))
    refused(page)
    page.locator("[name=on]").fill(day_text(today))
    send(page)
    case.refresh_from_db()
    assert (case.status, case.in_time, case.settled_on) == ("introduced", True, today)

    # The officer defends.
    page = as_person(amber)
    page.goto(home)
    page.locator("main a[href*='/own-discipline/']").first.click()
    sound(page)
    page.goto(f"{home}own-discipline/{case.pk}/")
    assert faults_at_both_widths(page) == []
    expect(page.locator("main")).to_contain_text("uitgescholden")
    page.locator("#next a").click()
    refused(page)
    page.locator("[name=text]").fill("Ik werd eerst beledigd.")
    page.locator("[name=asks_hearing]").check()
    send(page)

    # The hearing, the proposal, the request, the advice of the council, the decision.
    page = as_person(pina)
    page.goto(address)
    page.locator("a[href$='/hearing/']").click()
    page.locator("[name=text]").fill("Blijft bij de verdediging.")
    send(page)
    page = as_person(boris)
    step(page, address, "propose")
    page.locator("[name=code]").select_option("suspension")
    page.locator("[name=text]").fill("Herhaling na een gesprek.")
    send(page)
    page = as_person(amber)
    page.goto(f"{home}own-discipline/{case.pk}/")
    page.locator("#next a").click()
    page.locator("[name=text]").fill("Te zwaar.")
    send(page)
    page = as_person(pina)
    step(page, address, "advise")
    page.locator("[name=code]").select_option("lighter")
    page.locator("[name=text]").fill("Een inhouding volstaat.")
    send(page)
    page = as_person(boris)
    step(page, address, "decide_final")
    page.locator("[name=code]").select_option("pay_deduction")
    page.locator("[name=text]").fill("Zoals de Tuchtraad adviseert.")
    send(page)
    case.refresh_from_db()
    assert (case.status, case.erase_on) == ("decided", today + relativedelta(years=5))
    assert faults_at_both_widths(page) == []

    # An appeal is rejected; the officer sees how it ended; the figures keep it hidden, being one.
    page = as_person(pina)
    step(page, address, "appeal")
    send(page)
    step(page, address, "appeal_end")
    page.locator("[name=code]").select_option("rejected")
    send(page)
    for place in ("discipline/?group=over", "discipline-figures/", "discipline-figures/consistency/"):
        page.goto(home + place)
        assert faults_at_both_widths(page) == []
    page.goto(f"{address}name/")
    page.locator("[name=reason]").select_option("notice")
    send(page)
    expect(page.locator("main")).to_contain_text("Sealed Name")
    sound(page)
