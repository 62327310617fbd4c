"""What the form leaves behind in browsers, addresses and logs: nothing about a case."""

import re

import pytest

from complaints.models import Complaint
from tests.complaints.visitor import USUAL, Visitor, text_of

pytestmark = pytest.mark.django_db
PAGES = (
    "",
    "check/",
    "later/",
    "resume/",
    "gone/",
    "left/",
    "done/",
    "way/crime/",
    *(f"step/{step}/" for step in USUAL),
)


@pytest.fixture
def visitor() -> Visitor:
    return Visitor().fill()


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_kept_nowhere_and_has_a_neutral_title(visitor: Visitor, path: str) -> None:
    answer = visitor.get(path)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] in {"no-referrer", "same-origin"}
    assert answer.headers["X-Robots-Tag"] == "noindex"
    title = re.search(r"<title>(.*?)</title>", text_of(answer), re.DOTALL)
    assert title
    assert title.group(1) == "Form"


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_a_way_out_and_asks_no_other_site(visitor: Visitor, path: str) -> None:
    page = text_of(visitor.get(path))
    exits = re.findall(r'<a class="quick-exit" href="(https://[^"]+)" rel="([^"]+)"', page)
    assert [where for where, _rel in exits] == ["https://www.wikipedia.org/"]
    assert "noreferrer" in exits[0][1]
    loaded = re.findall(r'<(?:script|link|img|iframe)[^>]+(?:src|href)="(https?://[^"]+)"', page)
    assert loaded == []


def test_number_and_code_stand_in_no_address_and_no_log(
    visitor: Visitor, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level("DEBUG")
    visitor.answer("story", story="A secret of 4711 words")
    location = visitor.send().headers["Location"]
    visitor.get("sent/")
    number = Complaint.objects.get().number
    logged = caplog.text + "".join(capfd.readouterr())
    assert number not in location
    assert number not in logged
    assert "4711" not in logged
    assert "203.0.113.7" not in logged


def test_the_cookie_holds_only_the_key_of_the_session(visitor: Visitor) -> None:
    assert {name for name in visitor.client.cookies if name != "csrf"} == {"session"}
    assert len(visitor.client.cookies["session"].value) == 32


def test_a_session_planted_before_opens_nothing() -> None:
    visitor = Visitor()
    visitor.client.session.save()
    planted = visitor.client.session.session_key
    visitor.begin()
    assert visitor.client.session.session_key != planted


def test_what_will_happen_is_said_before_the_first_question(visitor: Visitor) -> None:
    page = text_of(Visitor().get())
    before = page[: page.index('name="aim"')]
    for sentence in (
        "we pass it to Committee P, which may send it on",
        "We do not give your name without telling you first, unless the law obliges us",
        "Details of the story can make you recognisable",
        "The first message is due within 7 days, the decision within 45 days",
    ):
        assert sentence in before
