"""In a demo every page of complaints says that all is fictional; where complaints are real no page does."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import LazySettings
from django.test import Client

from complaints.models import Complaint
from complaints.services.intake import Intake, complaint_register
from legitimacy.models import Corps, User
from tests.complaints.conftest import Make
from tests.complaints.filepage import address, signed_in
from tests.complaints.visitor import Visitor
from tests.urls import urls_reload

pytestmark = pytest.mark.django_db
MARK = 'class="register-banner"'
WORK = ("", "files/", "referrals/", "preservations/", "enter/", "disposals/", "import/", "figures/")


@pytest.fixture
def demo(settings: LazySettings) -> Iterator[None]:
    settings.DEMO = True
    urls_reload()
    yield
    settings.DEMO = False
    urls_reload()


def work_pages(person: User, file: Complaint) -> dict[str, str]:
    client = signed_in(person)
    places = [*(f"/en/complaints/{path}" for path in WORK), address(file), address(file, "complaint_note")]
    return {place: client.get(place, follow=True).content.decode() for place in places}


def test_every_work_page_of_a_demo_is_marked(complaint_of: Make, ilse: User, demo: None) -> None:
    unmarked = [place for place, page in work_pages(ilse, complaint_of()).items() if MARK not in page]
    assert unmarked == []


def test_work_pages_of_a_real_register_are_not(complaint_of: Make, ilse: User) -> None:
    pages = work_pages(ilse, complaint_of())
    assert [place for place, page in pages.items() if MARK in page] == ["/en/complaints/figures/"]


def test_form_and_mailbox_of_a_demo_are_marked_and_stay_neutral(intake_of: Callable[..., Intake], demo: None) -> None:
    visitor = Visitor()
    visitor.begin()
    for path in ("", "step/story/", "check/", "later/", "resume/", "left/", "way/crime/", "status/"):
        page = visitor.client.get(visitor.url(path), follow=True).content.decode()
        assert MARK in page, path
        assert "<title>Form</title>" in page, path
    code = complaint_register(intake_of()).code
    client = Client()
    assert MARK in client.post("/en/complaint/status/", {"code": code}, follow=True).content.decode()


def test_page_about_complaining_at_an_example_corps_is_marked(demervallei: Corps, client: Client) -> None:
    assert MARK in client.get(f"/en/complaints/about/{demervallei.code}/").content.decode()
