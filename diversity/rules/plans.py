"""Who may read and write a diversity plan: HR writes it, the chief of corps adopts and ends it."""

from typing import Any

from diversity.models import DiversityPlan
from legitimacy.access import Person, Predicate, predicates, standing_of
from legitimacy.models import Corps, Role

READING = (Role.HR_OFFICER, Role.CHIEF_OF_CORPS)


def works_with_plans(user: Person, _: Any = None) -> bool:
    return standing_of(user).has(*READING)


def writes_plans(user: Person, _: Any = None) -> bool:
    return standing_of(user).has(Role.HR_OFFICER)


def may_edit(user: Person, subject: Any) -> bool:
    """HR of the corps."""
    return _in_corps(user, subject, Role.HR_OFFICER)


def may_adopt(user: Person, subject: Any) -> bool:
    """The chief of the corps."""
    return _in_corps(user, subject, Role.CHIEF_OF_CORPS)


def _in_corps(user: Person, subject: Any, role: str) -> bool:
    if isinstance(subject, DiversityPlan):
        corps_id = subject.corps_id
    elif isinstance(subject, Corps):
        corps_id = subject.pk
    else:
        return False
    return any(m.role == role and m.corps_id == corps_id for m in standing_of(user).current)


predicates.register(
    Predicate("diversity_plan.work", works_with_plans, needs_object=False),
    Predicate("diversity_plan.write", writes_plans, needs_object=False),
    Predicate("diversity_plan.edit", may_edit),
    Predicate("diversity_plan.adopt", may_adopt),
)
