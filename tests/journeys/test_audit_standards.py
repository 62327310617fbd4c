"""Standards in the browser: a corps assesses itself, an auditor validates, two read a sample; every page is sound."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from audit.models import Assessment, Sample
from audit.services.standards.publishing import standards_publish
from audit.workflow.standards.codes import SampleStage, Stage
from legitimacy.models import Corps, Register, User
from tests.audit.standards.conftest import (  # noqa: F401  who judges, and a sample to read
    aline,
    arno,
    bram,
    drawn,
    queries,
    read_by,
    standards,
)
from tests.journeys.working import faults_at_both_widths

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def opened(page: Page, address: str) -> None:
    """Go there; the page is sound at both widths."""
    page.goto(address)
    assert faults_at_both_widths(page) == []


def test_a_corps_assesses_itself_and_an_auditor_validates(
    as_person: Callable[[User], Page],
    live_server: LiveServer,
    demervallei: Corps,
    bram: User,  # noqa: F811
    amina: User,
) -> None:
    for register in (Register.EXAMPLE, Register.BELGIUM):
        standards_publish(register=register)
    root = f"{live_server.url}/nl/audit/"
    page = as_person(bram)
    opened(page, f"{root}standards/")
    opened(page, f"{root}standards/inclusive-communication/")
    opened(page, f"{root}assessments/begin/")
    page.get_by_label("Norm", exact=True).select_option("inclusion-hr")
    page.get_by_label("Naam van de norm van het korps zelf").fill("Werving")
    page.get_by_label("Eerste kwartaal").select_option("2025-Q1")
    page.get_by_label("Laatste kwartaal").select_option("2025-Q4")
    page.get_by_role("button", name="Beginnen").click()
    for criterion in page.locator("section.criterion").all():
        criterion.get_by_label("Gehaald", exact=True).check()
    page.get_by_role("button", name="Bewaren en naar de auditors sturen").click()
    expect(page.get_by_role("alert")).to_contain_text("H1: Zeg waar het bewijs staat, of voeg een bestand toe.")
    assert faults_at_both_widths(page) == []
    for criterion in page.locator("section.criterion").all():
        criterion.get_by_label("Waar staat het bewijs?").fill("Map 2025")
    page.get_by_role("button", name="Bewaren en naar de auditors sturen").click()
    expect(page.get_by_text("Verstuurd.")).to_be_visible()
    assessment = Assessment.objects.get()
    page = as_person(amina)
    opened(page, f"{root}assessments/")
    opened(page, f"{root}assessments/{assessment.pk}/judge/")
    for criterion in page.locator("section.criterion").all():
        criterion.get_by_label("Gehaald", exact=True).check()
    page.get_by_role("button", name="Bevestigen en naar het korps sturen").click()
    expect(page.get_by_text("Alle criteria zijn gehaald")).to_be_visible()
    assert faults_at_both_widths(page) == []
    assert Assessment.objects.get().stage == Stage.VALIDATED


def test_two_read_a_third_decides_and_the_sample_is_closed(
    as_person: Callable[[User], Page],
    live_server: LiveServer,
    drawn: Callable[..., Sample],  # noqa: F811
    amina: User,
    aline: User,  # noqa: F811
    arno: User,  # noqa: F811
) -> None:
    sample = drawn(items=queries(12))
    read_by(sample, amina)
    read_by(sample, aline, {4: "Q2"})
    address = f"{live_server.url}/nl/audit/samples/{sample.pk}/"
    page = as_person(arno)
    opened(page, f"{live_server.url}/nl/audit/samples/")
    opened(page, f"{live_server.url}/nl/audit/samples/draw/")
    opened(page, address)
    page.get_by_role("button", name="Beslissen waar lezers verschillen").click()
    assert faults_at_both_widths(page) == []
    page.get_by_label("Niet gehaald").check()
    page.get_by_role("button", name="Bewaren en afronden").click()
    page.get_by_role("button", name="Indienen").click()
    page.get_by_label("Wie in het korps ervoor zorgt").fill("Diensthoofd")
    page.get_by_role("button", name="Afsluiten").click()
    expect(page.get_by_text("Er is 1 verbeteractie gemaakt.")).to_be_visible()
    opened(page, address)
    assert Sample.objects.get().stage == SampleStage.CLOSED
