"""Which disciplinary cases somebody may see.

Professional standards see those of the own corps; the chief those of which they are the ordinary authority, mayor or
college those of the higher one; the prosecutor those that they were asked about. Never one about themselves, by any
account of theirs: the officer concerned reads `told_to`, a summary from the introductory report on. Nobody else sees
any.
"""

from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from legitimacy.access import Person, standing_of
from legitimacy.accounts.selectors import accounts_of
from legitimacy.models import Role
from legitimacy.models.members import user_lookup
from professionalism.workflow.discipline import Authority

Row = TypeVar("Row", bound=Model)
PROSECUTOR = "prosecutor"


def corps_of(user: Person, role: str, *, body: str | None = None) -> list[int]:
    """Corps in which somebody has a role today; of a body, where it is given."""
    return [
        m.corps_id
        for m in standing_of(user).current
        if m.role == role and m.corps_id and (body is None or m.body == body)
    ]


def higher_corps_of(user: Person) -> list[int]:
    """Corps of which somebody is the higher authority: mayor or college, never the prosecutor."""
    return [m.corps_id for m in standing_of(user).current if _is_higher(m) and m.corps_id]


def _is_higher(membership: object) -> bool:
    return getattr(membership, "role", "") == Role.AUTHORITY and getattr(membership, "body", "") != PROSECUTOR


class DisciplinaryQuerySet(QuerySet[Row]):
    def about(self, user: Person) -> "DisciplinaryQuerySet[Row]":
        """Cases about somebody themselves."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(member__user_lookup=user_lookup(user.pk))

    def told_to(self, user: Person) -> "DisciplinaryQuerySet[Row]":
        """Own cases, once the introductory report was handed over."""
        return self.about(user).filter(introduced_on__isnull=False, erased_at=None)

    def visible_to(self, user: Person) -> "DisciplinaryQuerySet[Row]":
        if not user.is_authenticated:
            return self.none()
        found = (
            Q(corps__in=corps_of(user, Role.PROFESSIONAL_STANDARDS))
            | Q(corps__in=corps_of(user, Role.CHIEF_OF_CORPS), authority=Authority.ORDINARY)
            | Q(corps__in=higher_corps_of(user), authority=Authority.HIGHER)
            | Q(corps__in=corps_of(user, Role.AUTHORITY, body=PROSECUTOR), prosecutor_asked_on__isnull=False)
        )
        mine = [user_lookup(key) for key in accounts_of(user)]
        own = self.model._default_manager.filter(member__user_lookup__in=mine).values("pk")
        return self.filter(found, erased_at=None).exclude(pk__in=own)
