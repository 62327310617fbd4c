"""Who is shut out: whoever is named, their line of command, the conflicted and who stepped back."""

from collections.abc import Callable

import pytest

from complaints.models import Complaint, Conflict, InvolvedMember
from complaints.services.assigning import CannotHandleError, Check, NotIndependentError, complaint_assign
from complaints.services.conflicts import conflict_declare, handler_recuse
from complaints.services.deciding import involved_identify
from legitimacy.models import Corps, Member, User
from legitimacy.models.members import user_lookup

Make = Callable[..., Complaint]


def member_of(corps: Corps, person: User | None = None, **given: object) -> Member:
    lookup = user_lookup(person.pk) if person else ""
    return Member.objects.create(corps=corps, user_lookup=lookup, **given)


def sees(person: User, complaint: Complaint) -> bool:
    return Complaint.objects.visible_to(person).filter(pk=complaint.pk).exists()


def involve(complaint: Complaint, member: Member, by: User) -> InvolvedMember:
    involved = InvolvedMember.objects.create(complaint=complaint, kind=InvolvedMember.Kind.DESCRIBED)
    return involved_identify(involved=involved, member=member, actor=by)


def test_a_named_handler_no_longer_sees_the_file(complaint_of: Make, demervallei: Corps, ilse: User, ivo: User) -> None:
    complaint = complaint_of()
    complaint_assign(complaint=complaint, handler=ilse, actor=ivo)
    involve(complaint, member_of(demervallei, ilse), by=ivo)
    complaint.refresh_from_db()
    assert not sees(ilse, complaint)
    assert complaint.handler is None
    assert sees(ivo, complaint)


def test_the_line_of_command_of_a_named_member_is_shut_out(
    complaint_of: Make, demervallei: Corps, ilse: User, ivo: User
) -> None:
    head = member_of(demervallei, ilse)
    middle = member_of(demervallei, superior=head)
    complaint = complaint_of()
    involve(complaint, member_of(demervallei, superior=middle), by=ivo)
    assert not sees(ilse, complaint)
    assert sees(ivo, complaint)


def test_a_circle_in_the_line_of_command_does_no_harm(complaint_of: Make, demervallei: Corps, ivo: User) -> None:
    first = member_of(demervallei)
    second = member_of(demervallei, superior=first)
    first.superior = second
    first.save()
    involve(complaint_of(), second, by=ivo)
    assert Conflict.objects.count() == 0


def test_who_steps_back_sees_the_file_no_more(complaint_of: Make, ilse: User, ivo: User) -> None:
    complaint = complaint_of()
    complaint_assign(complaint=complaint, handler=ilse, actor=ilse)
    handler_recuse(complaint=complaint, actor=ilse)
    complaint.refresh_from_db()
    assert not sees(ilse, complaint)
    assert complaint.handler is None
    assert complaint.assignments.filter(ended_on=None).count() == 0


def test_a_colleague_marked_as_conflicted_is_shut_out(complaint_of: Make, ilse: User, ivo: User) -> None:
    complaint = complaint_of()
    conflict_declare(complaint=complaint, person=ivo, actor=ilse, note="They are friends.")
    assert not sees(ivo, complaint)


def test_a_file_is_given_only_to_who_may_see_it(complaint_of: Make, ilse: User, ivo: User, heidi: User) -> None:
    complaint = complaint_of()
    conflict_declare(complaint=complaint, person=ivo, actor=ilse, note="They are friends.")
    for person in (ivo, heidi):
        with pytest.raises(CannotHandleError):
            complaint_assign(complaint=complaint, handler=person, actor=ilse)


def test_a_handler_of_the_same_unit_is_not_independent(
    complaint_of: Make, demervallei: Corps, ilse: User, ivo: User
) -> None:
    complaint = complaint_of()
    member_of(demervallei, ilse, unit="Interventie A")
    involve(complaint, member_of(demervallei, unit="Interventie A"), by=ivo)
    with pytest.raises(NotIndependentError) as found:
        complaint_assign(complaint=complaint, handler=ilse, actor=ivo)
    assert found.value.check.same_unit


def test_a_tie_is_accepted_only_with_a_note_and_then_recorded(complaint_of: Make, ilse: User, ivo: User) -> None:
    complaint = complaint_of()
    check = Check(same_unit=True, in_line=False, earlier_involved=False, open_file_with_complainant=False)
    with pytest.raises(NotIndependentError):
        complaint_assign(complaint=complaint, handler=ilse, actor=ivo, check=check, accept_ties=True)
    assignment = complaint_assign(
        complaint=complaint, handler=ilse, actor=ivo, check=check, accept_ties=True, note="Nobody else is left."
    )
    assert not assignment.is_independent


def test_another_open_file_of_the_same_person_is_a_tie(complaint_of: Make, ilse: User, ivo: User) -> None:
    complaint_assign(complaint=complaint_of(), handler=ilse, actor=ivo)
    with pytest.raises(NotIndependentError) as found:
        complaint_assign(complaint=complaint_of(), handler=ilse, actor=ivo)
    assert found.value.check.open_file_with_complainant
