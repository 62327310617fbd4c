"""Who may do what on the pages of the dashboard."""

from typing import Any

from legitimacy.access import Person, Predicate, can, predicates, standing_of
from legitimacy.entries import navigation
from legitimacy.models import Corps, Role


def may_write_reply(user: Person, corps: Any) -> bool:
    """The chief of that very corps has the right of reply."""
    return isinstance(corps, Corps) and standing_of(user).has(Role.CHIEF_OF_CORPS, corps=corps)


def has_work(user: Person, _: object = None) -> bool:
    """Who has a place of work in the menu has a page that tells what waits there."""
    return any(can(user, entry.action) for entry in navigation if entry.action and entry.action != "today.read")


predicates.register(
    Predicate("reply.write", may_write_reply),
    Predicate("today.read", has_work, needs_object=False),
)
