"""Actions about people: who handles a file, who is shut out, who is meant, and what is sealed about them."""

import re

import pytest

from complaints.models import Assignment, Conflict, InvolvedMember
from complaints.services.members import involved_add
from legitimacy.members import member_register
from legitimacy.models import Corps, MemberIdentity, TrailEvent, User
from legitimacy.models.members import user_lookup
from tests.complaints.conftest import At, Make
from tests.complaints.filepage import done, look, send, signed_in, text_of

pytestmark = pytest.mark.django_db


def test_handler_takes_a_file_with_a_recorded_check(complaint_of: Make, ilse: User) -> None:
    file = complaint_of()
    client = signed_in(ilse)
    assert "Take the file" in text_of(look(client, file, "complaint_assign"))
    assert done(send(client, file, "complaint_assign", handler=ilse.pk))
    row = Assignment.objects.get(complaint=file)
    assert row.handler == ilse
    assert row.is_independent


def test_tie_that_the_records_show_is_locked_and_stops_the_assignment(complaint_of: Make, ilse: User) -> None:
    file = complaint_of(entered_by=ilse)
    client = signed_in(ilse)
    form = text_of(look(client, file, "complaint_assign", handler=ilse.pk))
    assert "known from the records" in form
    answer = send(client, file, "complaint_assign", handler=ilse.pk)
    assert answer.status_code == 422
    assert "There is a tie to the file." in text_of(answer)
    assert not Assignment.objects.filter(complaint=file).exists()


def test_tie_is_accepted_with_a_note_only(complaint_of: Make, ilse: User) -> None:
    file = complaint_of()
    client = signed_in(ilse)
    said = {"handler": ilse.pk, "same_unit": "on", "accept_ties": "on"}
    refused = send(client, file, "complaint_assign", **said)
    assert refused.status_code == 422
    tick = re.search(r'<input[^>]*name="same_unit"[^>]*>', text_of(refused))
    assert tick
    assert "checked" in tick[0]
    assert "disabled" not in tick[0]  # a locked tick would not be sent again, and be lost
    assert done(send(client, file, "complaint_assign", **said, note="nobody else this month"))
    row = Assignment.objects.get(complaint=file)
    assert row.same_unit
    assert not row.is_independent


def test_person_of_another_corps_cannot_be_assigned(complaint_of: Make, ilse: User, heidi: User) -> None:
    file = complaint_of()
    assert send(signed_in(ilse), file, "complaint_assign", handler=heidi.pk).status_code == 422


@pytest.mark.usefixtures("ivo")
def test_who_steps_back_sees_the_file_no_more(at: At, ilse: User) -> None:
    file = at()
    client = signed_in(ilse)
    assert done(send(client, file, "complaint_recuse", reason="conflict", note="my cousin"))
    assert look(client, file).status_code == 404
    file.refresh_from_db()
    assert file.handler is None


def test_colleague_is_shut_out(at: At, ilse: User, ivo: User) -> None:
    file = at()
    assert look(signed_in(ivo), file).status_code == 200
    assert done(send(signed_in(ilse), file, "complaint_conflict", person=ivo.pk, reason="conflict", note="Friends."))
    assert look(signed_in(ivo), file).status_code == 404


def test_member_is_identified_by_pseudonym_and_shut_out(at: At, ilse: User, ivo: User, demervallei: Corps) -> None:
    file = at()
    person = involved_add(complaint=file, actor=ilse, description="tall")
    member = member_register(corps=demervallei, account=ivo)
    sent = send(signed_in(ilse), file, "complaint_identify", involved=person.pk, pseudonym=member.pseudonym.lower())
    assert done(sent)
    assert Conflict.objects.filter(complaint=file, user_lookup=user_lookup(ivo.pk), kind="named").exists()


def test_new_member_gets_a_pseudonym_and_a_sealed_name(at: At, ilse: User, ivo: User, demervallei: Corps) -> None:
    file = at()
    person = involved_add(complaint=file, actor=ilse)
    chief = member_register(corps=demervallei, account=ivo)
    new = {"is_new": "on", "name": "Jan Vermeulen", "number": "44 55", "superior": chief.pseudonym, "unit": "Traffic"}
    assert done(send(signed_in(ilse), file, "complaint_identify", involved=person.pk, **new))
    member = InvolvedMember.objects.get(pk=person.pk).member
    assert member is not None
    assert member.superior == chief
    assert MemberIdentity.objects.get(member=member).name == "Jan Vermeulen"
    assert "Vermeulen" not in text_of(look(signed_in(ilse), file))
    assert look(signed_in(ivo), file).status_code == 404


@pytest.mark.parametrize("given", [{}, {"pseudonym": "NOBODY"}, {"number": "999"}])
def test_member_that_nobody_knows_is_not_identified(at: At, ilse: User, given: dict[str, str]) -> None:
    file = at()
    person = involved_add(complaint=file, actor=ilse)
    assert send(signed_in(ilse), file, "complaint_identify", involved=person.pk, **given).status_code == 422


def test_member_of_another_corps_is_not_found(at: At, ilse: User, heidekant: Corps) -> None:
    file = at()
    person = involved_add(complaint=file, actor=ilse)
    other = member_register(corps=heidekant)
    sent = send(signed_in(ilse), file, "complaint_identify", involved=person.pk, pseudonym=other.pseudonym)
    assert sent.status_code == 422


def test_name_of_a_member_opens_once_with_a_reason_on_the_trail(at: At, ilse: User, demervallei: Corps) -> None:
    file = at(story="x")
    person = involved_add(complaint=file, actor=ilse)
    member = member_register(corps=demervallei, name="Jan Vermeulen", number="44")
    InvolvedMember.objects.filter(pk=person.pk).update(member=member)
    client = signed_in(ilse)
    assert send(client, file, "complaint_involved_open", reason="curious").status_code == 422
    answer = send(client, file, "complaint_involved_open", reason="handling")
    assert "Jan Vermeulen" in text_of(answer)
    assert answer.headers["Cache-Control"] == "no-store"
    opened = TrailEvent.objects.get(verb="member_identity.opened")
    assert (opened.actor_id, opened.reason) == (ilse.pk, "handling")


def test_identity_opens_once_with_a_reason_on_the_trail(at: At, ilse: User) -> None:
    file = at()
    client = signed_in(ilse)
    assert send(client, file, "complaint_identity", reason="").status_code == 422
    answer = send(client, file, "complaint_identity", reason="contact")
    assert "Claire Citoyen" in text_of(answer)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Claire" not in text_of(look(client, file, "complaint_identity"))
    assert TrailEvent.objects.filter(verb="identity.opened", actor=ilse, reason="contact").count() == 1


def test_allegation_and_somebody_else_are_added(at: At, ilse: User) -> None:
    file = at()
    client = signed_in(ilse)
    assert done(send(client, file, "complaint_involved", description="short, glasses", vehicle="motorcycle"))
    person = file.involved.get()
    assert person.kind == "described"
    assert done(send(client, file, "complaint_allegation", category="T2", text="did not come", involved=person.pk))
    assert file.allegations.get(category="T2").about.get().involved == person
    assert send(client, file, "complaint_allegation", category="ZZ").status_code == 422
