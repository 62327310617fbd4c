"""The citizen's form in a browser: on a phone in French, by keyboard, in a hurry, on a busy day, without scripts.

Fields are found by their names, so that these journeys hold in every language.
"""

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from complaints.models import Complaint, Draft
from complaints.services import throttling
from complaints.services.drafts import answers_of
from legitimacy.models import Municipality, Register, SubjectKind
from tests.browser import accessibility_faults
from tests.journeys.filing import CODE, NEXT, Address, begun, filled, go_on
from tests.journeys.working import empty
from tests.people import corps_make

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WITH_ERRORS = ("step/story/", "step/when/", "step/where/", "step/police/", "step/what/", "step/reach/", "resume/")


@pytest.fixture
def address(live_server: LiveServer, transactional_db: None) -> Address:
    """Addresses of the form, where one zone is known by the name of its municipality."""
    zone = corps_make("5388", "Liège", Register.BELGIUM)
    Municipality.objects.create(
        code="62063", name="Liège", name_nl="Luik", register="belgium", kind=SubjectKind.MUNICIPALITY, corps=zone
    )
    return lambda path="", language="fr": f"{live_server.url}/{language}/complaint/{path}"


@pytest.fixture
def phone(page: Page) -> Page:
    page.set_viewport_size({"width": 390, "height": 844})
    return page


def accessible(page: Page) -> None:
    assert accessibility_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("window.innerWidth")


def stopped(page: Page) -> None:
    """Going on without an answer: the list of errors has the focus, and its first link leads to the question."""
    go_on(page)
    expect(page.locator("#errors")).to_be_focused()
    accessible(page)
    link = page.locator("#errors a").first
    target = str(link.get_attribute("href"))
    link.click()
    expect(page.locator(target)).to_be_focused()


def test_a_complaint_is_filed_on_a_phone_in_french(phone: Page, address: Address) -> None:
    phone.goto(address())
    accessible(phone)
    stopped(phone)
    phone.locator("[name=aim][value=complaint]").check()
    go_on(phone)
    accessible(phone)
    stopped(phone)
    phone.locator("[name=story]").fill("On voulait me frapper.")
    go_on(phone)
    stopped(phone)
    phone.locator("[name=happened_on]").fill("2026-03-24")
    go_on(phone)
    stopped(phone)
    phone.locator("[name=place]").fill("Liège")
    go_on(phone)
    stopped(phone)
    phone.locator("[name=which][value=local]").check()
    expect(phone.locator("[name=municipality]")).to_have_value("Liège")
    go_on(phone)
    accessible(phone)
    phone.locator("[name=name_0]").fill("محمد 🌻")
    phone.locator("button[value=add]").click()
    phone.locator("[name=number_1]").fill("4711")
    accessible(phone)
    go_on(phone)
    stopped(phone)
    phone.locator("[name=categories][value=T4]").check()
    go_on(phone)
    phone.locator("[name=injured][value=yes]").check()
    phone.locator("[name=images]").fill("caméra")
    accessible(phone)
    go_on(phone)
    accessible(phone)
    go_on(phone)
    expect(phone.locator("#handling-title")).to_be_visible()
    stopped(phone)
    phone.locator("[name=reach][value=body_only]").check()
    go_on(phone)
    stopped(phone)
    phone.locator("[name=name]").fill("Claire Citoyen")
    go_on(phone)
    accessible(phone)
    phone.locator("button[value=later]").click()
    accessible(phone)
    go_on(phone)
    code = CODE.search(phone.locator(".codes").inner_text())
    assert code
    accessible(phone)
    go_on(phone)
    phone.goto(address("resume/"))
    accessible(phone)
    stopped(phone)
    phone.locator("[name=code]").fill(code.group().lower())
    go_on(phone)
    expect(phone).to_have_url(address("check/"))
    expect(phone.locator("dd", has_text="محمد 🌻")).to_be_visible()
    accessible(phone)
    go_on(phone)
    expect(phone.locator(".codes dd").last).to_have_text(CODE)
    accessible(phone)
    for number, kind in enumerate(("pdf", "txt")):
        with phone.expect_download() as download:
            phone.locator("a[download]").nth(number).click()
        assert download.value.suggested_filename == f"note.{kind}"
    stopped(phone)
    phone.locator("[name=noted]").check()
    go_on(phone)
    accessible(phone)
    complaint = Complaint.objects.get()
    assert (complaint.language, complaint.corps and complaint.corps.code, complaint.holder) == (
        "fr",
        "5388",
        "committee_p",
    )
    assert complaint.involved.count() == 2
    assert complaint.preservations.count() == 1


