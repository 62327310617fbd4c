"""What the corps, its chief and an auditor never see of a complaint, and that a file passed on is never with nobody."""

import re
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from complaints.indicators.counting import complaints_compute
from complaints.models import Complaint
from complaints.rules import may_handle
from complaints.selectors.figures.counts import TABLES
from complaints.services.intake import Intake, complaint_register
from complaints.workflow.states import Status
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, User
from tests.complaints.conftest import hanne, ilse, intake_of  # noqa: F401  who handles complaints
from tests.complaints.filepage import NAMES, address
from tests.complaints.importing import demo_on  # noqa: F401
from tests.journeys.filing import filled, sent
from tests.journeys.working import refused, send, sound

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
MakeIntake = Callable[..., Intake]
HIDDEN_STORY = "Op het zebrapad voor het bureau schold de korpschef mij uit."
CHANGING = re.compile(r'csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"|words=[^"&]*')
OF_A_CORPS = (
    *("", "files/?view=unit", "files/?view=unassigned", "referrals/", "preservations/", "disposals/", "import/"),
    *("figures/", "about/V017/", *(f"figures/V017/{key}.csv" for key in TABLES)),
)
MORE = ("letters", "evidence", "redaction")


def in_hands(complaint: Complaint, *people: User) -> list[str]:
    """Who of these may act on the file now."""
    complaint.refresh_from_db()
    return [person.first_name for person in people if may_handle(person, complaint)]


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
