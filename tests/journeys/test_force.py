"""The force register in the browser: Amber reports on a phone, Gita reviews; every step is sound, scripts on or off."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from legitimacy.models import Corps, Member, User
from professionalism.models import ForceIncident
from professionalism.workflow.force import Status
from tests.journeys.working import PHONE, faults_at_both_widths, sign_in
from tests.professionalism.force.world import (  # noqa: F401  officers, reviewers and their line of command
    TEXT,
    amber,
    amber_member,
    bilal,
    bilal_member,
    chief_member,
    gita,
    gita_member,
    member_make,
    pina,
    report_make,
)

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NEXT = "button.btn-primary[name=go][value=next]"
REASONS = ("why_lawful", "why_needed", "why_measured", "why_warned")


def sound(page: Page) -> None:
    """The page is sound at both widths; back to the phone afterwards."""
    assert faults_at_both_widths(page) == []
    page.set_viewport_size({"width": PHONE, "height": 800})


def what(page: Page) -> None:
    page.locator("#id_happened_on").fill(timezone.localdate().isoformat())
    page.locator("#id_happened_hour").select_option("0")
    for name, code in (("place_kind", "street"), ("functionality", "intervention"), ("call_type", "emergency")):
        page.locator(f"#id_{name}").select_option(code)


def force(page: Page) -> None:
    page.locator("#id_applications-1-level").select_option("4")
    page.locator("#id_applications-1-means").select_option("hands")


def why(page: Page) -> None:
    page.locator("#id_threat").select_option("assault")
    page.locator("#id_alternatives input[value=communication]").check()
    page.locator("#id_warning").select_option("given")
    for name in REASONS:
        page.locator(f"#id_{name}").fill(TEXT)


def after(page: Page) -> None:
    page.locator("#id_bodycam").select_option("no")
    page.locator("#id_report_made").select_option("no")


def onward(page: Page) -> None:
    page.locator(NEXT).click()
    page.wait_for_load_state()


def test_whoever_uses_the_keyboard_sees_which_button_they_are_on(
    as_person: Callable[[User], Page],
    live_server: LiveServer,
    amber: User,  # noqa: F811
    amber_member: Member,  # noqa: F811
) -> None:
    page = as_person(amber)
    page.goto(f"{live_server.url}/nl/professionalism/force/")
    page.locator("form.force-start button").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    on = page.evaluate("[document.activeElement.className, getComputedStyle(document.activeElement).outline]")
    assert "btn-primary" in on[0]
    assert "solid 3px" in on[1]


def hand_in(page: Page) -> None:
    page.locator("main form button.btn-primary").first.click()
    page.wait_for_load_state()


def test_amber_reports_on_a_phone_and_goes_on_where_she_stopped(
    as_person: Callable[[User], Page],
    live_server: LiveServer,
    amber: User,  # noqa: F811
    amber_member: Member,  # noqa: F811
    bilal_member: Member,  # noqa: F811
    demervallei: Corps,
) -> None:
    page = as_person(amber)
    page.set_viewport_size({"width": PHONE, "height": 800})
    page.goto(f"{live_server.url}/nl/professionalism/force/")
    sound(page)
    hand_in(page)  # begins one
    sound(page)
    what(page)
    # Nothing was pressed: the browser saves by itself.
    expect(page.locator("[data-autosave-status]")).to_contain_text(":", timeout=10_000)
    report = ForceIncident.objects.get()
    assert (report.place_kind, report.happened_hour) == ("street", 0)
    page.goto(f"{live_server.url}/nl/professionalism/")
    sound(page)
    page.locator(f"a[href*='{report.number}']").click()
    expect(page.locator("#id_place_kind")).to_have_value("street")
    onward(page)
    sound(page)
    page.locator("button[value=add-officers]").click()
    page.locator("#id_officers-2-member").fill("0000")
    onward(page)
    expect(page.locator("[role=alert]")).to_be_visible()
    sound(page)
    page.locator("#id_officers-2-member").fill("5678")
    page.locator("#id_citizens-1-age_band").select_option("18_29")
    onward(page)
    sound(page)
    force(page)
    page.locator("#id_applications-1-means").select_option("spray")
    onward(page)
    expect(page.locator("[role=alert]")).to_be_visible()
    sound(page)
    page.locator("#id_applications-1-means").select_option("hands")
    page.locator("button[value=add-applications]").click()
    expect(page.locator("#id_applications-2-level")).to_be_visible()
    sound(page)
    onward(page)
    sound(page)
    onward(page)
    sound(page)
    onward(page)
    sound(page)
    hand_in(page)
    expect(page.locator("[role=alert]")).to_be_visible()
    sound(page)
    page.locator(".work-faults a[href*='why_lawful']").click()
    sound(page)
    why(page)
    onward(page)
    after(page)
    onward(page)
    sound(page)
    hand_in(page)
    sound(page)
    report.refresh_from_db()
    assert (report.status, report.highest_level, report.officers.count()) == (Status.SUBMITTED, 4, 2)


def test_gita_reviews_and_who_took_part_is_told_why_not(
    as_person: Callable[[User], Page],
    live_server: LiveServer,
    amber: User,  # noqa: F811
    gita: User,  # noqa: F811
    gita_member: Member,  # noqa: F811
    bilal: User,  # noqa: F811
    bilal_member: Member,  # noqa: F811
    amber_member: Member,  # noqa: F811
    pina: User,  # noqa: F811
    katrien: User,
    demervallei: Corps,
) -> None:
    report = report_make(amber, demervallei)
    shared = report_make(bilal, demervallei, members=(gita_member, amber_member))
    root = f"{live_server.url}/nl/professionalism/"
    page = as_person(gita)
    for address in (
        root,
        f"{root}force/reports/",
        f"{root}force/reports/?group=overdue",
        f"{root}force/reports/?first=x",
    ):
        page.goto(address)
        sound(page)
    page.goto(f"{root}force/reports/{shared.number}/")
    expect(page.locator("main")).not_to_contain_text(TEXT)
    sound(page)
    page.goto(f"{root}force/reports/{report.number}/")
    sound(page)
    page.locator("a[href$='/return/']").click()
    sound(page)
    page.go_back()
    page.locator("a[href$='/review/']").click()
    sound(page)
    hand_in(page)
    expect(page.locator("[role=alert]").first).to_be_visible()
    sound(page)
    page.locator("input[name=finding][value=partly]").check()
    page.locator("#id_reasons").fill("De tweede slag was niet nodig.")
    hand_in(page)
    sound(page)
    assert ForceIncident.objects.get(pk=report.pk).finding == "partly"
    page = as_person(pina)
    page.goto(f"{root}force/reports/{shared.number}/")
    sound(page)
    page.locator("a[href*='/join/']").first.click()
    sound(page)
    # The finding opens a case for a person to look at: the signals journey goes on from there.
    page.goto(f"{root}signals/")
    page.locator("form[action$='/signals/find/'] button").click()
    page.get_by_role("link", name=amber_member.pseudonym).click()
    expect(page.locator("main")).to_contain_text("geweld niet of deels verantwoord")
    sound(page)
    page = as_person(katrien)
    for address in (f"{root}force/figures/", f"{root}checks/places/"):
        page.goto(address)
        sound(page)


def test_without_scripts_every_step_saves_by_its_buttons(
    chromium: Browser,
    live_server: LiveServer,
    amber: User,  # noqa: F811
    amber_member: Member,  # noqa: F811
    demervallei: Corps,
) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": PHONE, "height": 800}, locale="nl-BE")
    page = context.new_page()
    sign_in(page, live_server, amber)
    page.goto(f"{live_server.url}/nl/professionalism/force/")
    hand_in(page)
    what(page)
    page.locator("button[value=save]").click()
    report = ForceIncident.objects.get()
    assert report.place_kind == "street"
    page.locator(f"main a[href*='{report.number}']").click()
    for fill in (None, None, force, why, after):
        if fill is not None:
            fill(page)
        onward(page)
    hand_in(page)
    report.refresh_from_db()
    assert report.status == Status.SUBMITTED
    context.close()
