"""The same step for several files: each by the service of a single one, each answered by itself."""

from collections.abc import Callable, Iterable

import pytest
from django.test import Client

from complaints.models import Complaint
from complaints.services.assigning import complaint_assign
from complaints.services.conflicts import conflict_declare
from complaints.services.history import complaint_touch
from complaints.services.intake import IdentityIntake
from complaints.workflow.states import Status
from legitimacy.models import Corps, User
from tests.complaints.conftest import Make
from tests.complaints.factory import many_complaints

SignedIn = Callable[[User], Client]
ASSIGN, CLOSE = "/en/complaints/assign/", "/en/complaints/close/"


def ticked(files: Iterable[Complaint]) -> list[str]:
    return [f"{row.pk}:{row.version}" for row in Complaint.objects.filter(pk__in=[file.pk for file in files])]


def test_files_are_assigned_together(complaint_of: Make, signed_in: SignedIn, ilse: User, ivo: User) -> None:
    files = [complaint_of(identity=IdentityIntake(name=str(number), phone=str(number))) for number in range(3)]
    answer = signed_in(ilse).post(ASSIGN, {"file": ticked(files), "handler": ivo.pk})
    assert answer.status_code == 200
    assert set(Complaint.objects.values_list("handler", flat=True)) == {ivo.pk}
    assert all(file.assignments.get().is_independent for file in files)
    assert all(file.events.filter(kind="assigned").exists() for file in files)


def test_one_that_cannot_be_assigned_keeps_none_of_the_others(
    complaint_of: Make, signed_in: SignedIn, ilse: User, ivo: User
) -> None:
    good, shut, tied = complaint_of(), complaint_of(), complaint_of(entered_by=ivo, channel="phone")
    conflict_declare(complaint=shut, person=ivo, actor=ilse, note="They are friends.")
    page = signed_in(ilse).post(ASSIGN, {"file": ticked([good, shut, tied]), "handler": ivo.pk}).content.decode()
    assert "This person cannot handle this file." in page
    assert "The handler has a tie to this file." in page
    handlers = {row.pk: row.handler_id for row in Complaint.objects.all()}
    assert handlers == {good.pk: ivo.pk, shut.pk: None, tied.pk: None}


def test_a_file_that_changed_meanwhile_is_left_and_told(
    complaint_of: Make, signed_in: SignedIn, ilse: User, ivo: User
) -> None:
    complaint = complaint_of()
    sent = ticked([complaint])
    complaint_touch(complaint)
    page = signed_in(ilse).post(ASSIGN, {"file": sent, "handler": ivo.pk}).content.decode()
    assert "Somebody changed this file after you opened the list." in page
    assert not Complaint.objects.exclude(handler=None).exists()


def test_files_of_others_are_as_if_they_were_not_there(
    complaint_of: Make, signed_in: SignedIn, ilse: User, heidi: User
) -> None:
    outside, elsewhere = complaint_of(), complaint_of(about_chief=True)
    for person, file in ((heidi, outside), (ilse, elsewhere)):
        for address in (ASSIGN, CLOSE):
            page = signed_in(person).post(address, {"file": ticked([file]), "handler": person.pk}).content.decode()
            absent = signed_in(person).post(address, {"file": ["999999:1"], "handler": person.pk}).content.decode()
            assert file.number not in page
            assert "This file is not in your hands" in page
            assert page.count("<li>") == absent.count("<li>")
    assert not Complaint.objects.exclude(handler=None).exists()


def test_a_handler_of_another_corps_is_no_choice(
    complaint_of: Make, signed_in: SignedIn, ilse: User, heidi: User
) -> None:
    complaint = complaint_of()
    for handler in (heidi.pk, 0, "", "x", "9" * 30):
        assert signed_in(ilse).post(ASSIGN, {"file": ticked([complaint]), "handler": handler}).status_code == 400
    complaint.refresh_from_db()
    assert complaint.handler is None


def test_files_are_closed_together_where_the_table_of_steps_allows_it(
    complaint_of: Make, signed_in: SignedIn, ilse: User
) -> None:
    ready, early = complaint_of(), complaint_of()
    complaint_assign(complaint=ready, handler=ilse, actor=ilse)
    Complaint.objects.filter(pk=ready.pk).update(status=Status.COMMUNICATED)
    page = signed_in(ilse).post(CLOSE, {"file": ticked([ready, early])}).content.decode()
    assert "This step is not possible: the file is at “received”." in page
    assert {row.pk: row.status for row in Complaint.objects.all()} == {ready.pk: "closed", early.pk: "received"}
    assert ready.events.filter(kind="close").exists()


def test_a_file_with_measures_to_do_is_not_closed(complaint_of: Make, signed_in: SignedIn, ilse: User) -> None:
    complaint = complaint_of()
    complaint.measures.create(code="training", decided_on=complaint.received_on)
    Complaint.objects.filter(pk=complaint.pk).update(status=Status.COMMUNICATED)
    page = signed_in(ilse).post(CLOSE, {"file": ticked([complaint])}).content.decode()
    assert "Some measures are not done yet." in page


def test_more_than_a_hundred_are_refused_whole(demervallei: Corps, signed_in: SignedIn, ilse: User) -> None:
    many_complaints(101, demervallei, status=Status.RECEIVED, closed_on=None)
    answer = signed_in(ilse).post(ASSIGN, {"file": ticked(Complaint.objects.all()), "handler": ilse.pk})
    assert answer.status_code == 400
    assert not Complaint.objects.exclude(handler=None).exists()


@pytest.mark.parametrize("file", [[], [""], ["1"], ["1:"], [":1"], ["x:y"], ["1:1:1"], ["²:1"], ["9" * 40 + ":1"]])
def test_a_selection_that_is_none_is_told(signed_in: SignedIn, ilse: User, file: list[str]) -> None:
    answer = signed_in(ilse).post(ASSIGN, {"file": file, "handler": ilse.pk})
    assert answer.status_code == 400
    assert "Tick at least one file." in answer.content.decode()


def test_the_same_form_twice_assigns_once(complaint_of: Make, signed_in: SignedIn, ilse: User, ivo: User) -> None:
    complaint = complaint_of()
    sent = {"file": ticked([complaint]), "handler": ivo.pk}
    client = signed_in(ilse)
    client.post(ASSIGN, sent)
    assert "Somebody changed this file" in client.post(ASSIGN, sent).content.decode()
    assert complaint.assignments.count() == 1
