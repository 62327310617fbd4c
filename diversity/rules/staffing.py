"""Who may enter staff counts, read them and validate them: HR and the chief of that corps, and nobody else."""

from typing import Any

from diversity.models import StaffReturn
from diversity.workflow.staffing import FROM_OUTSIDE, WRITABLE, State
from legitimacy.access import Person, Predicate, predicates, standing_of
from legitimacy.models import Corps, Role

READING = (Role.HR_OFFICER, Role.CHIEF_OF_CORPS)


def works_with_staff(user: Person, _: Any = None) -> bool:
    return standing_of(user).has(*READING)


def enters_staff(user: Person, _: Any = None) -> bool:
    return standing_of(user).has(Role.HR_OFFICER)


def corps_entered(user: Person) -> list[Corps]:
    """The corps whose counts this person enters, by code."""
    return _corps(user, Role.HR_OFFICER)


def corps_validated(user: Person) -> list[Corps]:
    """The corps whose counts this person validates, by code."""
    return _corps(user, Role.CHIEF_OF_CORPS)


def corps_read(user: Person) -> list[Corps]:
    return _corps(user, *READING)


def _corps(user: Person, *roles: str) -> list[Corps]:
    found = {m.corps_id: m.corps for m in standing_of(user).current if m.role in roles and m.corps is not None}
    return sorted(found.values(), key=lambda corps: corps.code)


def may_enter_for(user: Person, corps: Any) -> bool:
    """HR of this corps."""
    return isinstance(corps, Corps) and _has(user, corps.pk, Role.HR_OFFICER)


def may_read(user: Person, staff_return: Any) -> bool:
    """HR and the chief of its corps; the chief once it was submitted for the first time."""
    if not isinstance(staff_return, StaffReturn):
        return False
    if _has(user, staff_return.corps_id, Role.HR_OFFICER):
        return True
    return staff_return.state != State.DRAFT and _has(user, staff_return.corps_id, Role.CHIEF_OF_CORPS)


def may_change(user: Person, staff_return: Any) -> bool:
    """HR, while it is not submitted. What an office outside counted is not put right here."""
    return (
        isinstance(staff_return, StaffReturn)
        and staff_return.state in WRITABLE
        and staff_return.kind not in FROM_OUTSIDE
        and _has(user, staff_return.corps_id, Role.HR_OFFICER)
    )


def may_correct(user: Person, staff_return: Any) -> bool:
    """HR, once a version is validated."""
    return (
        isinstance(staff_return, StaffReturn)
        and staff_return.state == State.VALIDATED
        and staff_return.kind not in FROM_OUTSIDE
        and _has(user, staff_return.corps_id, Role.HR_OFFICER)
    )


def may_decide(user: Person, staff_return: Any) -> bool:
    """The chief, on what was submitted. Whether another person prepared it the service says."""
    return (
        isinstance(staff_return, StaffReturn)
        and staff_return.state == State.SUBMITTED
        and _has(user, staff_return.corps_id, Role.CHIEF_OF_CORPS)
    )


def _has(user: Person, corps_id: int, role: str) -> bool:
    return any(m.role == role and m.corps_id == corps_id for m in standing_of(user).current)


predicates.register(
    Predicate("staff.work", works_with_staff, needs_object=False),
    Predicate("staff.enter", enters_staff, needs_object=False),
    Predicate("staff.enter_for", may_enter_for),
    Predicate("staff.read", may_read),
    Predicate("staff.change", may_change),
    Predicate("staff.correct", may_correct),
    Predicate("staff.decide", may_decide),
)
