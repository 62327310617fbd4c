"""Which early-signal cases somebody may see.

Professional standards and the wellbeing adviser of the corps, never about themselves by any account of theirs, and not
once they stepped aside for a tie. The member concerned reads a page of their own, from the day they were informed.
Nobody else sees any: not the chief, not complaints officers, not an auditor.
"""

from typing import TypeVar

from django.db.models import Model, QuerySet

from legitimacy.access import Person, standing_of
from legitimacy.accounts.selectors import accounts_of
from legitimacy.models import Role
from legitimacy.models.members import user_lookup
from professionalism.workflow.signals import TOLD

Row = TypeVar("Row", bound=Model)
READERS = (Role.PROFESSIONAL_STANDARDS, Role.WELLBEING_ADVISER)


def corps_as(user: Person, *roles: str) -> list[int]:
    """Keys of the corps in which somebody has one of the roles today."""
    return [m.corps_id for m in standing_of(user).current if m.role in roles and m.corps_id]


class SignalCaseQuerySet(QuerySet[Row]):
    def visible_to(self, user: Person) -> "SignalCaseQuerySet[Row]":
        return self._of_corps(user, *READERS)

    def decidable_by(self, user: Person) -> "SignalCaseQuerySet[Row]":
        """Those that professional standards work on."""
        return self._of_corps(user, Role.PROFESSIONAL_STANDARDS)

    def advised_by(self, user: Person) -> "SignalCaseQuerySet[Row]":
        return self._of_corps(user, Role.WELLBEING_ADVISER)

    def about_person(self, user: Person) -> "SignalCaseQuerySet[Row]":
        """Their own, once they were informed."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(member__user_lookup=user_lookup(user.pk), stage__in=TOLD, emptied_on=None)

    def _of_corps(self, user: Person, *roles: str) -> "SignalCaseQuerySet[Row]":
        corps = corps_as(user, *roles)
        if not corps or not user.is_authenticated:
            return self.none()
        cases = self.filter(corps__in=corps, emptied_on=None)
        mine = accounts_of(user)
        own = [user_lookup(key) for key in mine]
        return cases.exclude(member__user_lookup__in=own).exclude(ties__user__in=mine)
