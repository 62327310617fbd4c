"""Pages on which complaints are worked with, in Dutch, wide and on a phone, and each form that was sent empty: nothing
that axe finds, nothing wider than the window.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from playwright.sync_api import FilePayload, Page, expect
from pytest_django.live_server_helper import LiveServer

from complaints.letters.sending import letter_preview, letter_send
from complaints.models import Complaint, Identity
from complaints.services.evidence import evidence_add
from complaints.services.identities import identity_open
from complaints.services.intake import Intake, complaint_register
from complaints.services.referring import referral_receive, referral_send
from complaints.services.saving import search_save
from legitimacy.models import Corps, User
from tests.attachments.conftest import kept  # noqa: F401  files in a folder of the test
from tests.attachments.files import image
from tests.complaints.conftest import hanne, ilse, intake_of, ivo  # noqa: F401  who handles complaints
from tests.complaints.importing import FIRST, HEAD, MAPPING, SECOND, demo_on  # noqa: F401
from tests.complaints.mailbox import close, days_ago
from tests.complaints.rich import STORY, involved, rich_make
from tests.journeys.working import WRONG, empty, faults, faults_at_both_widths, send, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
OWN_MAPPING = MAPPING.split("[organisation]")[0] + "[fields]" + MAPPING.split("[fields]")[1]
WAYS_OF_LISTS = ("mine", "unit", "unassigned", "overdue")
ASKING = (
    *("recuse", "conflict", "involved/identify", "allegations/add", "findings", "heard", "decision", "measures/add"),
    *("lessons/add", "refer", "extend", "discipline", "messages/send", "notes/add", "tasks/add", "links/add"),
    *("mediation/offer", "keeping/hold", "step?step=hold_for_justice", "identity"),
)
"""Forms of a file that ask something."""
Walk = Callable[..., None]


@pytest.fixture
def rich(intake_of: Callable[..., Intake], ilse: User, hanne: User, demervallei: Corps) -> Complaint:  # noqa: F811
    """A file with something of everything, in Ilse's hands."""
    given = {"story": STORY, "involved": involved(), "images": "camera", "language": "nl", "intake_key": "k" * 43}
    return rich_make(intake_of(**given), ilse, demervallei)


@pytest.fixture
def walk(page: Page, live_server: LiveServer) -> Walk:
    """Look at these pages as somebody."""

    def walked(person: User, *places: str) -> None:
        sign_in(page, live_server, person)
        found = []
        for place in places:
            page.goto(f"{live_server.url}/nl/complaints/{place}")
            expect(page.locator("h1")).to_be_visible()
            found += faults_at_both_widths(page)
        assert found == []

    return walked


@pytest.fixture
def many(rich: Complaint, intake_of: Callable[..., Intake], ilse: User, hanne: User) -> Complaint:  # noqa: F811
    """Files under way to other bodies, one that Committee P has, an old one, and the rich one, which is late."""
    for number in range(4):
        complaint_register(intake_of(story=f"Niemand luisterde aan het loket. {number}", intake_key=f"{number}" * 43))
    sent, taken, by_letter, old = Complaint.objects.exclude(pk=rich.pk).order_by("pk")
    referral_send(complaint=sent, to_body="committee_p", actor=ilse, reason="independence")
    received = referral_send(complaint=taken, to_body="committee_p", actor=ilse, reason="independence")
    referral_receive(referral=received, actor=hanne)
    referral_send(complaint=by_letter, to_body="general_inspectorate", actor=ilse, reason="other_body")
    close(old, days_ago(366 * 6), "decided")
    Complaint.objects.filter(pk=rich.pk).update(next_due_on=timezone.localdate() - timedelta(days=3))
    search_save(owner=ilse, name="Aan het loket", query="view=unit", shared_with="V017")
    identity_open(identity=Identity.objects.get(complaint=rich), actor=ilse, reason="handling")
    return rich


