"""Sending the form: once, whole, with a number and a code that are shown until they are noted."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone, translation

from complaints.forms import citizen
from complaints.forms.filing import STEPS
from complaints.models import Complaint, Draft, Identity, PreservationRequest
from complaints.selectors.evidence import evidence_of_complainant
from complaints.services import drafts
from complaints.services.intake import IntakeError, code_hash
from tests.complaints.visitor import Visitor, text_of

pytestmark = pytest.mark.django_db
CODE = re.compile(r"(?:[2-9A-Z]{4}-){6}[2-9A-Z]{4}")


@pytest.fixture
def visitor() -> Visitor:
    return Visitor()


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_the_whole_form_works_without_scripts_in_every_language(language: str) -> None:
    visitor = Visitor(language=language).fill(
        police={"which": "unknown"},
        who={"people": "1", "name_0": "Agent X", "about_chief": "no"},
        harm={"injured": "yes", "images": "camera in the hall"},
        talk={"wants_mediation": "yes"},
        reach={"reach": "named"},
    )
    visitor.answer("contact", name="Claire", email="claire@example.org", notify_by_email="on")
    assert visitor.send().headers["Location"] == f"/{language}/complaint/sent/"
    complaint = Complaint.objects.get()
    page = text_of(visitor.get("sent/"))
    code = CODE.search(page)
    assert code
    assert complaint.number in page
    assert complaint.code_hash == code_hash(code.group())
    assert (complaint.language, complaint.channel, complaint.is_anonymous) == (language, "web", False)
    assert (Identity.objects.get().name, Identity.objects.get().notify_by_email) == ("Claire", True)
    assert complaint.involved.get().name == "Agent X"
    assert PreservationRequest.objects.get().what == "camera in the hall"


def test_a_report_of_a_dysfunction_is_kept_apart(visitor: Visitor) -> None:
    visitor.fill()
    visitor.begin("report_of_dysfunction")
    visitor.send()
    assert Complaint.objects.get().kind == "report_of_dysfunction"


def test_sent_twice_is_one_complaint_with_the_same_number_and_code(visitor: Visitor) -> None:
    visitor.fill().send()
    first = text_of(visitor.get("sent/"))
    assert visitor.send().headers["Location"].endswith("/sent/")
    assert CODE.findall(text_of(visitor.get("sent/"))) == CODE.findall(first)
    assert Complaint.objects.count() == 1


def test_two_windows_that_send_at_once_get_one_file(visitor: Visitor) -> None:
    """Both read the form before either sent it."""
    visitor.fill()
    draft = Draft.objects.get()
    fields = {"register": "belgium", "origin": "real", "story": "x", "categories": ("H3",), "is_anonymous": True}
    one = drafts.draft_file(draft=draft, intake=fields)
    two = drafts.draft_file(draft=Draft.objects.get(pk=draft.pk), intake=fields)
    assert (one.complaint, one.code) == (two.complaint, two.code)
    assert (one.is_new, two.is_new) == (True, False)


@pytest.mark.django_db(transaction=True)
def test_the_same_form_from_four_windows_at_the_same_moment_is_one_file(visitor: Visitor) -> None:
    visitor.fill()

    def send(_window: int) -> str:
        window = Visitor()
        window.client.cookies = visitor.client.cookies
        location = window.send().headers["Location"]
        connection.close()
        return location

    with ThreadPoolExecutor(4) as pool:
        locations = set(pool.map(send, range(4)))
    assert locations == {"/en/complaint/sent/"}
    assert Complaint.objects.count() == 1


def test_answers_go_when_the_form_was_sent(visitor: Visitor) -> None:
    visitor.fill().send()
    assert visitor.answers().steps == {}
    assert visitor.get("step/story/").headers["Location"].endswith("/sent/")
    visitor.answer("story", story="again")
    assert visitor.answers().steps == {}


def test_number_and_code_stay_until_they_are_noted(visitor: Visitor) -> None:
    visitor.fill().send()
    refused = visitor.post("sent/")
    assert refused.status_code == 422
    assert CODE.search(text_of(refused))
    assert visitor.post("sent/", {"noted": "on"}).headers["Location"].endswith("/done/")
    assert not Draft.objects.exists()
    assert visitor.get("sent/").headers["Location"].endswith("/gone/")
    assert visitor.send().headers["Location"].endswith("/gone/")
    assert Complaint.objects.count() == 1


def test_the_code_is_not_shown_for_longer_than_a_day(visitor: Visitor) -> None:
    visitor.fill().send()
    with time_machine.travel(timezone.now() + timedelta(hours=drafts.SENT_KEPT_HOURS, minutes=1)):
        assert visitor.get("sent/").headers["Location"].endswith("/gone/")


def test_a_resume_code_opens_nothing_once_it_was_sent(visitor: Visitor) -> None:
    visitor.fill()
    code = CODE.search(text_of(visitor.post("later/")))
    visitor.send()
    assert code
    assert Visitor().post("resume/", {"code": code.group()}).status_code == 422


def test_number_and_code_are_taken_away_as_text_and_as_pdf(visitor: Visitor) -> None:
    visitor.fill().send()
    number = Complaint.objects.get().number
    text, document = visitor.get("sent/note.txt"), visitor.get("sent/note.pdf")
    assert number in text_of(text)
    assert CODE.search(text_of(text))
    assert document.content.startswith(b"%PDF")
    assert b"/StructTreeRoot" in document.content
    names = text.headers["Content-Disposition"] + document.headers["Content-Disposition"]
    assert "complaint" not in names
    assert number not in names


def test_an_incomplete_form_leads_to_what_is_missing(visitor: Visitor) -> None:
    visitor.fill(where={"place": ""})
    answer = visitor.send()
    assert answer.status_code == 422
    assert 'action="/en/complaint/step/where/"' in text_of(answer)
    assert "This still needs an answer." in text_of(visitor.get("check/"))
    assert not Complaint.objects.exists()


def test_a_form_without_its_kind_asks_for_it(visitor: Visitor) -> None:
    visitor.answer("story", story="Typed after the browser forgot the form.")
    assert visitor.send().headers["Location"].endswith("/complaint/")


@pytest.mark.parametrize(
    ("field", "step"),
    [
        ("story", "story"),
        ("happened_on", "when"),
        ("categories", "what"),
        ("wishes", "wish"),
        ("corps", "police"),
        ("identity", "reach"),
        ("language", "story"),
    ],
)
def test_what_the_service_refuses_comes_back_on_its_step(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, field: str, step: str
) -> None:
    def refuse(_intake: object) -> None:
        raise IntakeError(field, "Put this right.")

    monkeypatch.setattr(drafts, "complaint_register", refuse)
    answer = visitor.fill().send()
    assert answer.status_code == 422
    assert f'action="/en/complaint/step/{step}/"' in text_of(answer)
    assert "Put this right." in text_of(answer)
    assert visitor.answers().steps["story"]["story"] == ["They would not listen to me at the desk."]


def test_the_server_looks_at_every_rule_again(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    """A step that lets too much through meets the same rule in the service."""
    monkeypatch.setattr(citizen.StoryForm, "clean_story", lambda form: form.cleaned_data["story"])
    answer = visitor.fill(story={"story": "x" * 60_000}).send()
    assert answer.status_code == 422
    assert "The story is longer than" in text_of(answer)


def test_every_step_speaks_the_language_of_the_page() -> None:
    """A heading that was translated when the module was read would stay in one language."""
    with translation.override("nl"):
        assert all(not isinstance(step.heading, str) for step in STEPS)


@pytest.mark.parametrize("path", ["sent/", "sent/note.txt", "check/", "later/", "step/story/"])
def test_without_a_form_every_page_says_so(path: str, client: Client) -> None:
    answer = client.get(f"/en/complaint/{path}")
    assert answer.headers["Location"].endswith("/gone/")


@pytest.fixture
def filed(visitor: Visitor) -> Callable[[], Complaint]:
    def file() -> Complaint:
        visitor.fill().send()
        return Complaint.objects.get()

    return file


def test_terms_begin_and_committee_p_is_told(filed: Callable[[], Complaint]) -> None:
    complaint = filed()
    assert complaint.next_due_on == complaint.received_on + timedelta(days=7)
    assert complaint.holder == "committee_p"


def test_files_are_added_once_the_form_was_sent(visitor: Visitor) -> None:
    visitor.fill().send()
    page = text_of(visitor.get("sent/"))
    assert 'enctype="multipart/form-data"' in page
    photo = SimpleUploadedFile("nota.txt", b"Wat ik zag.", "text/plain")
    assert visitor.post("sent/files/", {"uploads": photo}).headers["Location"].endswith("/sent/")
    assert [row.name for row in evidence_of_complainant(Complaint.objects.get())] == ["nota.txt"]
    assert "nota.txt" in text_of(visitor.get("sent/"))


@pytest.mark.parametrize("content", [b"", b"MZ\x90\x00" + b"\x00" * 200])
def test_a_file_that_is_not_taken_loses_neither_complaint_nor_code(visitor: Visitor, content: bytes) -> None:
    visitor.fill().send()
    answer = visitor.post("sent/files/", {"uploads": SimpleUploadedFile("<b>x</b>.exe", content)})
    assert answer.status_code == 422
    assert CODE.search(text_of(answer))
    assert "<b>x</b>" not in text_of(answer)
    assert Complaint.objects.count() == 1


def test_adding_no_file_says_so(visitor: Visitor) -> None:
    visitor.fill().send()
    assert "Choose a file first." in text_of(visitor.post("sent/files/"))


def test_files_go_nowhere_without_a_sent_form(visitor: Visitor) -> None:
    visitor.fill()
    photo = SimpleUploadedFile("x.txt", b"x")
    assert visitor.post("sent/files/", {"uploads": photo}).headers["Location"].endswith("/gone/")
