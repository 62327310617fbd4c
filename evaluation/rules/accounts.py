"""Who writes, signs, advises on and publishes the yearly account: never the same act twice by another role."""

from typing import Any

from evaluation.models import Account
from evaluation.workflow.accounts import AccountState
from legitimacy.access import Person, Predicate, predicates, standing_of
from legitimacy.models import Corps, Role

WRITING = (Role.EVALUATION_OFFICER, Role.CHIEF_OF_CORPS)
READING = (*WRITING, Role.COUNCIL_MEMBER)


def works_with_accounts(user: Person, _: Any = None) -> bool:
    return standing_of(user).has(*READING)


def may_write(user: Person, place: Any) -> bool:
    """The evaluation officer and the chief of this corps."""
    corps = place.corps if isinstance(place, Account) else place
    return isinstance(corps, Corps) and standing_of(user).has(*WRITING, corps=corps)


def may_read(user: Person, account: Any) -> bool:
    """Who writes it, and the council from the signature on. Everybody reads the published one on its own page."""
    if not isinstance(account, Account):
        return False
    if may_write(user, account):
        return True
    return account.state != AccountState.DRAFT and standing_of(user).has(Role.COUNCIL_MEMBER, corps=account.corps)


def may_sign(user: Person, account: Any) -> bool:
    """The chief alone signs and publishes."""
    return isinstance(account, Account) and standing_of(user).has(Role.CHIEF_OF_CORPS, corps=account.corps)


def may_advise(user: Person, account: Any) -> bool:
    return isinstance(account, Account) and standing_of(user).has(Role.COUNCIL_MEMBER, corps=account.corps)


def corps_of(user: Person) -> list[Corps]:
    """The corps whose accounts this person works with."""
    found = {m.corps_id: m.corps for m in standing_of(user).current if m.role in READING and m.corps is not None}
    return sorted(found.values(), key=lambda corps: corps.code)


predicates.register(
    Predicate("account.work", works_with_accounts, needs_object=False),
    Predicate("account.write", may_write),
    Predicate("account.read", may_read),
    Predicate("account.sign", may_sign),
    Predicate("account.advise", may_advise),
)