@pytest.mark.usefixtures("many")
def test_lists_referrals_and_figures(walk: Walk, ilse: User, hanne: User, amina: User) -> None:  # noqa: F811
    lists = tuple(f"files/?view={view}" for view in WAYS_OF_LISTS)
    walk(ilse, "", *lists, "referrals/", "preservations/", "disposals/", "figures/", "import/", "enter/")
    walk(hanne, "", "files/?view=unit", "referrals/", "notifications/")
    walk(amina, "looks/", "figures/?corps=V017")


def test_pages_of_one_file(walk: Walk, rich: Complaint, ilse: User) -> None:  # noqa: F811
    photo = evidence_add(complaint=rich, upload=SimpleUploadedFile("foto.jpg", image()), by_complainant=True)
    text = letter_preview(rich, "progress").text
    letter = letter_send(complaint=rich, template="progress", actor=ilse, text=text)
    letters = ("", "write/hearing_invitation/", "write/transmission_body/", f"{letter.pk}/")
    others = (
        "",
        "evidence/",
        f"evidence/{photo.pk}/original/",
        "redaction/",
        "identity/",
        f"assign/?handler={ilse.pk}",
    )
    walk(ilse, *(f"{rich.number}/{place}" for place in (*others, *(f"letters/{one}" for one in letters))))


def sent_empty(page: Page) -> list[str]:
    """Faults of the page that says what is missing."""
    empty(page)
    send(page)
    expect(page.locator(WRONG).first, page.url).to_be_visible()
    return faults(page)


def test_each_form_of_a_file_that_was_sent_empty(
    page: Page,
    live_server: LiveServer,
    rich: Complaint,
    ilse: User,  # noqa: F811
) -> None:
    sign_in(page, live_server, ilse)
    page.set_viewport_size({"width": 390, "height": 844})
    photo = evidence_add(complaint=rich, upload=SimpleUploadedFile("foto.jpg", image()), by_complainant=True)
    found = []
    places = [f"{path}/".replace("step?", "step/?").removesuffix("/") for path in ASKING]
    for place in (*places, "letters/write/progress/", "evidence/", f"evidence/{photo.pk}/original/"):
        page.goto(f"{live_server.url}/nl/complaints/{rich.number}/{place}")
        found += faults(page)
        found += sent_empty(page)
    assert found == []


@pytest.mark.usefixtures("many", "demo_on")
def test_forms_beside_the_files(page: Page, live_server: LiveServer, ilse: User, hanne: User) -> None:  # noqa: F811
    """Searching, entering for somebody, importing with a preview, answering a referral: sent empty, and filled in."""
    sign_in(page, live_server, ilse)
    page.set_viewport_size({"width": 390, "height": 844})
    work = f"{live_server.url}/nl/complaints/"
    found = []
    page.goto(f"{work}files/?view=unit")
    page.locator("[name=q]").fill("loket")
    page.locator("#work-filter .btn-primary").click()
    expect(page.locator("#work-list mark").first).to_have_text("loket")
    found += faults_at_both_widths(page)
    page.set_viewport_size({"width": 390, "height": 844})
    for place in ("enter/", "import/"):
        page.goto(work + place)
        found += sent_empty(page)
    page.locator("[name=table]").set_input_files(_csv(HEAD, FIRST, SECOND, "x;onzin;;geweld;;"))
    page.locator("[name=own_mapping]").set_input_files(
        FilePayload(name="own.toml", mimeType="text/plain", buffer=OWN_MAPPING.encode())
    )
    page.locator("[name=corps]").select_option(label="Demervallei")
    send(page)
    expect(page.locator("main table").first).to_be_visible()
    found += faults_at_both_widths(page)
    sign_in(page, live_server, hanne)
    page.goto(f"{work}referrals/")
    refusing = page.locator("details", has=page.locator("form[action$='/refuse/']")).first
    refusing.locator("summary").click()
    found += faults_at_both_widths(page)
    empty(page)
    refusing.locator("button").click()
    expect(page.locator(WRONG).first).to_be_visible()
    found += faults_at_both_widths(page)
    assert found == []


def _csv(*lines: str) -> FilePayload:
    return FilePayload(name="register.csv", mimeType="text/csv", buffer="\n".join(lines).encode())
