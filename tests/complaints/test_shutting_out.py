"""A colleague is shut out with a reason, Committee P reads it, and only a second person lets them in again."""

import pytest
from django.utils import timezone

from complaints.models import Complaint, Conflict, Event, Notification
from complaints.services.conflicts import LiftError, conflict_declare, conflict_lift
from complaints.services.needs import NeedMissingError
from complaints.services.notifying import copy_take, notification_mark
from complaints.workflow.states import Need
from legitimacy.models import Corps, Membership, Role, TrailEvent, User
from legitimacy.models.members import user_lookup
from tests.complaints.conftest import Make
from tests.complaints.filepage import address, done, look, send, signed_in, text_of
from tests.complaints.test_conflicts import involve, member_of, sees
from tests.people import person_make

WHY = "They play in the same team as the officer."
NOTICES = "/en/complaints/notifications/"


@pytest.fixture
def iris(demervallei: Corps) -> User:
    """A third complaints officer in Demervallei."""
    return person_make("Iris", (Role.COMPLAINTS_OFFICER, demervallei))


@pytest.fixture
def file(complaint_of: Make, ivo: User, iris: User) -> Complaint:
    return complaint_of()


def shut(file: Complaint, ivo: User, ilse: User) -> Conflict:
    return conflict_declare(complaint=file, person=ivo, actor=ilse, note=WHY)


@pytest.mark.parametrize("note", ["", "  \n"])
def test_nobody_is_shut_out_without_a_reason_in_words(file: Complaint, ilse: User, ivo: User, note: str) -> None:
    with pytest.raises(NeedMissingError) as missing:
        conflict_declare(complaint=file, person=ivo, actor=ilse, note=note)
    assert missing.value.need is Need.NOTE
    assert sees(ivo, file)
    refused = send(signed_in(ilse), file, "complaint_conflict", person=str(ivo.pk), reason="conflict", note=note)
    assert refused.status_code == 422
    assert not Conflict.objects.exists()
    assert not Notification.objects.exclude(about="file").exists()


def test_committee_p_reads_who_did_it_and_why(file: Complaint, ilse: User, ivo: User, hanne: User) -> None:
    assert done(send(signed_in(ilse), file, "complaint_conflict", person=str(ivo.pk), reason="conflict", note=WHY))
    assert not sees(ivo, file)
    notice = Notification.objects.get(about="shut_out")
    assert (notice.body, notice.notified_on, notice.note) == ("committee_p", timezone.localdate(), WHY)
    page = signed_in(hanne).get(NOTICES).content.decode()
    assert "a colleague was shut out" in page
    assert WHY in page
    assert TrailEvent.objects.filter(verb="complaint.conflict", actor=ilse).exists()
    file.refresh_from_db()
    assert file.committee_p_notified_on == file.received_on, "the notice of the file itself keeps its day"


def test_without_anybody_at_committee_p_the_notice_waits_as_a_letter(file: Complaint, ilse: User, ivo: User) -> None:
    Membership.objects.filter(role=Role.INDEPENDENT_HANDLER).delete()
    shut(file, ivo, ilse)
    notice = Notification.objects.get(about="shut_out")
    assert (notice.notified_on, notice.off_platform) == (None, True)
    assert "a colleague was shut out" in text_of(look(signed_in(ilse), file))
    notification_mark(notification=notice, actor=ilse)
    notice.refresh_from_db()
    assert notice.notified_on == timezone.localdate()


def test_of_a_file_that_another_body_holds_nobody_is_told(complaint_of: Make, ilse: User, hanne: User) -> None:
    file = complaint_of(about_chief=True)
    conflict_declare(complaint=file, person=ilse, actor=hanne, note=WHY)
    assert not Notification.objects.exclude(about="file").exists()


