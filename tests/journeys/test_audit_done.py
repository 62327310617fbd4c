"""The whole round of an auditor, in the browser: from a corps outside the limits to a report that is handed over."""

import re
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from audit.models import Assessment, Audit, FundingScheme, Report, Standard
from audit.services.standards.assessing import assessment_save, assessment_start, assessment_submit
from audit.workflow.audits import Status
from audit.workflow.standards.codes import Stage
from legitimacy.models import Corps, Framework, Register, Role, User
from tests.audit.standards.conftest import FROM, TO, answer_all
from tests.journeys.auditing import SHARE, Country, country_make
from tests.journeys.working import refused, send, sound
from tests.people import person_joins, person_make

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
As = Callable[[User], Page]
NEXT = ".audit-steps .btn-primary"


@pytest.fixture
def country(demervallei: Corps, steward1: User, steward2: User) -> Country:
    return country_make(demervallei, (steward1, steward2))


@pytest.fixture
def karel(country: Country) -> User:
    """Chief of Verweg, the corps outside the limits."""
    return person_make("Karel", (Role.CHIEF_OF_CORPS, country.far))


def test_from_a_corps_outside_the_limits_to_a_report_that_is_handed_over(
    as_person: As,
    live_server: LiveServer,
    country: Country,
    karel: User,
    amina: User,
    katrien: User,
    bart: User,
    outsider: User,
) -> None:
    root = f"{live_server.url}/nl/"
    # Frameworks judge all registers, so outside a demo managers of the Belgian one sign them.
    for register in (Register.EXAMPLE, Register.BELGIUM):
        person_joins(amina, Role.FRAMEWORK_MANAGER, register)
    klaus = person_make("Klaus", (Role.FRAMEWORK_MANAGER, Register.EXAMPLE), (Role.FRAMEWORK_MANAGER, Register.BELGIUM))
    self_assessed(country.far, karel)
    page = as_person(amina)
    audit = corps_found_and_audit_opened(page, root, country)
    assert hidden(as_person(karel), root, [f"audit/audits/{audit.pk}/"])  # nothing was sent yet
    page = as_person(amina)
    page.goto(f"{root}audit/audits/{audit.pk}/")
    draft_written_and_sent(page, audit)
    framework = framework_drafted(page, root)
    scheme = funding_simulated(page, root)
    standard_validated(page, root)
    handed_over(page, root, country.far)

    drafts = [f"audit/frameworks/{framework.code}/", f"audit/funding/{scheme.pk}/"]
    assert answers(page, root, [f"audit/audits/{audit.pk}/", *drafts]) == {200}

    page = own_position_read(as_person(karel), root)
    assert hidden(page, root, drafts)
    audit_replied(page, root)
    others = [f"audit/audits/{audit.pk}/", f"audit/audits/{audit.pk}/report/", *drafts, *fetched()]
    for person in (katrien, bart, outsider):
        assert hidden(as_person(person), root, others), person
    page.context.clear_cookies()
    assert hidden(page, root, others)

    page = as_person(amina)
    report_frozen(page, root, audit)
    framework_signed(as_person, root, framework, (amina, klaus))


def self_assessed(corps: Corps, chief: User) -> None:
    standard = Standard.objects.get(register=Register.EXAMPLE, code="organisational-control")
    begun = assessment_start(corps=corps, standard=standard, period_from=FROM, period_to=TO, actor=chief)
    saved = assessment_save(assessment=begun, answers=answer_all(begun), version=begun.version, actor=chief)
    assessment_submit(assessment=saved, version=saved.version, actor=chief)


def corps_found_and_audit_opened(page: Page, root: str, country: Country) -> Audit:
    """Compare, one indicator, what may explain the figure first, and only then an audit."""
    page.goto(f"{root}compare/?register=example")
    page.locator(f".matrix thead a[href*='/compare/{SHARE}/']").first.click()
    flagged = page.locator(".flagged", has=page.get_by_role("link", name=country.far.name))
    expect(flagged).to_have_count(1)
    expect(page.locator("#flags-title")).to_contain_text("1 van 14")
    expect(flagged.locator(".checks dt").first).to_be_visible()
    flagged.get_by_role("link", name="Audit openen").click()
    expect(page.locator("[name=indicators]")).to_have_values([SHARE])
    page.get_by_label("Gemotiveerd antwoord").check()
    sound(page)
    send(page)
    page.locator(NEXT).click()
    send(page)
    audit = Audit.objects.get()
    assert (audit.corps, audit.status, audit.standards) == (country.far, Status.OPENED, "reasoned-reply")
    return audit


def draft_written_and_sent(page: Page, audit: Audit) -> None:
    page.locator(".tabs a[href*='tab=findings']").click()
    page.locator("a[href$='/finding/']").click()
    refused(page)
    page.locator("[name=grade][value=weakness]").check()
    page.locator("[name=title]").fill("Ploegen komen te laat")
    page.locator("[name=text]").fill("In de nacht is er een ploeg te weinig.")
    figure = page.locator("[name=value] option", has_text="Aanrijtijd").first.get_attribute("value")
    page.locator("[name=value]").select_option(figure)
    send(page)
    page.locator(".tabs a[href*='tab=recommendations']").click()
    page.locator("a[href$='/recommendation/']").click()
    page.locator("[name=text]").fill("Zet een ploeg bij in de nacht.")
    page.locator("[name=owner]").fill("Hoofd van de interventie")
    page.locator("[name=due_on]").fill(f"{timezone.localdate().year + 1}-12-01")
    send(page)
    page.locator(NEXT).click()
    send(page)
    audit.refresh_from_db()
    assert audit.status == Status.DRAFT_SENT


