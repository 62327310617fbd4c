"""A complainant follows a file by code on a phone, in French; handlers answer on the other side."""

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import FilePayload, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from complaints.models import Complaint, Letter, Review
from complaints.services import opening
from complaints.services.intake import IdentityIntake, Intake
from complaints.services.mediating import mediation_offer
from complaints.services.messages import message_send
from complaints.services.steps import complaint_step
from legitimacy.models import AnswerBuffer, Corps, Register, Role, User
from tests.attachments.conftest import kept  # noqa: F401  files in a folder of the test
from tests.attachments.files import image
from tests.browser import accessibility_faults
from tests.complaints.mailbox import close, days_ago, decide, file_with_code, nation_make
from tests.people import person_make

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PHONE = ViewportSize(width=390, height=844)


@pytest.fixture
def site(
    transactional_db: None, live_server: LiveServer, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> LiveServer:
    settings.SECOND_FACTOR_REQUIRED = False
    monkeypatch.setattr(opening, "FAILING_TAKES", 0)
    return live_server


@pytest.fixture
def ilse(site: LiveServer, demervallei: Corps) -> User:
    """Handles complaints in Demervallei."""
    return person_make("Ilse", (Role.COMPLAINTS_OFFICER, demervallei))


def filed(corps: Corps, **given: object) -> tuple[Complaint, str]:
    usual = {
        "register": Register.EXAMPLE,
        "origin": "simulated",
        "corps": corps,
        "story": "Ils ne m'ont pas écoutée.",
        "categories": ("H3",),
        "language": "fr",
        "identity": IdentityIntake(name="Claire", email="claire@example.org"),
        "intake_key": "j" * 43,
    }
    return file_with_code(Intake(**(usual | given)))  # type: ignore[arg-type]  # names of fields, as the form gives


def enter(page: Page, site: LiveServer, code: str, language: str = "fr") -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{site.url}/{language}/complaint/status/")
    page.locator("#code").fill(code)
    page.locator("form[data-once] button").click()
    page.wait_for_url("**/complaint/mailbox/")


def checked(page: Page) -> None:
    """No fault of access, and nothing wider than the phone."""
    assert accessibility_faults(page) == []
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]


def send(page: Page, place: str) -> None:
    page.locator(f"form[action$='{place}'] button[type=submit]").first.click()


def test_a_file_is_followed_from_arrival_to_review(
    page: Page, site: LiveServer, demervallei: Corps, ilse: User
) -> None:
    nation_make()
    complaint, code = filed(demervallei)
    page.set_viewport_size(PHONE)
    page.goto(f"{site.url}/fr/complaint/status/")
    checked(page)
    page.locator("#code").fill("ABCD-1234")
    page.locator("form[data-once] button").click()
    expect(page.locator("#errors")).to_be_focused()
    checked(page)

    enter(page, site, code)
    checked(page)
    page.locator("#text").fill("J'ai oublié : c'était le soir.")
    send(page, "/mailbox/message/")
    expect(page.locator(".mail-mine")).to_contain_text("c'était le soir")
    page.locator("#file").set_input_files(FilePayload(name="photo.jpg", mimeType="image/jpeg", buffer=image()))
    send(page, "/mailbox/file/")
    expect(page.locator("#files")).to_contain_text("photo.jpg")
    checked(page)

    message_send(complaint=complaint, actor=ilse, text="Merci. Qui était avec vous ?")
    Letter.objects.create(
        complaint=complaint, template="x", language="fr", subject="Réception", text="Madame,", body="corps",
        sent_on=timezone.localdate(),
    )  # fmt: skip
    decide(complaint, ilse)
    page.reload()
    expect(page.locator("#decision")).to_contain_text("We heard both sides")
    expect(page.locator("#letters")).to_contain_text("Réception")
    checked(page)

    page.locator("a[href$='/mailbox/review/']").click()
    checked(page)
    page.locator("#text").fill("Ma voisine n'a pas été entendue.")
    send(page, "/mailbox/review/")
    page.wait_for_url("**/complaint/mailbox/")
    checked(page)
    assert Review.objects.count() == 1