@pytest.mark.parametrize(("language", "colours"), [("nl", "dark"), ("de", "light"), ("en", "dark")])
def test_all_pages_and_their_errors_are_accessible_and_fit_320_pixels(
    page: Page, address: Address, language: str, colours: str
) -> None:
    page.emulate_media(color_scheme="dark" if colours == "dark" else "light")
    page.set_viewport_size({"width": 320, "height": 800})
    filled(page, address, language)
    steps = ("story", "when", "where", "police", "who", "what", "harm", "wish", "talk", "reach", "help")
    ways = ("emergency", "crime", "compliment", "question", "other_service")
    paths = [f"step/{step}/" for step in steps] + [f"way/{way}/" for way in ways]
    for path in ("", "check/", "later/", "resume/", "gone/", "left/", "done/", *paths):
        page.goto(address(path, language))
        accessible(page)
    for path in WITH_ERRORS:
        page.goto(address(path, language))
        empty(page)
        go_on(page)
        expect(page.locator("#errors")).to_be_focused()
        accessible(page)


def tab_to(page: Page, selector: str) -> None:
    for _press in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    pytest.fail(f"Tab never reaches {selector}")


def test_keyboard_alone_is_enough(page: Page, address: Address) -> None:
    page.goto(address())
    tab_to(page, "[data-quick-exit]")
    tab_to(page, "[name=aim]")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page).to_have_url(address("step/story/"))
    tab_to(page, "[name=story]")
    page.keyboard.type("Personne ne voulait écouter.")
    tab_to(page, NEXT)
    page.keyboard.press("Enter")
    expect(page).to_have_url(address("step/when/"))
    tab_to(page, "[name=happened_text]")
    page.keyboard.type("hier")
    page.keyboard.press("Enter")
    expect(page.locator("[name=place]")).to_be_visible()  # Enter goes on; it does not go back
    tab_to(page, "button[value=back]")
    page.keyboard.press("Enter")
    expect(page.locator("[name=happened_text]")).to_have_value("hier")


def test_the_browsers_own_back_button_loses_nothing(page: Page, address: Address) -> None:
    begun(page, address)
    page.locator("[name=story]").fill("Première version")
    go_on(page)
    page.go_back()
    expect(page.locator("[name=story]")).to_have_value("Première version")


def test_leaving_quickly_hides_the_form_for_good(chromium: Browser, address: Address) -> None:
    context = chromium.new_context()
    page = context.new_page()
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(str(route.request.headers.get("referer")))
        route.fulfill(body="<title>Encyclopedia</title>", content_type="text/html")

    page.route("https://www.wikipedia.org/**", answer)
    begun(page, address)
    page.locator("[name=story]").fill("secret")
    go_on(page)
    assert asked == []  # nobody else hears of it before the click
    page.locator("[data-quick-exit]").click()
    expect(page).to_have_title("Encyclopedia")
    assert asked == ["None"]
    page.go_back()
    expect(page.get_by_text("secret")).to_have_count(0)
    for _ in range(40):  # the word to the server travels beside the leaving; a busy server forgets a moment later
        page.goto(address("step/story/"))
        if page.url == address("gone/"):
            break
        page.wait_for_timeout(250)
    expect(page).to_have_url(address("gone/"))
    context.close()


def test_a_warning_comes_before_the_browser_forgets_and_the_answer_is_saved(page: Page, address: Address) -> None:
    page.clock.install()
    begun(page, address)
    expect(page.locator("[data-idle]")).to_be_empty()
    page.locator("[name=story]").fill("Half a story")
    page.clock.fast_forward("09:51:00")
    expect(page.locator("[data-idle]")).not_to_be_empty()
    assert answers_of(Draft.objects.get()).steps["story"]["story"] == ["Half a story"]


def test_on_a_busy_day_the_browser_works_for_a_moment(
    page: Page, address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttling, "SOURCE_LIMIT", 0)
    monkeypatch.setattr(throttling, "EASIEST", 2_000)
    filled(page, address)
    go_on(page)
    expect(page.locator("#wait")).to_be_focused()
    accessible(page)
    status = page.locator("[data-proof-status]")
    expect(status).to_have_text(str(status.get_attribute("data-ready")), timeout=20_000)
    go_on(page)
    expect(page).to_have_url(address("sent/"))


def test_the_form_works_without_scripts(chromium: Browser, address: Address) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    filled(page, address)
    go_on(page)
    expect(page.locator(".codes dd").last).to_have_text(CODE)
    expect(page.locator("[data-quick-exit]")).to_have_attribute("href", "https://www.wikipedia.org/")
    context.close()