def framework_drafted(page: Page, root: str) -> Framework:
    page.goto(f"{root}audit/frameworks/new/")
    page.locator("[name=code]").fill("2027.1")
    page.locator("[name=valid_from]").fill("2027-Q1")
    send(page)
    page.locator(f"a[href$='/items/{SHARE}/']").click()
    page.locator("[name=weight]").fill("2")
    refused(page)
    page.locator("[name=reason]").fill("Snel ter plaatse zijn weegt zwaarder")
    send(page)
    page.get_by_role("button", name="Versie 2 ondertekenen").click()
    return Framework.objects.get(code="2027.1")


def funding_simulated(page: Page, root: str) -> FundingScheme:
    page.goto(f"{root}audit/funding/new/")
    page.locator("[name=title]").fill("Kwaliteit")
    page.locator("[name=year]").fill(str(timezone.localdate().year))
    page.locator("[name=framework]").select_option(label="2026")
    page.locator("[name=envelope]").fill("100000")
    page.locator("[name=period]").fill("2025-Q4")
    page.locator("[name=baseline_period]").fill("2024-Q4")
    send(page)
    page.locator("a[href$='/indicators/']").first.click()
    for code in ("EFF-13", "LEG-07"):
        page.locator(f"[name=item][value={code}]").check()
    send(page)
    page.locator("a[href$='/simulation/']").first.click()
    expect(page.locator(".funding-results tbody tr")).to_have_count(14)
    expect(page.locator(".funding-results")).not_to_contain_text("niet beoordeeld")
    return FundingScheme.objects.get()


def standard_validated(page: Page, root: str) -> None:
    page.goto(f"{root}audit/assessments/?stage=waits")
    page.locator("tbody th a").click()
    page.locator("a[href$='/judge/']").click()
    for criterion in page.locator("section.criterion").all():
        criterion.get_by_label("Gehaald", exact=True).check()
    page.get_by_role("button", name="Bevestigen en naar het korps sturen").click()
    expect(page.locator("[role=status]").first).to_be_visible()
    assert Assessment.objects.get().stage == Stage.VALIDATED


def handed_over(page: Page, root: str, corps: Corps) -> None:
    """A report on the corps as a PDF, in Dutch and in French."""
    for language in ("nl", "fr"):
        page.goto(f"{root}audit/reports/")
        page.locator("[name=corps]").fill(corps.code)
        page.locator("[name=language]").select_option(language)
        page.locator("[name=format]").select_option("pdf")
        send(page)
        with page.expect_download() as download:
            page.locator("a[href$='/file/']").click()
        assert download.value.path().read_bytes().startswith(b"%PDF-")
        assert re.search(f"{corps.code}.*-{language}", download.value.suggested_filename)
    assert Report.objects.filter(state=Report.State.DONE).count() == 2


def fetched() -> list[str]:
    return [f"audit/reports/{report.pk}/file/" for report in Report.objects.all()]


def own_position_read(page: Page, root: str) -> Page:
    """A chief reads where the own corps lies, in words and in the funnel; nothing is ranked."""
    page.goto(f"{root}compare/{SHARE}/?register=example")
    expect(page.locator(".position").first).to_contain_text("Verweg")
    heads = page.locator("main thead th").all_inner_texts()
    assert heads
    assert not any(re.search(r"\brang", head, re.IGNORECASE) for head in heads)
    expect(page.get_by_role("link", name="Audit openen")).to_have_count(0)
    sound(page)
    return page


def audit_replied(page: Page, root: str) -> None:
    page.goto(f"{root}audit/audits/")
    page.locator("tbody th a").click()
    page.locator("a[href$='/reply/']").click()
    page.locator("textarea").last.fill("Sinds mei rijdt er een ploeg meer.")
    send(page)
    assert Audit.objects.get().status == Status.REPLIED


def report_frozen(page: Page, root: str, audit: Audit) -> None:
    page.goto(f"{root}audit/audits/{audit.pk}/")
    page.locator(NEXT).click()
    send(page)
    page.goto(f"{root}audit/audits/{audit.pk}/report/")
    expect(page.get_by_text("Sinds mei rijdt er een ploeg meer.")).to_be_visible()
    expect(page.get_by_role("link", name="Gemotiveerd antwoord")).to_be_visible()
    sound(page)


def framework_signed(as_person: As, root: str, framework: Framework, people: tuple[User, User]) -> None:
    """The first signature stands already; the colleague gives the second, and nothing changes any more."""
    page = as_person(people[1])
    page.goto(f"{root}audit/frameworks/{framework.code}/")
    page.get_by_role("button", name="Versie 2 ondertekenen").click()
    framework.refresh_from_db()
    assert not framework.is_draft
    for name in (str(person) for person in people):
        expect(page.locator(".fw-signed").first).to_contain_text(name)
    expect(page.locator("a[href*='/items/']")).to_have_count(0)


def answers(page: Page, root: str, addresses: list[str]) -> set[int]:
    return {page.request.get(root + one, max_redirects=0).status for one in addresses}


def hidden(page: Page, root: str, addresses: list[str]) -> bool:
    """Whether each address is refused, or asks to sign in."""
    return answers(page, root, addresses) <= {302, 403, 404}
