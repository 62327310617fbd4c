"""Who may read representation and criteria: HR and the chief of their corps, an auditor of the register.

What each of them sees of a small count is decided by the disclosure policy, not here.
"""

from typing import Any

from legitimacy.access import Person, Predicate, audience_for, predicates, standing_of
from legitimacy.models import Corps, Role
from legitimacy.models.disclosure import Audience

READING = (Role.HR_OFFICER, Role.CHIEF_OF_CORPS)


def reads_representation(user: Person, _: Any = None) -> bool:
    return standing_of(user).has(*READING, Role.AUDITOR)


def may_read(user: Person, corps: Any) -> bool:
    return isinstance(corps, Corps) and audience_of(user, corps) is not None


def audience_of(user: Person, corps: Corps) -> Audience | None:
    """As whom somebody reads a corps; None where they may not. No auditor reads a corps that they belonged to."""
    if any(m.role in READING and m.corps_id == corps.pk for m in standing_of(user).current):
        return Audience.CORPS
    return Audience.AUDITOR if audience_for(user, corps) == Audience.AUDITOR else None


def own_corps(user: Person) -> list[Corps]:
    """The corps of which this person is HR or chief."""
    found = {m.corps_id: m.corps for m in standing_of(user).current if m.role in READING and m.corps is not None}
    return sorted(found.values(), key=lambda corps: corps.code)


predicates.register(
    Predicate("representation.work", reads_representation, needs_object=False),
    Predicate("representation.read", may_read),
)
