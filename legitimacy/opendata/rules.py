"""Who may propose and approve releases."""

from typing import Any

from legitimacy.access import Person, Predicate, predicates, standing_of
from legitimacy.models import AccessRequest, Register, Release, Role


def is_steward(user: Person, _: Any) -> bool:
    """A data steward of any register: may see what is proposed."""
    return standing_of(user).has(Role.DATA_STEWARD)


def stewards_register(user: Person, release: Any) -> bool:
    """A data steward of the register that the release speaks about."""
    register = release.register if isinstance(release, Release) else release
    return register in Register.values and standing_of(user).over(Role.DATA_STEWARD, register)


def is_of_research(user: Person, _: Any) -> bool:
    """A researcher of any register, who asks, or a data steward, who decides."""
    return standing_of(user).has(Role.RESEARCHER, Role.DATA_STEWARD)


def researches_register(user: Person, register: Any) -> bool:
    return register in Register.values and standing_of(user).over(Role.RESEARCHER, register)


def decides_access(user: Person, request: AccessRequest) -> bool:
    return standing_of(user).over(Role.DATA_STEWARD, request.register)


def sees_access(user: Person, request: AccessRequest) -> bool:
    return uses_role(user, request) or decides_access(user, request)


def uses_role(user: Person, request: AccessRequest) -> bool:
    """Who asked, while still a researcher of the register."""
    return request.person_id == user.pk and researches_register(user, request.register)


def uses_access(user: Person, request: AccessRequest) -> bool:
    """Who asked, while the access lasts."""
    return uses_role(user, request) and request.is_open


predicates.register(
    Predicate("research.list", is_of_research, needs_object=False),
    Predicate("research.ask", researches_register),
    Predicate("research.decide", decides_access),
    Predicate("research.see", sees_access),
    Predicate("research.use", uses_access),
    Predicate("release.list", is_steward, needs_object=False),
    Predicate("release.propose", stewards_register),
    Predicate("release.approve", stewards_register),
)
