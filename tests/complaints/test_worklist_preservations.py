"""Images to keep: asked by place and moment, answered once, by the corps that has them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from complaints.forms.reach import HarmForm
from complaints.models import PreservationRequest
from complaints.services.conflicts import conflict_declare
from complaints.services.drafts import Answers
from complaints.services.intake import IntakeError
from legitimacy.models import Corps, Municipality, Role, TrailEvent, User
from tests.complaints.conftest import Make
from tests.people import person_make

SignedIn = Callable[[User], Client]
PAGE = "/en/complaints/preservations/"
IMAGES = {"images": "bodycam of the tall officer", "place": "Stationsplein", "happened_text": "last Tuesday at three"}


def answer(client: Client, request: PreservationRequest, kept: str = "yes") -> int:
    return client.post(f"{PAGE}{request.pk}/answer/", {"kept": kept}).status_code


@pytest.fixture
def demerstad(demervallei: Corps) -> Municipality:
    return Municipality.objects.create(
        code="99001", name="Sint-Demerstad / Saint-Demer", name_fr="Saint-Demer", register=demervallei.register,
        corps=demervallei,
    )  # fmt: skip


@pytest.mark.parametrize(
    "place",
    ["Stationsplein, sint demerstad, I was the man with the dog", "Claire's shop in SAINT-DEMER", "Sint-Demerstad"],
)
def test_of_a_file_held_elsewhere_the_corps_sees_day_hours_and_municipality_only(
    complaint_of: Make, signed_in: SignedIn, ilse: User, hanne: User, demerstad: Municipality, place: str
) -> None:
    today = timezone.localdate()
    given = IMAGES | {"place": place, "happened_on": today - timedelta(days=2), "images_window": "evening"}
    complaint = complaint_of(about_chief=True, **given)
    page = signed_in(ilse).get(PAGE).content.decode()
    for text in (
        "Sint-Demerstad / Saint-Demer",
        "in the evening (18 to 24)",
        "28 days left",
        "Another body has the file",
    ):
        assert text in page
    for text in (complaint.number, complaint.story, complaint.title, "tall officer", "Claire", "last Tuesday", "dog"):
        assert text not in page
    assert "Stationsplein" not in page
    answer(signed_in(ilse), PreservationRequest.objects.get())
    page = signed_in(ilse).get(PAGE).content.decode()
    for text in ("Stationsplein", "dog", "Claire", "last Tuesday"):
        assert text not in page


def test_words_that_name_no_municipality_are_not_passed_on(
    complaint_of: Make, signed_in: SignedIn, ilse: User, hanne: User, demerstad: Municipality
) -> None:
    complaint_of(about_chief=True, **IMAGES | {"place": "Demerstadlaan, at the house of my sister"})
    page = signed_in(ilse).get(PAGE).content.decode()
    assert "place not known" in page
    assert "moment not known" in page
    for text in ("sister", "Demerstadlaan", "last Tuesday"):
        assert text not in page


def test_the_form_says_what_is_passed_on_and_chooses_no_hours_for_anybody() -> None:
    form = HarmForm(None, answers=Answers(key="k"))
    words = str(form.fields["images"].help_text)
    assert "the corps reads only the day, the part of the day below and the municipality" in words
    assert "checked" not in str(form["images_window"])


def test_no_other_hours_can_be_sent(complaint_of: Make) -> None:
    with pytest.raises(IntakeError):
        complaint_of(**IMAGES, images_window="at Claire's")


def test_of_an_own_file_the_corps_sees_the_number_and_what_is_asked(
    complaint_of: Make, signed_in: SignedIn, ilse: User
) -> None:
    complaint = complaint_of(**IMAGES)
    page = signed_in(ilse).get(PAGE).content.decode()
    assert complaint.number in page
    assert "tall officer" in page


@pytest.mark.parametrize(("kept", "expected"), [("yes", True), ("no", False)])
def test_the_corps_answers_once(
    complaint_of: Make, signed_in: SignedIn, ilse: User, ivo: User, kept: str, expected: bool
) -> None:
    complaint = complaint_of(about_chief=True, **IMAGES)
    request = PreservationRequest.objects.get()
    assert answer(signed_in(ilse), request, kept) == 303
    assert answer(signed_in(ivo), request, "no" if kept == "yes" else "yes") == 303
    request.refresh_from_db()
    assert (request.kept, request.answered_by) == (expected, ilse)
    event = complaint.events.get(kind="evidence")
    assert (event.reason, event.note) == ("kept" if expected else "not_kept", "")
    assert TrailEvent.objects.get(verb="complaint.evidence").corps == ""


@pytest.mark.parametrize("kept", ["", "maybe", "yes\x00"])
def test_an_answer_that_is_none_changes_nothing(complaint_of: Make, signed_in: SignedIn, ilse: User, kept: str) -> None:
    complaint_of(**IMAGES)
    request = PreservationRequest.objects.get()
    answer(signed_in(ilse), request, kept)
    request.refresh_from_db()
    assert request.answered_on is None


def test_other_corps_bodies_and_roles_neither_see_nor_answer(
    complaint_of: Make, signed_in: SignedIn, heidi: User, hanne: User, bart: User, katrien: User, demervallei: Corps
) -> None:
    complaint_of(about_chief=True, **IMAGES)
    request = PreservationRequest.objects.get()
    assert "Stationsplein" not in signed_in(heidi).get(PAGE).content.decode()
    assert answer(signed_in(heidi), request) == 404
    officer = person_make("Omar", (Role.OFFICER, demervallei))
    for person in (hanne, bart, katrien, officer):
        assert signed_in(person).get(PAGE).status_code == 403
        assert answer(signed_in(person), request) == 403
    request.refresh_from_db()
    assert request.answered_on is None


def test_whoever_is_in_conflict_is_not_asked(complaint_of: Make, signed_in: SignedIn, ilse: User, hanne: User) -> None:
    complaint = complaint_of(about_chief=True, **IMAGES)
    conflict_declare(complaint=complaint, person=ilse, actor=hanne, note="They are friends.")
    client = signed_in(ilse)
    assert "Stationsplein" not in client.get(PAGE).content.decode()
    assert answer(client, PreservationRequest.objects.get()) == 404
    assert client.get("/en/complaints/").context["work"].preservations == 0


def test_the_most_pressing_comes_first(complaint_of: Make, signed_in: SignedIn, ilse: User) -> None:
    today = timezone.localdate()
    for place, days in (("Later", 2), ("Now", 25)):
        complaint_of(images="camera", place=place, happened_on=today - timedelta(days=days))
    assert [line.place for line, _ in signed_in(ilse).get(PAGE).context["waiting"]] == ["Now", "Later"]
