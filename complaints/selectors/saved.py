"""Kept searches that somebody may run: their own, and those that colleagues of their body share."""

from dataclasses import dataclass

from django.db.models import Q

from complaints.models import SavedSearch
from complaints.selectors.scopes import scopes_of
from legitimacy.access import Person


@dataclass(frozen=True, slots=True)
class SearchLink:
    pk: int
    name: str
    query: str
    is_mine: bool
    is_shared: bool
    owner: str


def searches_of(user: Person) -> list[SearchLink]:
    """Their own first, then what is shared with them, by name."""
    shared = [scope.key for scope in scopes_of(user)]
    found = SavedSearch.objects.filter(Q(owner=user.pk) | Q(shared_with__in=shared)).select_related("owner")
    links = [
        SearchLink(row.pk, row.name, row.query, row.owner_id == user.pk, bool(row.shared_with), str(row.owner))
        for row in found.order_by("name", "pk")
    ]
    return sorted(links, key=lambda link: not link.is_mine)
