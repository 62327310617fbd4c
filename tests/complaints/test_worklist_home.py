"""The first work page: what needs whom, for each role."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from complaints.models import Complaint, Message
from complaints.services.assigning import complaint_assign
from complaints.services.conflicts import conflict_declare
from complaints.services.intake import IdentityIntake
from legitimacy.models import Corps, Register, Role, User
from tests.complaints.conftest import Make
from tests.complaints.factory import many_complaints
from tests.people import person_make

SignedIn = Callable[[User], Client]
HOME = "/en/complaints/"


def shown(client: Client) -> str:
    answer = client.get(HOME)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_handler_sees_their_files_by_the_day_they_are_due(
    complaint_of: Make, signed_in: SignedIn, ilse: User
) -> None:
    files = [complaint_of(identity=IdentityIntake(name=str(number), phone=str(number))) for number in range(3)]
    today = timezone.localdate()
    for complaint, days in zip(files, (9, -2, 3), strict=True):
        complaint_assign(complaint=complaint, handler=ilse, actor=ilse)
        Complaint.objects.filter(pk=complaint.pk).update(next_due_on=today + timedelta(days=days))
    work = signed_in(ilse).get(HOME).context["work"]
    assert [line.complaint for line in work.mine] == [files[1], files[2], files[0]]
    assert [line.due.word for line in work.mine] == ["2 days overdue", "3 days left", "9 days left"]
    assert [line.due.key for line in work.mine] == ["overdue", "nearly", "met"]
    assert work.overdue == 1


def test_unread_messages_and_files_without_a_handler_are_shown_without_their_text(
    complaint_of: Make, signed_in: SignedIn, ilse: User
) -> None:
    complaint = complaint_of()
    Message.objects.create(complaint=complaint, from_complainant=True, body="corps", text="A secret thing.")
    answer = signed_in(ilse).get(HOME)
    work = answer.context["work"]
    assert [line.complaint for line in work.unread] == [complaint]
    assert [line.complaint for line in work.unassigned] == [complaint]
    assert "A secret thing." not in answer.content.decode()


def test_numbers_count_no_file_of_another_body_and_none_in_conflict(
    complaint_of: Make, signed_in: SignedIn, ilse: User, ivo: User
) -> None:
    complaint_of(about_chief=True)
    conflict_declare(complaint=complaint_of(), person=ilse, actor=ivo, note="They are friends.")
    work = signed_in(ilse).get(HOME).context["work"]
    assert (work.unassigned_count, work.unread_count, work.overdue, work.at_risk, work.referrals) == (0, 0, 0, 0, 0)
    assert signed_in(ivo).get(HOME).context["work"].unassigned_count == 1


def test_an_empty_page_says_where_files_come_from(signed_in: SignedIn, ilse: User) -> None:
    page = shown(signed_in(ilse))
    assert "Nothing is due in your files." in page
    assert "Every open file has a handler." in page


def test_reception_sees_that_what_they_entered_arrived_and_nothing_of_the_file(
    complaint_of: Make, signed_in: SignedIn, bart: User
) -> None:
    mine = complaint_of(entered_by=bart, channel="phone")
    other = complaint_of()
    page = shown(signed_in(bart))
    assert mine.number in page
    assert "arrived" in page
    assert mine.title not in page
    assert mine.story not in page
    assert other.number not in page


def test_reception_sees_no_more_of_what_they_entered_once_they_are_in_conflict(
    complaint_of: Make, signed_in: SignedIn, bart: User, ilse: User
) -> None:
    complaint = complaint_of(entered_by=bart, channel="phone")
    conflict_declare(complaint=complaint, person=bart, actor=ilse, note="They are friends.")
    assert complaint.number not in shown(signed_in(bart))


@pytest.mark.parametrize(
    ("late", "sentence"),
    [
        (0, "At the last monthly count no complaint that your corps handles was overdue."),
        (1, "At the last monthly count some complaints that your corps handles were overdue, fewer than five."),
        (4, "At the last monthly count some complaints that your corps handles were overdue, fewer than five."),
        (5, "At the last monthly count 5 complaints that your corps handles were overdue."),
    ],
)
def test_a_chief_is_told_how_many_are_overdue_unless_they_are_few(
    demervallei: Corps, heidekant: Corps, signed_in: SignedIn, katrien: User, late: int, sentence: str
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    open_late = {"kind": "complaint", "status": "inquiry", "decided_on": None, "closed_on": None}
    late_files: dict[str, Any] = open_late | {"due_on": yesterday}
    many_complaints(late, demervallei, **late_files)
    many_complaints(7, heidekant, seed=2, **late_files)
    many_complaints(7, demervallei, seed=3, holder="committee_p", **late_files)
    page = shown(signed_in(katrien))
    assert sentence in page
    assert "K-" not in page


def test_an_auditor_sees_no_file(complaint_of: Make, signed_in: SignedIn, amina: User) -> None:
    number = complaint_of().number
    page = shown(signed_in(amina))
    assert number not in page
    assert "protected figures" in page


@pytest.mark.parametrize("role", [Role.OFFICER, Role.PROFESSIONAL_STANDARDS, Role.EVALUATION_OFFICER])
def test_who_has_nothing_to_do_with_complaints_gets_no_page(demervallei: Corps, signed_in: SignedIn, role: str) -> None:
    assert signed_in(person_make("Other", (role, demervallei))).get(HOME).status_code == 403


def test_a_role_that_ended_opens_nothing(demervallei: Corps, signed_in: SignedIn) -> None:
    ended = timezone.localdate() - timedelta(days=1)
    person = person_make("Gone", (Role.COMPLAINTS_OFFICER, demervallei))
    person.memberships.update(valid_from=ended, valid_to=ended)
    assert signed_in(person).get(HOME).status_code == 403


def test_queries_stay_as_many_as_the_files_grow(demervallei: Corps, signed_in: SignedIn, ilse: User) -> None:
    client, counted = signed_in(ilse), []
    client.get(HOME)
    for more in (60, 300):
        many_complaints(more, demervallei, seed=more, handlers=[ilse], unread=1.0)
        with CaptureQueriesContext(connection) as queries:
            client.get(HOME)
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 16


def test_committee_p_sees_what_corps_told_without_story_or_identity(
    complaint_of: Make, signed_in: SignedIn, hanne: User, ilse: User
) -> None:
    complaint = complaint_of(categories=("H3", "O1"))
    page = signed_in(hanne).get("/en/complaints/notifications/").content.decode()
    for text in (complaint.number, "Demervallei", "hurtful, rude or disrespectful language"):
        assert text in page
    for text in (complaint.story, "Claire"):
        assert text not in page
    assert signed_in(ilse).get("/en/complaints/notifications/").status_code == 403


def test_another_external_body_is_told_nothing(complaint_of: Make, signed_in: SignedIn) -> None:
    complaint_of()
    inspector = person_make("Igor", (Role.INDEPENDENT_HANDLER, Register.EXAMPLE), body="general_inspectorate")
    assert signed_in(inspector).get("/en/complaints/notifications/").status_code == 403


def test_notices_come_in_pages(demervallei: Corps, signed_in: SignedIn, hanne: User, complaint_of: Make) -> None:
    numbers = {complaint_of().number for _ in range(27)}
    client = signed_in(hanne)
    first = client.get("/en/complaints/notifications/").context["page"]
    second = client.get(f"/en/complaints/notifications/?place={first.next}").context["page"]
    assert (len(first.lines), len(second.lines), second.next) == (25, 2, "")
    assert {line.number for line in (*first.lines, *second.lines)} == numbers
