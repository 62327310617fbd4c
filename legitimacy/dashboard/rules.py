"""Who may do what on the pages of the dashboard."""

from typing import Any

from legitimacy.access import Person, Predicate, predicates, standing_of
from legitimacy.models import Corps, Role


def may_write_reply(user: Person, corps: Any) -> bool:
    """The chief of that very corps has the right of reply."""
    return isinstance(corps, Corps) and standing_of(user).has(Role.CHIEF_OF_CORPS, corps=corps)


predicates.register(Predicate("reply.write", may_write_reply))
