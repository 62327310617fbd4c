"""The steps of the citizen's form: what each asks for, and that nothing typed is ever lost."""

import html
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.utils import timezone

from complaints.models import Complaint, Identity
from legitimacy.models import Corps, Municipality, Register, SubjectKind
from tests.complaints.visitor import USUAL, Typed, Visitor, text_of
from tests.people import corps_make
from tests.urls import urls_reload

pytestmark = pytest.mark.django_db
CHECKED = re.compile(r"<(input|option)[^>]* (checked|selected)")
RTL = "محمد \u202e🌻"
SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


@pytest.fixture
def visitor() -> Visitor:
    return Visitor()


@pytest.fixture
def liege() -> Corps:
    """A Belgian zone whose municipality has a name in three languages."""
    zone = corps_make("9902", "Zone Liège", Register.BELGIUM)
    names = {"name": "Liège", "name_nl": "Luik", "name_de": "Lüttich"}
    Municipality.objects.create(
        code="62063", register=Register.BELGIUM, kind=SubjectKind.MUNICIPALITY, corps=zone, **names
    )
    return zone


@pytest.fixture
def demo(settings: LazySettings) -> Iterator[None]:
    settings.DEMO = True
    urls_reload()
    yield
    settings.DEMO = False
    urls_reload()


