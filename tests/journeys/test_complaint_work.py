"""What handlers do with a complaint, in Dutch: taken, heard, decided and learnt from; reviewed by somebody else."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from complaints.models import Complaint, Review
from complaints.services import opening
from complaints.services.intake import Intake, complaint_register
from complaints.workflow.states import Status
from legitimacy.models import ImprovementAction, User
from tests.complaints.conftest import ilse, intake_of, ivo  # noqa: F401  who handles complaints
from tests.complaints.mailbox import decide, file_with_code
from tests.complaints.rich import involved
from tests.journeys.working import PHONE, WRONG, refused, send, sound

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
MakeIntake = Callable[..., Intake]
STEP = "#next .btn-primary"


def test_an_officer_takes_a_file_hears_decides_and_learns(
    as_person: Callable[[User], Page],
    work: str,
    intake_of: MakeIntake,  # noqa: F811
    ilse: User,  # noqa: F811
    ivo: User,  # noqa: F811
) -> None:
    intake = intake_of(categories=("H3", "T5"), involved=involved()[:1], language="nl", intake_key="k" * 43)
    number = complaint_register(intake).complaint.number
    page = as_person(ilse)
    page.goto(work)
    page.locator("a[href$='?view=unassigned']").first.click()
    sound(page)
    page.get_by_role("link", name=number).click()
    sound(page)

    page.locator(STEP).click()
    sound(page)
    page.locator("li", has=page.locator(f"[name=handler][value='{ilse.pk}']")).locator("button").click()
    page.locator("[name=earlier_involved]").check()
    refused(page)
    page.locator("[name=earlier_involved]").uncheck()
    send(page)
    for state in (Status.ACKNOWLEDGED, Status.ADMISSIBILITY, Status.INQUIRY):
        page.locator(STEP).click()
        expect(page.locator("[role=status]").first).to_be_visible()
        assert Complaint.objects.get().status == state

    page.locator("#allegations a[href*='/involved/identify/']").click()
    page.locator("[name=number]").fill("0000")
    refused(page)
    page.locator("[name=is_new]").check()
    page.locator("[name=name]").fill("Sealed Name")
    send(page)
    for finding in ("founded", "unfounded"):
        page.locator("#allegations a[href*='/findings/?']").first.click()
        refused(page)
        page.locator("[name=finding]").select_option(finding)
        send(page)
    page.locator(STEP).click()
    page.locator(STEP).click()  # what is missing: the member was not heard yet
    page.locator("[name=heard_on]").fill((timezone.localdate() + timedelta(days=2)).isoformat())
    refused(page)
    page.locator("[name=heard_on]").fill(timezone.localdate().isoformat())
    send(page)
    page.locator(STEP).click()
    page.locator(STEP).click()  # what is missing: the reasons
    refused(page)
    page.locator("[name=reasons]").fill(
        "De toon was niet correct. De vaststelling was het wel. Dank u voor uw melding."
    )
    send(page)
    sound(page)
    page.locator(STEP).click()

    page.goto(f"{work}{number}/letters/")
    page.locator("a[href$='/write/decision/']").click()
    expect(page.locator("[name=text]")).to_have_value(re.compile("De toon was niet correct"))
    sound(page)
    send(page)
    sound(page)
    with page.expect_download() as download:
        page.locator("a[href$='/pdf/']").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    assert Complaint.objects.get().status == Status.COMMUNICATED

    page.goto(f"{work}{number}/")
    page.locator("#measures a[href$='/lessons/add/']").click()
    refused(page)
    page.locator("[name=what]").fill("Agenten zeggen bij elke controle waarom.")
    page.locator("[name=owner]").fill("directeur operaties")
    page.locator("[name=due_on]").fill((timezone.localdate() + timedelta(days=60)).isoformat())
    send(page)
    expect(page.locator("#measures")).to_contain_text("directeur operaties")
    page.locator(STEP).click()
    expect(page.locator("#next h2")).to_have_text("Dit dossier is afgesloten")
    sound(page)
    closed = Complaint.objects.get()
    assert (closed.status, closed.handler, closed.outcome) == (Status.CLOSED, ilse, "founded")
    assert closed.assignments.get().is_independent
    assert ImprovementAction.objects.get().reference == number


def test_a_review_is_answered_by_a_second_handler(
    as_person: Callable[[User], Page],
    chromium: Browser,
    live_server: LiveServer,
    work: str,
    intake_of: MakeIntake,  # noqa: F811
    ilse: User,  # noqa: F811
    ivo: User,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(opening, "FAILING_TAKES", 0)
    complaint, code = file_with_code(intake_of(language="nl", intake_key="k" * 43))
    decide(complaint, ilse)
    citizen = chromium.new_context().new_page()
    citizen.set_viewport_size({"width": PHONE, "height": 844})
    citizen.goto(f"{live_server.url}/nl/complaint/status/")
    citizen.locator("#code").fill(code)
    citizen.locator("form[data-once] button").click()
    citizen.locator("a[href$='/mailbox/review/']").click()
    citizen.locator("#text").fill("Mijn buurvrouw werd niet gehoord.")
    citizen.locator("form[action$='/mailbox/review/'] button[type=submit]").first.click()
    citizen.wait_for_url("**/complaint/mailbox/")

    page = as_person(ilse)
    page.goto(f"{work}{complaint.number}/")
    page.locator(STEP).click()
    expect(page.locator("[name=handler]")).to_have_value(str(ivo.pk))  # nobody else: Ilse decided
    sound(page)
    page.locator("main li.card button").click()
    send(page)
    page.goto(f"{work}{complaint.number}/step/?step=uphold")
    send(page)
    expect(page.locator(WRONG)).to_contain_text("tweede behandelaar")
    sound(page)

    page = as_person(ivo)
    page.goto(f"{work}{complaint.number}/")
    sound(page)
    page.locator(STEP).click()
    page.locator(STEP).click()
    sound(page)
    review = Review.objects.get()
    assert (review.reviewer, review.outcome) == (ivo, "upheld")
    citizen.reload()
    sound(citizen)
    expect(citizen.get_by_text("De herziening is afgelopen: de beslissing blijft gelden.")).to_be_visible()
    expect(citizen.get_by_role("link", name="Een herziening vragen")).to_have_count(0)
    citizen.context.close()
