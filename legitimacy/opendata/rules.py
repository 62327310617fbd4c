"""Who may propose and approve releases."""

from typing import Any

from legitimacy.access import Person, Predicate, predicates, standing_of
from legitimacy.models import Register, Release, Role


def is_steward(user: Person, _: Any) -> bool:
    """A data steward of any register: may see what is proposed."""
    return standing_of(user).has(Role.DATA_STEWARD)


def stewards_register(user: Person, release: Any) -> bool:
    """A data steward of the register that the release speaks about."""
    register = release.register if isinstance(release, Release) else release
    return register in Register.values and standing_of(user).over(Role.DATA_STEWARD, register)


predicates.register(
    Predicate("release.list", is_steward, needs_object=False),
    Predicate("release.propose", stewards_register),
    Predicate("release.approve", stewards_register),
)
