"""Who may enter and read training and selection: HR and the chief for their corps, an editor for their school, and the
data steward of a register for the selection of its country.
"""

from typing import Any

from django.db.models import Q

from legitimacy.access import Person, Predicate, predicates, standing_of
from legitimacy.models import Corps, Role, School, Subject, SubjectKind
from professionalism.models import Attendance

ENTERING = (Role.HR_OFFICER, Role.SCHOOL_EDITOR)
READING = (*ENTERING, Role.CHIEF_OF_CORPS)


def works_with_training(user: Person, _: Any = None) -> bool:
    return standing_of(user).has(*READING)


def works_with_selection(user: Person, _: Any = None) -> bool:
    return standing_of(user).has(*READING, Role.DATA_STEWARD)


def enters_training(user: Person, _: Any = None) -> bool:
    return standing_of(user).has(*ENTERING)


def edits_a_school(user: Person, _: Any = None) -> bool:
    return standing_of(user).has(Role.SCHOOL_EDITOR)


def may_edit(user: Person, subject: Any) -> bool:
    """HR of this corps, an editor of this school, or the data steward of the register of this country."""
    if not isinstance(subject, Subject):
        return False
    if subject.kind == SubjectKind.NATION:
        return standing_of(user).over(Role.DATA_STEWARD, subject.register)
    if subject.kind == SubjectKind.SCHOOL:
        return any(
            m.role == Role.SCHOOL_EDITOR and m.body == subject.code and m.register == subject.register
            for m in standing_of(user).current
        )
    return subject.kind == SubjectKind.CORPS and _in_corps(user, subject.pk, Role.HR_OFFICER)


def may_read(user: Person, subject: Any) -> bool:
    """Who edits it, and the chief of the corps."""
    if may_edit(user, subject):
        return True
    is_corps = isinstance(subject, Subject) and subject.kind == SubjectKind.CORPS
    return is_corps and _in_corps(user, subject.pk, Role.CHIEF_OF_CORPS)


def may_edit_attendance(user: Person, attendance: Any) -> bool:
    """HR of the corps that sent people, or an editor of the school that received them."""
    if not isinstance(attendance, Attendance):
        return False
    return may_edit(user, attendance.corps) or may_edit(user, attendance.module.provider)


def _in_corps(user: Person, corps_id: int, role: str) -> bool:
    return any(m.role == role and m.corps_id == corps_id for m in standing_of(user).current)


def corps_read(user: Person) -> list[Corps]:
    """The corps of which this person reads training: as HR or as chief."""
    roles = (Role.HR_OFFICER, Role.CHIEF_OF_CORPS)
    found = {m.corps_id: m.corps for m in standing_of(user).current if m.role in roles and m.corps is not None}
    return sorted(found.values(), key=lambda corps: corps.code)


def subjects_read(user: Person) -> list[Corps | School]:
    """The same, and the schools that they edit. One query where somebody edits a school."""
    wanted = Q(pk__in=[])
    for membership in standing_of(user).current:
        if membership.role == Role.SCHOOL_EDITOR and membership.body:
            wanted |= Q(code=membership.body, register=membership.register)
    schools = list(School.objects.filter(wanted).order_by("code")) if wanted != Q(pk__in=[]) else []
    return [*corps_read(user), *schools]


def selected_for(user: Person) -> list[Subject]:
    """Of whom this person reads selection: the same, and the country whose register they are the data steward of."""
    registers = [m.register for m in standing_of(user).current if m.role == Role.DATA_STEWARD and m.corps_id is None]
    nations = Subject.objects.filter(register__in=registers, kind=SubjectKind.NATION).order_by("code")
    return [*subjects_read(user), *(nations if registers else ())]


predicates.register(
    Predicate("training.work", works_with_training, needs_object=False),
    Predicate("selection.work", works_with_selection, needs_object=False),
    Predicate("training.enter", enters_training, needs_object=False),
    Predicate("training.school", edits_a_school, needs_object=False),
    Predicate("training.edit", may_edit),
    Predicate("training.read", may_read),
    Predicate("attendance.edit", may_edit_attendance),
)
