"""Which audits somebody may see: joined by every page, list and export.

Auditors of the register see all but those of corps that they have a tie with. The chief of the corps sees an audit from
the moment its draft was first sent, the evaluation officer from the final report on. Nobody else sees any.
"""

from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from audit.workflow.audits import AFTER_FINAL, Status
from legitimacy.access import Person, standing_of
from legitimacy.conflicts import ties_of
from legitimacy.models import Register, Role

Row = TypeVar("Row", bound=Model)
TOLD = Q(draft_sent_on__isnull=False) & ~Q(status=Status.CANCELLED)
"""The corps was told of it."""


class AuditQuerySet(QuerySet[Row]):
    def visible_to(self, user: Person) -> "AuditQuerySet[Row]":
        standing = standing_of(user)
        registers = [register for register in Register if standing.over(Role.AUDITOR, register)]
        found = Q(pk__in=[])
        if registers:
            found |= Q(register__in=registers) & ~Q(corps__in=list(ties_of(user)))
        led = [m.corps_id for m in standing.current if m.role == Role.CHIEF_OF_CORPS and m.corps_id]
        if led:
            found |= Q(corps__in=led) & TOLD
        evaluated = [m.corps_id for m in standing.current if m.role == Role.EVALUATION_OFFICER and m.corps_id]
        if evaluated:
            found |= Q(corps__in=evaluated, status__in=AFTER_FINAL)
        return self.filter(found)

    def carried_by(self, user: Person) -> "AuditQuerySet[Row]":
        """Those of whose team somebody is a member now."""
        return self.visible_to(user).filter(team__user=user.pk, team__left_on=None)
