"""Who may do what in the comparison. Reading it is open to all: each figure is shown as its reader may read it.

The overview of all flags is for auditors over the register: it would read as a list of the worst.
"""

from legitimacy.access import Person, Predicate, predicates, standing_of
from legitimacy.models import Corps, Register, Role

OF_THE_CORPS = (Role.CHIEF_OF_CORPS, Role.EVALUATION_OFFICER)


def rebase_role(user: Person, corps: Corps) -> str:
    """As what this person may begin a trend of the corps anew; empty when they may not.

    Who answers for the corps's figures knows why a process changed: its chief or evaluation officer. An auditor may
    too, but never of a corps to which they ever belonged.
    """
    standing = standing_of(user)
    if standing.over(Role.AUDITOR, corps.register) and corps.pk not in standing.ever_in:
        return Role.AUDITOR
    return next((role for role in OF_THE_CORPS if standing.has(role, corps=corps)), "")


def registers_audited(user: Person) -> list[str]:
    """Registers over which this person is auditor."""
    return [register for register in Register if standing_of(user).over(Role.AUDITOR, register)]


predicates.register(
    Predicate("trend.rebase", lambda user, corps: bool(rebase_role(user, corps))),
    Predicate("compare.flags", lambda user, register: register in registers_audited(user)),
)
