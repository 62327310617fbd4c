"""Images to keep: asked by place and moment, answered once, by the corps that has them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from complaints.models import PreservationRequest
from complaints.services.conflicts import conflict_declare
from legitimacy.models import Corps, Role, TrailEvent, User
from tests.complaints.conftest import Make
from tests.people import person_make

SignedIn = Callable[[User], Client]
PAGE = "/en/complaints/preservations/"
IMAGES = {"images": "bodycam of the tall officer", "place": "Stationsplein", "happened_text": "last Tuesday at three"}


def answer(client: Client, request: PreservationRequest, kept: str = "yes") -> int:
    return client.post(f"{PAGE}{request.pk}/answer/", {"kept": kept}).status_code


def test_of_a_file_held_elsewhere_the_corps_sees_place_and_moment_only(
    complaint_of: Make, signed_in: SignedIn, ilse: User, hanne: User
) -> None:
    complaint = complaint_of(about_chief=True, **IMAGES)
    page = signed_in(ilse).get(PAGE).content.decode()
    for text in ("Stationsplein", "last Tuesday at three", "30 days left"):
        assert text in page
    for text in (complaint.number, complaint.story, complaint.title, "tall officer", "Claire"):
        assert text not in page


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
    conflict_declare(complaint=complaint, person=ilse, actor=hanne)
    client = signed_in(ilse)
    assert "Stationsplein" not in client.get(PAGE).content.decode()
    assert answer(client, PreservationRequest.objects.get()) == 404
    assert client.get("/en/complaints/").context["work"].preservations == 0


def test_the_most_pressing_comes_first(complaint_of: Make, signed_in: SignedIn, ilse: User) -> None:
    today = timezone.localdate()
    for place, days in (("Later", 2), ("Now", 25)):
        complaint_of(images="camera", place=place, happened_on=today - timedelta(days=days))
    assert [line.place for line, _ in signed_in(ilse).get(PAGE).context["waiting"]] == ["Now", "Later"]