@pytest.mark.parametrize(
    ("step", "typed", "sentence"),
    [
        ("story", {"story": "  "}, "Tell what happened, in your own words."),
        ("when", {}, "Give a day, or say roughly when."),
        ("when", {"happened_on": "31/02/2026"}, "Write the day as day/month/year"),
        ("when", {"happened_text": "x" * 201}, "longer than 200 characters: it has 201"),
        ("where", {}, "Say roughly where"),
        ("police", {}, "Choose one of these."),
        ("police", {"which": "local"}, "Write the municipality"),
        ("police", {"which": "local", "municipality": "Atlantis"}, "No police zone has this name."),
        ("what", {}, "Choose at least one thing"),
        ("what", {"categories": ["ZZ"]}, "Select a valid choice"),
        ("harm", {"images": "x" * 201}, "longer than 200 characters"),
        ("reach", {}, "Choose one of the three."),
        ("help", {"interpreter": "x" * 61}, "longer than 60 characters"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_linked(visitor: Visitor, step: str, typed: Typed, sentence: str) -> None:
    visitor.begin()
    answer = visitor.answer(step, **typed)
    page = html.unescape(text_of(answer))
    assert answer.status_code == 422
    assert page.count(sentence) == 2  # in the list of errors and at the question
    assert 'id="errors"' in page
    assert 'href="#id_' in page


def test_a_day_that_has_not_come_is_told(visitor: Visitor) -> None:
    visitor.begin()
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert "This day has not come yet" in text_of(visitor.answer("when", happened_on=tomorrow.isoformat()))


@pytest.mark.parametrize("step", [*USUAL, "contact"])
def test_nothing_is_preselected(visitor: Visitor, step: str) -> None:
    visitor.begin()
    visitor.answer("reach", reach="named")
    if step != "reach":
        assert not CHECKED.search(text_of(visitor.get(f"step/{step}/")))


def test_start_preselects_nothing(visitor: Visitor) -> None:
    assert not CHECKED.search(text_of(visitor.get()))


@pytest.mark.parametrize("go", ["back", "later", "save", "next"])
def test_every_button_keeps_what_was_typed(visitor: Visitor, go: str) -> None:
    visitor.begin()
    visitor.answer("when", go, happened_on="not a day", happened_text="x" * 500)
    page = text_of(visitor.get("step/when/"))
    assert "not a day" in page
    assert "x" * 500 in page


def test_back_leads_to_the_step_before_and_keeps_all(visitor: Visitor) -> None:
    visitor.fill()
    assert visitor.answer("where", "back", place="a market").headers["Location"].endswith("/step/when/")
    assert visitor.answer("story", "back", story="Changed").headers["Location"].endswith("/complaint/")
    kept = visitor.answers().steps
    assert (kept["where"]["place"], kept["story"]["story"]) == (["a market"], ["Changed"])
    assert kept["what"]["categories"] == ["H3"]


def test_a_huge_story_gets_a_sentence_and_loses_nothing(visitor: Visitor) -> None:
    visitor.begin()
    story = "Alles 🌻 " * 24_999 + "Einde 🌻."
    answer = visitor.answer("story", story=story)
    assert answer.status_code == 422
    assert "has 200,000 characters; at most 50,000 fit" in html.unescape(text_of(answer))
    assert visitor.answers().steps["story"]["story"] == [story]
    assert story in html.unescape(text_of(visitor.get("step/story/")))


def test_people_are_added_and_removed_without_losing_the_others(visitor: Visitor) -> None:
    visitor.begin()
    visitor.answer("who", "add", people="1", name_0="First")
    page = text_of(visitor.get("step/who/"))
    assert "Person 2" in page
    assert '<input type="hidden" name="people" value="2"' in page  # the next post brings both
    visitor.answer("who", "remove-1", people="2", name_0="First", name_1="Second")
    page = text_of(visitor.get("step/who/"))
    assert "Second" in page
    assert "First" not in page


@pytest.mark.parametrize("people", ["-1", "999999", "abc", "٣", ""])
def test_a_forged_number_of_people_is_bounded(visitor: Visitor, people: str) -> None:
    visitor.begin()
    visitor.answer("who", people=people, name_0="First")
    assert text_of(visitor.get("step/who/")).count('class="person"') <= 10


@pytest.mark.parametrize("name", ["Liège", "luik", "LUTTICH", "lüttich", "zone liege", "9902"])
def test_zone_is_found_by_municipality_in_any_language(visitor: Visitor, liege: Corps, name: str) -> None:
    visitor.fill(police={"which": "local", "municipality": name})
    visitor.send()
    assert Complaint.objects.get().corps == liege


def test_several_zones_are_offered_to_choose_from(visitor: Visitor, liege: Corps) -> None:
    other = corps_make("9903", "Zone Liège Nord", Register.BELGIUM)
    visitor.begin()
    answer = visitor.answer("police", which="local", municipality="zone li")
    assert "Several police zones have this name" in text_of(answer)
    assert "Zone Liège Nord" in text_of(answer)
    visitor.fill(police={"which": "local", "municipality": "zone li", "corps": other.code}).send()
    assert Complaint.objects.get().corps == other


def test_a_demo_takes_example_corps_only_and_says_so(
    visitor: Visitor, liege: Corps, demervallei: Corps, demo: None
) -> None:
    visitor.begin()
    page = text_of(visitor.get("step/police/"))
    assert "This is a demo" in page
    assert "Liège" not in page
    assert visitor.answer("police", which="local", municipality="Liège").status_code == 422
    visitor.fill(police={"which": "local", "municipality": "demervallei"}).send()
    complaint = Complaint.objects.get()
    assert (complaint.corps, complaint.origin) == (demervallei, "simulated")


def test_federal_police_is_a_choice_where_the_register_has_it(visitor: Visitor) -> None:
    visitor.begin()
    assert 'value="federal"' not in text_of(visitor.get("step/police/"))
    federal = corps_make("9999", "Federal", Register.BELGIUM)
    Corps.objects.filter(pk=federal.pk).update(type=Corps.Type.FEDERAL)
    visitor.fill(police={"which": "federal"}).send()
    assert Complaint.objects.get().routing_rule == "federal"


@pytest.mark.parametrize(
    ("changed", "is_asked"),
    [
        ({"what": {"categories": ["H3"]}}, True),
        ({"what": {"categories": ["T4"]}}, False),
        ({"what": {"categories": ["H5"]}}, False),
        ({"what": {"categories": ["H3"], "possible_offence": "yes"}}, False),
        ({"harm": {"injured": "yes"}}, False),
    ],
)
def test_mediation_is_asked_only_where_it_is_offered(
    visitor: Visitor, changed: dict[str, Typed], is_asked: bool
) -> None:
    visitor.fill(**changed)
    assert (visitor.get("step/talk/").status_code == 200) is is_asked
    assert 'value="mediation"' not in text_of(visitor.get("step/wish/"))


def test_a_wish_for_mediation_goes_when_it_is_offered_no_more(visitor: Visitor) -> None:
    visitor.fill(talk={"wants_mediation": "yes"})
    visitor.answer("what", categories=["T4"])
    visitor.send()
    assert Complaint.objects.get().wants_mediation is None


def test_who_chooses_anonymity_after_all_leaves_no_name(visitor: Visitor) -> None:
    visitor.fill(reach={"reach": "named"})
    visitor.answer("contact", name="Claire Citoyen")
    visitor.answer("reach", reach="anonymous")
    visitor.send()
    assert Complaint.objects.get().is_anonymous
    assert not Identity.objects.exists()


def test_who_handles_it_is_said_before_the_choice_of_a_name(visitor: Visitor) -> None:
    visitor.fill(what={"categories": ["H5"]})
    page = text_of(visitor.get("step/reach/"))
    assert "It is about discrimination." in page
    assert "<strong>Committee P</strong>, which may send it on" in page


@pytest.mark.parametrize("text", [RTL, SCRIPT, "=HYPERLINK(1)", "\\u{41} #panic()"])
def test_any_text_comes_back_as_text(visitor: Visitor, text: str) -> None:
    visitor.fill(
        story={"story": text},
        when={"happened_text": text},
        where={"place": text},
        who={"people": "1", "name_0": text, "number_0": text[:40], "description_0": text, "vehicle_0": text[:60]},
        harm={"images": text},
        reach={"reach": "body_only"},
        help={"support_person": text, "interpreter": text[:60], "needs": text},
    )
    visitor.answer("contact", name=text, address=text, phone=text[:40])
    pages = [visitor.get(path) for path in ("check/", "step/story/", "step/who/", "step/contact/", "step/help/")]
    assert all("<script>alert" not in text_of(page) and "<img" not in text_of(page) for page in pages)
    assert html.unescape(text_of(pages[0])).count(text) >= 9
    visitor.send()
    assert (Complaint.objects.get().story, Identity.objects.get().name) == (text, text)


def test_a_nul_is_refused_in_a_sentence(visitor: Visitor) -> None:
    visitor.begin()
    assert visitor.answer("story", story="a\x00b").status_code == 422


def test_change_links_come_back_to_all_answers(visitor: Visitor) -> None:
    visitor.fill()
    assert 'name="from" value="check"' in text_of(visitor.get("step/where/?from=check"))
    answer = visitor.post("step/where/", {"place": "a park", "from": "check", "go": "next"})
    assert answer.headers["Location"].endswith("/check/")
    assert "a park" in text_of(visitor.get("check/"))


def test_an_unknown_step_is_not_found(visitor: Visitor) -> None:
    visitor.begin()
    assert visitor.get("step/nowhere/").status_code == 404
    assert visitor.answer("nowhere").status_code == 404


def begin_at(visitor: Visitor, code: str) -> str:
    """The page about the police, for who came from the page of a corps and pressed on from the start."""
    start = visitor.client.get(visitor.url(""), {"corps": code}).content.decode()
    hidden = re.search(r'name="corps" value="([^"]*)"', start)
    visitor.post("", {"aim": "complaint"} | ({"corps": hidden[1]} if hidden else {}))
    return text_of(visitor.get("step/police/"))


def test_who_comes_from_the_page_of_a_corps_finds_it_filled_in_and_nothing_else(visitor: Visitor, liege: Corps) -> None:
    page = begin_at(visitor, liege.code)
    assert re.search(r'<input[^>]*value="local"[^>]*checked', page)
    assert 'value="Zone Liège"' in page
    for step in ("story", "when", "where", "what", "harm", "wish", "reach"):
        assert not CHECKED.search(text_of(visitor.get(f"step/{step}/")))
    visitor.answer("police", which="local", municipality="Zone Liège")
    assert visitor.answers().steps["police"]["municipality"] == ["Zone Liège"]


def test_who_comes_from_the_page_of_a_corps_may_choose_another(visitor: Visitor, liege: Corps) -> None:
    begin_at(visitor, liege.code)
    visitor.answer("police", which="unknown")
    page = text_of(visitor.get("step/police/"))
    assert re.search(r'<input[^>]*value="unknown"[^>]*checked', page)
    assert 'value="Zone Liège"' not in page


@pytest.mark.parametrize("code", ["V017", "nonsense", "", SCRIPT, "9" * 5000, "\x00"])
def test_a_corps_that_is_none_here_is_ignored(visitor: Visitor, liege: Corps, demervallei: Corps, code: str) -> None:
    page = begin_at(visitor, code)
    assert not CHECKED.search(page)
    visitor.post("", {"aim": "complaint", "corps": code})
    assert visitor.answers().corps == ""


def test_the_corps_of_the_link_stands_in_no_log(
    visitor: Visitor, liege: Corps, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    begin_at(visitor, liege.code)
    assert "GET /en/complaint/" in caplog.text
    assert "corps" not in caplog.text