def test_a_third_colleague_lets_them_in_again_with_a_reason(file: Complaint, ilse: User, ivo: User, iris: User) -> None:
    conflict = shut(file, ivo, ilse)
    client = signed_in(iris)
    page = text_of(look(client, file))
    link = f"{address(file, 'complaint_conflict_lift')}?conflict={conflict.pk}"
    assert WHY in page
    assert link in page
    assert client.get(link).context["form"]["conflict"].value() == str(conflict.pk)
    empty = send(client, file, "complaint_conflict_lift", conflict=conflict.pk, note="")
    assert empty.status_code == 422
    assert not sees(ivo, file)
    assert done(send(client, file, "complaint_conflict_lift", conflict=conflict.pk, note="They left that team."))
    assert sees(ivo, file)
    event = Event.objects.get(complaint=file, kind="conflict_lifted")
    assert (event.actor, event.note) == (iris, "They left that team.")
    assert TrailEvent.objects.filter(verb="complaint.conflict_lifted", actor=iris).exists()
    assert Notification.objects.get(about="let_in").note == "They left that team."


def test_committee_p_lets_in_once_it_took_a_copy(file: Complaint, ilse: User, ivo: User, hanne: User) -> None:
    conflict = shut(file, ivo, ilse)
    client = signed_in(hanne)
    assert client.get(address(file, "complaint_conflict_lift")).status_code == 404
    with pytest.raises(LiftError):
        conflict_lift(conflict=conflict, actor=hanne, note="No.")
    copy_take(complaint=file, body="committee_p", actor=hanne, reason="handling", note="To see why.")
    assert WHY in text_of(look(client, file))
    assert done(send(client, file, "complaint_conflict_lift", conflict=conflict.pk, note="No tie is shown."))
    assert sees(ivo, file)


def test_neither_the_colleague_nor_who_shut_them_out_lifts_it(
    file: Complaint, ilse: User, ivo: User, iris: User, heidi: User
) -> None:
    conflict = shut(file, ivo, ilse)
    for person in (ivo, ilse, heidi):
        with pytest.raises(LiftError):
            conflict_lift(conflict=conflict, actor=person, note="I may.")
    for person, status in ((ivo, 404), (heidi, 404), (ilse, 403)):
        client = signed_in(person)
        assert client.get(address(file, "complaint_conflict_lift")).status_code == status
        answer = send(client, file, "complaint_conflict_lift", conflict=conflict.pk, note="I may.")
        assert answer.status_code == status
    assert "conflict/lift" not in text_of(look(signed_in(ilse), file))
    assert Conflict.objects.filter(pk=conflict.pk).exists()


def test_a_second_account_of_the_same_mailbox_does_not_lift_it_either(
    file: Complaint, ilse: User, ivo: User, demervallei: Corps
) -> None:
    conflict = shut(file, ivo, ilse)
    for first in (ivo, ilse):
        second = person_make("Twin", (Role.COMPLAINTS_OFFICER, demervallei))
        name, _at, place = first.email.partition("@")
        User.objects.filter(pk=second.pk).update(email=f"{name.upper()}+two@{place}")
        second.refresh_from_db()
        with pytest.raises(LiftError):
            conflict_lift(conflict=conflict, actor=second, note="I may.")
        second.delete()


def test_a_tie_that_the_records_show_is_lifted_by_nobody(
    file: Complaint, demervallei: Corps, ilse: User, ivo: User, iris: User
) -> None:
    """Not when it is named beside a declared one either, and its name is never shown as shut out."""
    conflict = shut(file, ivo, ilse)
    involve(file, member_of(demervallei, ivo), by=ilse)
    conflict.refresh_from_db()
    assert conflict.kind == Conflict.Kind.NAMED
    with pytest.raises(LiftError):
        conflict_lift(conflict=conflict, actor=iris, note="I may.")
    assert "Shut out by a colleague" not in text_of(look(signed_in(iris), file))


def test_what_the_records_show_by_then_shuts_out_anew(
    file: Complaint, demervallei: Corps, ilse: User, ivo: User, iris: User
) -> None:
    member = member_of(demervallei)
    involve(file, member, by=ilse)
    conflict = shut(file, ivo, ilse)
    member.user_lookup = user_lookup(ivo.pk)
    member.save()
    conflict_lift(conflict=conflict, actor=iris, note="I may.")
    assert not sees(ivo, file)
    assert Conflict.objects.get(complaint=file).kind == Conflict.Kind.NAMED
