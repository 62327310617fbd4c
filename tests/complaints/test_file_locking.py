"""Two handlers at once, and forms sent twice: the second is told, nothing is lost, nothing is written twice."""

import pytest

from complaints.models import Complaint, Note
from complaints.services.conflicts import conflict_declare
from complaints.services.referring import referral_receive, referral_send
from complaints.services.working import note_write
from legitimacy.models import User
from tests.complaints.conftest import At, Make
from tests.complaints.filepage import address, done, look, send, signed_in, text_of

pytestmark = pytest.mark.django_db


def test_second_handler_is_told_and_keeps_the_text(at: At, ilse: User, ivo: User) -> None:
    file = at()
    seen = file.version
    assert done(send(signed_in(ivo), file, "complaint_decision", reasons="We are sorry.", version=seen))
    answer = send(
        signed_in(ilse), file, "complaint_decision", reasons="My long text", legal_basis="art. 1", version=seen
    )
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Somebody changed this file meanwhile" in page
    assert "My long text</textarea>" in page
    assert 'value="art. 1"' in page
    assert "Ivo" in page
    file.refresh_from_db()
    assert file.decision == "We are sorry."
    assert f'name="version" value="{file.version}"' in page


def test_second_handler_may_save_all_the_same(at: At, ilse: User, ivo: User) -> None:
    file = at()
    seen = file.version
    send(signed_in(ivo), file, "complaint_decision", reasons="First", version=seen)
    assert send(signed_in(ilse), file, "complaint_decision", reasons="Second", version=seen).status_code == 409
    assert done(send(signed_in(ilse), file, "complaint_decision", reasons="Second"))
    file.refresh_from_db()
    assert file.decision == "Second"


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("complaint_note", {"text": "keep me"}),
        ("complaint_message", {"text": "keep me"}),
        ("complaint_task", {"what": "keep me"}),
        ("complaint_step", {"step": "inquire_further", "note": "keep me"}),
        ("complaint_step", {"step": "settle_early", "note": "keep me"}),
        ("complaint_refer", {"to_body": "committee_p", "reason": "independence", "note": "keep me"}),
        ("complaint_extend", {"reason": "complexity", "note": "keep me"}),
        ("complaint_lesson", {"what": "keep me", "owner": "head", "due_on": "2090-01-01"}),
        ("complaint_involved", {"description": "keep me"}),
        ("complaint_mediation_offer", {"mediator": "keep me"}),
        ("complaint_recuse", {"reason": "conflict", "note": "keep me"}),
    ],
)
def test_every_form_with_a_text_keeps_it(at: At, ilse: User, name: str, given: dict[str, str]) -> None:
    file = at()
    seen = file.version
    note_write(complaint=file, text="quicker", actor=ilse)
    answer = send(signed_in(ilse), file, name, **given, version=seen)
    assert answer.status_code == 409
    assert "keep me" in text_of(answer)
    assert Complaint.objects.filter(pk=file.pk, version=seen + 1).exists()


def test_form_sent_twice_is_saved_once_and_answered_the_same(at: At, ilse: User) -> None:
    file = at()
    client = signed_in(ilse)
    answers = [send(client, file, "complaint_note", text="once", key="one-form") for _ in range(3)]
    assert all(done(answer) for answer in answers)
    assert Note.objects.filter(text="once").count() == 1


def test_form_sent_again_in_another_browser_is_refused_as_old(at: At, ilse: User) -> None:
    file = at()
    seen = file.version
    assert done(send(signed_in(ilse), file, "complaint_note", text="once", key="k", version=seen))
    assert send(signed_in(ilse), file, "complaint_note", text="once", key="k", version=seen).status_code == 409
    assert Note.objects.filter(text="once").count() == 1


@pytest.mark.parametrize("version", ["", "0", "-1", "x", "99999999999999999999", "1.5"])
def test_malformed_version_saves_nothing(at: At, ilse: User, version: str) -> None:
    file = at()
    answer = send(signed_in(ilse), file, "complaint_note", text="kept in the form", version=version)
    assert answer.status_code in {409, 422}
    assert "kept in the form" in text_of(answer)
    assert not Note.objects.exists()


def test_version_of_the_future_saves_nothing(at: At, ilse: User) -> None:
    file = at()
    assert send(signed_in(ilse), file, "complaint_note", text="x", version=file.version + 5).status_code == 409


def test_who_was_shut_out_meanwhile_sees_nothing_of_the_change(at: At, ilse: User, ivo: User) -> None:
    file = at()
    seen = file.version
    client = signed_in(ivo)
    assert look(client, file, "complaint_note").status_code == 200
    conflict_declare(complaint=file, person=ivo, actor=ilse, note="They are friends.")
    assert send(client, file, "complaint_note", text="x", version=seen).status_code == 404


def test_sender_who_lost_the_file_meanwhile_sees_nothing_of_it(complaint_of: Make, ilse: User, hanne: User) -> None:
    file = complaint_of()
    seen = file.version
    client = signed_in(ilse)
    referral = referral_send(complaint=file, to_body="committee_p", actor=ilse, reason="independence")
    referral_receive(referral=referral, actor=hanne)
    assert client.post(address(file, "complaint_note"), {"version": seen, "text": "x"}).status_code == 404
    assert not Note.objects.exists()
