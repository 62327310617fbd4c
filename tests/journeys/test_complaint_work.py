"""What handlers do with a complaint, in Dutch: taken, heard, decided and learnt from; passed on and back; reviewed; and
what the corps, its chief and an auditor never see.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from complaints.indicators.counting import complaints_compute
from complaints.models import Complaint, Review
from complaints.rules import may_handle
from complaints.selectors.figures.counts import TABLES
from complaints.services import opening
from complaints.services.intake import Intake, complaint_register
from complaints.workflow.states import Status
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, ImprovementAction, User
from tests.attachments.conftest import kept  # noqa: F401  files in a folder of the test
from tests.complaints.conftest import hanne, ilse, intake_of, ivo  # noqa: F401  who handles complaints
from tests.complaints.filepage import NAMES, address
from tests.complaints.importing import demo_on  # noqa: F401
from tests.complaints.mailbox import decide, file_with_code
from tests.complaints.rich import involved
from tests.journeys.filing import filled, sent
from tests.journeys.working import PHONE, WIDE, WRONG, refused, send, sign_in, sound

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
MakeIntake = Callable[..., Intake]
STEP = "#next .btn-primary"
HIDDEN_STORY = "Op het zebrapad voor het bureau schold de korpschef mij uit."
CHANGING = re.compile(r'csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"|words=[^"&]*')
OF_A_CORPS = (
    *("", "files/?view=unit", "files/?view=unassigned", "referrals/", "preservations/", "disposals/", "import/"),
    *("figures/", "about/V017/", *(f"figures/V017/{key}.csv" for key in TABLES)),
)


@pytest.fixture
def work(live_server: LiveServer) -> str:
    return f"{live_server.url}/nl/complaints/"


@pytest.fixture
def as_person(page: Page, live_server: LiveServer) -> Callable[[User], Page]:
    """The browser, in which this person has signed in."""

    def signed_in(person: User) -> Page:
        sign_in(page, live_server, person)
        page.set_viewport_size({"width": WIDE, "height": 900})
        return page

    return signed_in


def in_hands(complaint: Complaint, *people: User) -> list[str]:
    """Who of these may act on the file now."""
    complaint.refresh_from_db()
    return [person.first_name for person in people if may_handle(person, complaint)]


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


def seen_by(page: Page, work: str, *more: str) -> dict[str, str]:
    """What these pages say, without what differs each time."""
    root = work.removesuffix("nl/complaints/")
    beside = (f"{root}nl/corps/V017/", f"{root}nl/opendata/", f"{root}api/v1/values/", f"{root}api/v1/corps/V017/")
    answers = {place: page.request.get(place) for place in (*(work + place for place in OF_A_CORPS), *beside, *more)}
    assert {answer.status for answer in answers.values()} == {200}
    return {place: CHANGING.sub("", answer.text()) for place, answer in answers.items()}


def counted(corps: Corps) -> str:
    """Every indicator counted from complaints, of this quarter and of this year."""
    today = timezone.localdate()
    frames = [complaints_compute(period) for period in (Period(today.year, (today.month + 2) // 3), Period(today.year))]
    return "".join(frame[frame["subject_id"] == corps.pk].drop(columns="as_of").to_csv() for frame in frames)


@pytest.mark.usefixtures("demo_on")
def test_a_complaint_about_the_chief_is_hidden_from_the_corps_and_never_with_nobody(
    as_person: Callable[[User], Page],
    chromium: Browser,
    live_server: LiveServer,
    work: str,
    intake_of: MakeIntake,  # noqa: F811
    demervallei: Corps,
    katrien: User,
    ilse: User,  # noqa: F811
    hanne: User,  # noqa: F811
) -> None:
    complaint_register(intake_of(story="Niemand nam de telefoon op.", intake_key="o" * 43))
    page = as_person(ilse)
    page.goto(f"{work}files/?view=unit")
    page.locator("[name=q]").fill("zebrapad")
    page.locator("#work-filter .btn-primary").click()
    page.wait_for_load_state("networkidle")
    page.locator(".keep-search summary").click()
    page.locator("#keep-name").fill("Zebrapad")
    page.locator(".keep-form button").click()
    page.locator("summary", has_text="Bewaarde zoekopdrachten").click()
    kept_search = live_server.url + str(page.get_by_role("link", name="Zebrapad").get_attribute("href"))
    before, counts = seen_by(page, work, kept_search), counted(demervallei)

    citizen = chromium.new_context().new_page()
    filled(
        citizen,
        lambda path="", language="nl": f"{live_server.url}/{language}/complaint/{path}",
        "nl",
        story=HIDDEN_STORY,
        corps="Demervallei",
        about_chief=True,
    )
    sent(citizen)
    citizen.context.close()
    hidden = Complaint.objects.get(about_chief=True)
    assert (hidden.corps, hidden.holder) == (demervallei, "committee_p")

    assert seen_by(page, work, kept_search) == before
    assert counted(demervallei) == counts
    assert "EFF-07" in counts
    places = [*(address(hidden, name) for name in NAMES), *(f"/nl/complaints/{hidden.number}/{more}/" for more in MORE)]
    for person, status in ((ilse, 404), (katrien, 403)):
        as_person(person)
        assert {page.request.get(live_server.url + place).status for place in places} == {status}
    assert hidden.number not in page.request.get(f"{work}figures/").text()

    as_person(hanne)
    page.goto(f"{work}files/?view=unit")
    page.get_by_role("link", name=hidden.number).click()
    expect(page.locator("#story")).to_contain_text("zebrapad")
    sound(page)
    page.goto(f"{work}{hidden.number}/refer/")
    page.locator("[name=to_body]").select_option("general_inspectorate")
    refused(page)
    page.locator("[name=reason]").select_option("other_body")
    send(page)
    assert in_hands(hidden, ilse, hanne) == ["Hanne"]
    answered(page, work, hidden, "refuse", reason="no_connection")
    assert (in_hands(hidden, ilse, hanne), hidden.status) == (["Hanne"], Status.ADMISSIBILITY)
    assert hidden.number in page.request.get(f"{work}files/?view=unassigned").text()


MORE = ("letters", "evidence", "redaction")


def answered(page: Page, work: str, complaint: Complaint, action: str, **given: str) -> None:
    """Answer the referral of a file on the page of referrals."""
    page.goto(f"{work}referrals/")
    line = page.locator(".request", has=page.get_by_role("link", name=complaint.number))
    fold = line.locator("details", has=page.locator(f"form[action$='/{action}/']"))
    fold.locator("summary").click()
    for name, value in given.items():
        fold.locator(f"[name={name}]").select_option(value)
    fold.locator("button").click()
    expect(page.locator("[role=status]").first).to_be_visible()
    sound(page)


def test_a_file_that_is_refused_or_returned_is_back_in_the_hands_of_the_corps(
    as_person: Callable[[User], Page],
    work: str,
    intake_of: MakeIntake,  # noqa: F811
    ilse: User,  # noqa: F811
    hanne: User,  # noqa: F811
) -> None:
    complaint = complaint_register(intake_of(intake_key="k" * 43)).complaint
    for action, given in (("refuse", {"reason": "workload"}), ("receive", {}), ("return", {"outcome": "unfounded"})):
        if action != "return":
            page = as_person(ilse)
            page.goto(f"{work}{complaint.number}/refer/")
            page.locator("[name=to_body]").select_option("committee_p")
            page.locator("[name=reason]").select_option("independence")
            send(page)
            assert in_hands(complaint, ilse, hanne) == ["Ilse"]
        page = as_person(hanne)
        answered(page, work, complaint, action, **given)
        assert in_hands(complaint, ilse, hanne) == (["Hanne"] if action == "receive" else ["Ilse"])
    page = as_person(ilse)
    page.goto(f"{work}files/?view=unassigned")
    page.get_by_role("link", name=complaint.number).click()
    expect(page.locator("#next h2")).to_have_text("Een behandelaar toewijzen")


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


def test_an_auditor_reads_protected_figures_and_no_file(
    as_person: Callable[[User], Page],
    work: str,
    intake_of: MakeIntake,  # noqa: F811
    ilse: User,  # noqa: F811
    amina: User,  # noqa: F811, RUF100
) -> None:
    numbers = [complaint_register(intake_of(intake_key=key * 43)).complaint.number for key in "abc"]
    page = as_person(amina)
    page.goto(f"{work}figures/?corps=V017")
    expect(page.get_by_text("verborgen").first).to_be_visible()
    sound(page)
    assert page.request.get(f"{work}figures/V017/flow.csv").text().splitlines()[-1].endswith(",c,0,c")
    read = "".join(page.request.get(work + place).text() for place in ("", "looks/", "figures/?corps=V017"))
    assert not [number for number in numbers if number in read]
    for place in ("files/", "referrals/", "disposals/", f"{numbers[0]}/", *(f"{numbers[0]}/{more}/" for more in MORE)):
        assert page.request.get(work + place).status == 403, place
