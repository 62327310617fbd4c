"""Who compares, and as whom they read each corps."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from legitimacy.access import CORPS_AUDIENCE_ROLES, Person, Standing, audience_for, standing_of
from legitimacy.models import Corps, Role
from legitimacy.models.disclosure import Audience


@dataclass(frozen=True, slots=True)
class Reader:
    """A person before a comparison: an auditor or researcher over a register, a chief with their own corps, or anybody.

    Each corps is read by itself: the own one as its chief reads it, others as the public does, and an auditor reads a
    corps that they ever worked for as the public does.
    """

    person: Person
    standing: Standing

    def audience_of_register(self, register: str) -> Audience:
        """How most corps of the register are read: what periods there are, and what the page says of itself."""
        if self.standing.over(Role.AUDITOR, register):
            return Audience.AUDITOR
        if self.standing.over(Role.RESEARCHER, register):
            return Audience.RESEARCHER
        return Audience.PUBLIC

    def by_audience(self, corps: Iterable[Corps]) -> dict[Audience, list[int]]:
        """Ids of the corps by the audience that this person belongs to. No query after the first of the request."""
        groups: dict[Audience, list[int]] = defaultdict(list)
        for one in corps:
            groups[audience_for(self.person, one)].append(one.pk)
        return dict(groups)

    @property
    def own(self) -> frozenset[int]:
        """Ids of the corps that this person reads as their own."""
        current = self.standing.current
        return frozenset(one.corps_id for one in current if one.corps_id and one.role in CORPS_AUDIENCE_ROLES)


def reader_of(person: Person) -> Reader:
    """One query for a person who signed in, none for a visitor."""
    return Reader(person, standing_of(person))
