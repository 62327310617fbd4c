"""Which force reports somebody may see.

An officer sees their own, a reviewer those of the own corps in which they took no part, professional standards all of
the own corps. Drafts are their reporter's alone. The chief reads figures, never a report; nobody else sees any.
"""

from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from legitimacy.access import Person, standing_of
from legitimacy.models import Role
from legitimacy.models.members import user_lookup
from professionalism.workflow.force import HANDED_IN, Status

Row = TypeVar("Row", bound=Model)
NOBODY = Q(pk__in=[])


class ForceQuerySet(QuerySet[Row]):
    def reported_by_person(self, user: Person) -> "ForceQuerySet[Row]":
        """Own reports, drafts among them."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(reported_by=user.pk) | Q(reporter__user_lookup=user_lookup(user.pk)))

    def reviewable_by(self, user: Person) -> "ForceQuerySet[Row]":
        """Reports handed in to the corps of a reviewer, without those in which they took part."""
        corps = [m.corps_id for m in standing_of(user).current if m.role == Role.FORCE_REVIEWER and m.corps_id]
        if not corps or not user.is_authenticated:
            return self.none()
        took_part = Q(officers__member__user_lookup=user_lookup(user.pk)) | Q(reported_by=user.pk)
        within = self.model._default_manager.filter(took_part).values("pk")
        return self.filter(corps__in=corps, status__in=HANDED_IN).exclude(pk__in=within)

    def supervised_by(self, user: Person) -> "ForceQuerySet[Row]":
        """Every report handed in to the corps of professional standards."""
        corps = [m.corps_id for m in standing_of(user).current if m.role == Role.PROFESSIONAL_STANDARDS and m.corps_id]
        return self.filter(corps__in=corps).exclude(status=Status.DRAFT) if corps else self.none()

    def visible_to(self, user: Person) -> "ForceQuerySet[Row]":
        pieces = (self.reported_by_person(user), self.reviewable_by(user), self.supervised_by(user))
        found = NOBODY
        for piece in pieces:
            found |= Q(pk__in=piece.order_by().values("pk"))
        return self.filter(found)

    def counted(self) -> "ForceQuerySet[Row]":
        """What figures count: handed in, no practice, one report for each incident."""
        return self.filter(status__in=HANDED_IN, is_training=False, joined_to=None)