def test_surveys_are_answered_and_the_page_is_left(
    page: Page, site: LiveServer, demervallei: Corps, ilse: User
) -> None:
    nation_make()
    complaint, code = filed(demervallei)
    decide(complaint, ilse)
    enter(page, site, code)
    for name, choice in (("treatment", "#satisfied-agree"), ("equality", "#grounds-none")):
        page.locator(f"a[href$='/questions/{name}/']").click()
        assert page.locator("input:checked").count() == 0
        checked(page)
        send(page, f"/questions/{name}/")
        expect(page.locator("#errors")).to_be_visible()
        checked(page)
        page.locator(choice).check(force=True)
        send(page, f"/questions/{name}/")
        page.wait_for_url("**/complaint/mailbox/")
    assert AnswerBuffer.objects.count() == 2
    page.locator(".mailbox-head button").click()
    page.wait_for_url("**/complaint/status/")
    page.goto(f"{site.url}/fr/complaint/mailbox/")
    page.wait_for_url("**/complaint/status/")


def test_choices_are_asked_twice_and_a_withdrawn_file_stays_readable(
    page: Page, site: LiveServer, demervallei: Corps, ilse: User
) -> None:
    person_make("Hanne", (Role.INDEPENDENT_HANDLER, Register.EXAMPLE), body="committee_p")
    _, code = filed(demervallei, about_chief=True, identity_for_body_only=True)
    enter(page, site, code)
    for name in ("name", "withdraw"):
        page.locator(f"a[href$='/mailbox/{name}/']").click()
        checked(page)
        send(page, f"/mailbox/{name}/")
        page.wait_for_url("**/complaint/mailbox/")
        checked(page)
    assert Complaint.objects.get().status == "closed"


def test_a_mediation_is_accepted(page: Page, site: LiveServer, demervallei: Corps, ilse: User) -> None:
    complaint, code = filed(demervallei)
    Complaint.objects.filter(pk=complaint.pk).update(handler=ilse)
    complaint_step(complaint=complaint, step="assess", actor=ilse)
    mediation_offer(complaint=complaint, actor=ilse, mediator="service local de médiation")
    enter(page, site, code)
    checked(page)
    page.locator("#mediation button[value=accept]").click()
    expect(page.locator("#mediation button[value=decline]")).to_be_visible()
    checked(page)


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_question_and_mailbox_are_accessible_in_four_languages(
    page: Page, site: LiveServer, demervallei: Corps, ilse: User, language: str
) -> None:
    complaint, code = filed(demervallei)
    decide(complaint, ilse)
    enter(page, site, code, language)
    checked(page)
    assert page.locator("html").get_attribute("lang") == language


def test_without_scripts_everything_goes_on(page: Page, site: LiveServer, demervallei: Corps, ilse: User) -> None:
    _, code = filed(demervallei)
    context = page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]  # it has one
    plain = context.new_page()
    enter(plain, site, code)
    plain.locator("#text").fill("Bonjour")
    send(plain, "/mailbox/message/")
    expect(plain.locator(".mail-mine")).to_contain_text("Bonjour")
    context.close()


def test_two_people_destroy_an_old_file(page: Page, site: LiveServer, demervallei: Corps, ilse: User) -> None:
    ivo = person_make("Ivo", (Role.COMPLAINTS_OFFICER, demervallei))
    complaint = close(filed(demervallei)[0], days_ago(366 * 6), "decided")
    for person, button in ((ilse, "Propose to destroy"), (ivo, "Destroy")):
        as_person(page, site, person)
        page.goto(f"{site.url}/en/complaints/disposals/")
        if person == ilse:
            page.get_by_label(complaint.number).check()
        assert accessibility_faults(page) == []
        page.get_by_role("button", name=button).first.click()
        page.wait_for_load_state()
        assert accessibility_faults(page) == []
    assert not Complaint.objects.exists()


def as_person(page: Page, site: LiveServer, person: User) -> None:
    client = Client()
    client.force_login(person)
    page.context.add_cookies([{"name": "session", "value": client.cookies["session"].value, "url": site.url}])
