"""Early signals in the browser: a signal opens, the officer replies, a coaching is recorded and its effect checked."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from legitimacy.members import member_register
from legitimacy.models import Corps, Role, User
from professionalism.models import CorrectiveAction, SignalCase
from professionalism.workflow.signals import Effect, Outcome, Stage
from tests.journeys.working import faults_at_both_widths, refused, send
from tests.people import person_make

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def opened(page: Page, address: str) -> None:
    """Go there; the page is sound at both widths."""
    page.goto(address)
    assert faults_at_both_widths(page) == []


def sent(page: Page) -> None:
    send(page)
    assert faults_at_both_widths(page) == []


def test_from_a_report_by_a_colleague_to_a_coaching_that_worked(
    as_person: Callable[[User], Page], live_server: LiveServer, demervallei: Corps
) -> None:
    amber = person_make("Amber", (Role.OFFICER, demervallei))
    gita = person_make("Gita", (Role.FORCE_REVIEWER, demervallei))
    pina = person_make("Pina", (Role.PROFESSIONAL_STANDARDS, demervallei))
    wout = person_make("Wout", (Role.WELLBEING_ADVISER, demervallei))
    member = member_register(corps=demervallei, unit="Interventie", name="A. Peeters", number="4471", account=amber)
    root, today = f"{live_server.url}/nl/professionalism/signals/", timezone.localdate()

    page = as_person(gita)
    opened(page, f"{root}report/")
    refused(page)
    page.locator("[name=wanted]").fill("4471")
    page.locator("[name=about]").select_option("strain")
    page.locator("[name=seen_on]").fill(today.isoformat())
    page.locator("[name=text]").fill("Kort aangebonden sinds het ongeval.")
    sent(page)
    case = SignalCase.objects.get(member=member)

    page = as_person(pina)
    opened(page, f"{live_server.url}/nl/professionalism/")
    opened(page, root)
    page.get_by_role("link", name=member.pseudonym).click()
    assert faults_at_both_widths(page) == []
    page.locator("[name=reason]").last.select_option("inform")
    page.locator("form[action$='/name/'] button").click()
    expect(page.get_by_text("A. Peeters")).to_be_visible()
    assert faults_at_both_widths(page) == []
    opened(page, f"{root}{case.pk}/inform/")
    sent(page)

    page = as_person(amber)
    opened(page, f"{root}mine/")
    opened(page, f"{root}mine/{case.pk}/")
    expect(page.get_by_text("Kort aangebonden")).to_have_count(0)
    opened(page, f"{root}mine/{case.pk}/reply/")
    refused(page)
    page.locator("[name=text]").fill("Ik wil er graag over praten.")
    sent(page)
    expect(page.get_by_text("Ik wil er graag over praten.")).to_be_visible()

    page = as_person(wout)
    opened(page, f"{root}{case.pk}/advise/")
    page.locator("[name=text]").fill("Coaching past hier.")
    sent(page)

    page = as_person(pina)
    opened(page, f"{root}{case.pk}/decide/")
    refused(page)
    page.locator(f"[name=outcome][value={Outcome.COACHING}]").check()
    page.locator("[name=reasons]").fill("Begeleiding helpt hier het meest.")
    page.locator("[name=owner]").fill("Diensthoofd")
    page.locator("[name=due_on]").fill((today + timedelta(days=30)).isoformat())
    sent(page)
    row = CorrectiveAction.objects.get()
    opened(page, f"{root}{case.pk}/done/?row={row.pk}")
    page.locator("[name=on]").fill(today.isoformat())
    sent(page)
    opened(page, f"{root}{case.pk}/judge/?row={row.pk}")
    page.locator(f"[name=effect][value={Effect.WORKED}]").check()
    page.locator("[name=note]").fill("Geen signaal meer.")
    sent(page)
    opened(page, f"{root}{case.pk}/close/")
    sent(page)
    case.refresh_from_db()
    assert case.stage == Stage.CLOSED
    for place in ("corrections/", "rules/", "exposure/", "judgments/", "?group=closed"):
        opened(page, f"{root}{place}")
