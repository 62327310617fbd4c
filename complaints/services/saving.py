"""Searches that people keep under a name, for themselves or for everybody of their body.

What is kept is the question, never an answer: whoever runs it finds what they themselves may see.
"""

from django.db import transaction

from complaints.models import SavedSearch
from complaints.selectors.scopes import scopes_of
from legitimacy.models import User

MOST = 40
NAME_LENGTH = SavedSearch._meta.get_field("name").max_length or 0
QUERY_LENGTH = SavedSearch._meta.get_field("query").max_length or 0


class SearchError(ValueError):
    """A search that cannot be kept. `reason` is a word for the page: name, too_many, long, scope."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@transaction.atomic
def search_save(*, owner: User, name: str, query: str, shared_with: str = "") -> SavedSearch:
    """Keep a search; one of the same name is replaced. SearchError when it cannot be kept."""
    name = " ".join(name.replace("\x00", " ").split())
    if not name or len(name) > NAME_LENGTH:
        raise SearchError("name")
    if len(query) > QUERY_LENGTH:
        raise SearchError("long")
    if shared_with and shared_with not in {scope.key for scope in scopes_of(owner)}:
        raise SearchError("scope")
    mine = SavedSearch.objects.filter(owner=owner)
    if mine.exclude(name=name).count() >= MOST:
        raise SearchError("too_many")
    saved, _ = SavedSearch.objects.update_or_create(
        owner=owner, name=name, defaults={"query": query, "shared_with": shared_with}
    )
    return saved


def search_delete(*, owner: User, pk: int) -> bool:
    """Forget a search of one's own. False when there is none."""
    deleted, _ = SavedSearch.objects.filter(owner=owner, pk=pk).delete()
    return bool(deleted)
