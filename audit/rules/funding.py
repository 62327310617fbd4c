"""Who may make, answer and sign funding advice. Sums are for auditors, and for each chief of corps the own one."""

from typing import Any

from audit.models import FundingResult, FundingScheme
from legitimacy.access import Person, Predicate, predicates, standing_of
from legitimacy.models import Role

OPEN_TO_CORPS = (FundingScheme.State.CALCULATED, FundingScheme.State.SIGNED)


def advises(user: Person, scheme: Any = None) -> bool:
    """An auditor of the register of the scheme; without one, an auditor at all."""
    standing = standing_of(user)
    if isinstance(scheme, FundingScheme):
        return standing.over(Role.AUDITOR, scheme.register)
    return any(m.role == Role.AUDITOR and m.corps_id is None for m in standing.current)


def reads(user: Person, _: Any = None) -> bool:
    """Somebody who may find something on the pages of funding advice."""
    return advises(user) or standing_of(user).has(Role.CHIEF_OF_CORPS)


def may_see_sheet(user: Person, result: Any) -> bool:
    """The calculation sheet of one corps: its own chief once it was calculated, and auditors who were never in it."""
    if not isinstance(result, FundingResult):
        return False
    if advises(user, result.scheme):
        return result.corps_id not in standing_of(user).ever_in
    return may_reply(user, result)


def may_reply(user: Person, result: Any) -> bool:
    """The chief of that very corps."""
    is_open = isinstance(result, FundingResult) and result.scheme.state in OPEN_TO_CORPS
    return is_open and standing_of(user).has(Role.CHIEF_OF_CORPS, corps=result.corps)


def may_sign(user: Person, scheme: Any) -> bool:
    """An auditor who never belonged to a corps that the scheme judges."""
    if not isinstance(scheme, FundingScheme) or not advises(user, scheme):
        return False
    return not scheme.results.filter(corps__in=standing_of(user).ever_in).exists()


predicates.register(
    Predicate("funding.read", reads, needs_object=False),
    Predicate("funding.advise", advises, needs_object=False),
    Predicate("funding.edit", lambda user, scheme: isinstance(scheme, FundingScheme) and advises(user, scheme)),
    Predicate("funding.sheet", may_see_sheet),
    Predicate("funding.reply", may_reply),
    Predicate("funding.sign", may_sign),
)
