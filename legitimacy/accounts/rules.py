"""Who may invite whom, and end a membership: administrators, within their register or their corps."""

from legitimacy.access import Person, Predicate, predicates, standing_of
from legitimacy.models import Corps, Invitation, Membership, Register, Role

# Roles that look over a whole register; an administrator may be of either kind, every other role is of one corps.
REGISTER_ROLES = frozenset(
    {
        Role.AUDITOR,
        Role.DATA_STEWARD,
        Role.FRAMEWORK_MANAGER,
        Role.INDEPENDENT_HANDLER,
        Role.RESEARCH_RATER,
        Role.RESEARCHER,
        Role.SCHOOL_EDITOR,
    }
)


def role_fits(role: str, corps: Corps | None) -> bool:
    """Whether a role may be given for this corps, or for a whole register when there is none."""
    return role == Role.ADMINISTRATOR or (role in REGISTER_ROLES) == (corps is None)


def administers(user: Person, register: str, corps: Corps | None) -> bool:
    standing = standing_of(user)
    if standing.over(Role.ADMINISTRATOR, register):
        return True
    return corps is not None and standing.has(Role.ADMINISTRATOR, corps=corps)


def registers_administered(user: Person) -> list[str]:
    standing = standing_of(user)
    return [register for register in Register if standing.over(Role.ADMINISTRATOR, register)]


def is_administrator(user: Person, _: object = None) -> bool:
    return standing_of(user).has(Role.ADMINISTRATOR)


def administers_row(user: Person, row: Invitation | Membership) -> bool:
    return administers(user, row.register, row.corps)


PREDICATES = (
    Predicate("invitation.list", is_administrator, needs_object=False),
    Predicate("invitation.create", administers_row),
    Predicate("invitation.revoke", administers_row),
    Predicate("membership.list", is_administrator, needs_object=False),
    Predicate("membership.revoke", administers_row),
)
predicates.register(*PREDICATES)
