"""Staff enter a complaint for somebody: the same rules, a number and a code to hand over, and nothing else to see."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from complaints.models import Complaint, Identity
from complaints.services.intake import code_hash, intake_key_make
from legitimacy.models import Corps, User
from tests.complaints.importing import demo_on

URL = "/en/complaints/enter/"
Enter = Callable[..., Any]

__all__ = ["demo_on"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_on")]


@pytest.fixture
def enter(client: Client, demervallei: Corps, bart: User, ilse: User) -> Enter:
    """Bart of reception sends the form; `given` changes answers, None leaves one out."""

    def enter(who: User = bart, **given: Any) -> HttpResponse:
        client.force_login(who)
        usual = {
            "channel": "phone",
            "received_on": timezone.localdate().isoformat(),
            "language": "fr",
            "kind": "complaint",
            "story": "Nobody answered when I called. 🚓 שלום",
            "categories": ["O1", "T2"],
            "corps": demervallei.pk,
            "reach": "named",
            "name": "Zoë Ünal",
            "phone": "0470 00 00 00",
            "member_name": "=cmd()",
            "wants_mediation": "no",
            "intake_key": intake_key_make(),
        }
        answers = {name: value for name, value in (usual | given).items() if value is not None}
        return client.post(URL, answers)  # type: ignore[return-value]  # the test client's own answer

    return enter


def test_a_call_becomes_a_file_with_a_number_and_a_code_to_hand_over(enter: Enter, bart: User) -> None:
    answer = enter()
    assert answer.status_code == 200
    file = Complaint.objects.get()
    assert answer.context["code"] in answer.content.decode()
    assert file.code_hash == code_hash(answer.context["code"])
    assert (file.channel, file.language, file.entered_by, file.wants_mediation) == ("phone", "fr", bart, False)
    assert set(file.allegations.values_list("category", flat=True)) == {"O1", "T2"}
    assert Identity.objects.get().name == "Zoë Ünal"
    assert file.involved.get().name == "=cmd()"
    assert answer["Cache-Control"] == "no-store"


def test_sent_twice_it_is_one_complaint_with_one_code(enter: Enter) -> None:
    key = intake_key_make()
    codes = {enter(intake_key=key).context["code"] for _time in range(2)}
    assert (len(codes), Complaint.objects.count()) == (1, 1)


def test_the_clerk_sees_later_that_it_arrived_and_nothing_else(enter: Enter, client: Client) -> None:
    code = enter().context["code"]
    page = client.get(URL).content.decode()
    assert Complaint.objects.get().number in page
    assert code not in page
    assert "Nobody answered" not in page


def test_a_letter_counts_from_the_day_it_arrived(enter: Enter) -> None:
    day = timezone.localdate() - timedelta(days=4)
    enter(channel="letter", received_on=day.isoformat())
    assert Complaint.objects.get().received_on == day


def test_an_anonymous_caller_leaves_no_identity(enter: Enter) -> None:
    enter(reach="anonymous", name=None, phone=None)
    assert Complaint.objects.get().is_anonymous
    assert not Identity.objects.exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"story": "  "}, "story"),
        ({"story": "x" * 50_001}, "story"),
        ({"categories": None}, "categories"),
        ({"categories": ["X0"]}, "categories"),
        ({"channel": None}, "channel"),
        ({"channel": "web"}, "channel"),
        ({"received_on": "2091-01-01"}, "received_on"),
        ({"happened_on": "2091-01-01"}, "happened_on"),
        ({"reach": None}, "reach"),
        ({"reach": "anonymous"}, "name"),
        ({"name": None, "phone": None}, "name"),
        ({"email": "no address"}, "email"),
        ({"language": "es"}, "language"),
        ({"corps": "0"}, "corps"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_typed_is_lost(enter: Enter, given: dict[str, Any], field: str) -> None:
    answer = enter(**given)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert f'href="#id_{field}"' in page
    assert "=cmd()" in page
    assert not Complaint.objects.exists()


def test_staff_write_down_complaints_about_their_own_corps_only(enter: Enter, heidekant: Corps) -> None:
    assert enter(corps=heidekant.pk).status_code == 422
    assert not Complaint.objects.exists()


def test_an_independent_handler_takes_complaints_about_any_corps_or_none(
    enter: Enter, hanne: User, heidekant: Corps
) -> None:
    enter(who=hanne, corps=heidekant.pk)
    enter(who=hanne, corps=None)
    assert set(Complaint.objects.values_list("corps__code", "holder")) == {
        (heidekant.code, "committee_p"),
        (None, "committee_p"),
    }
