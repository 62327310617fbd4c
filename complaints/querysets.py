"""Which files somebody may see: one function, joined by every page, search, count, export and API answer.

A corps sees the files it holds itself. From the moment another body is asked to hold a file, the corps sees nothing of
it: not the file, not a count of one. Whoever is named, in the line of command or conflicted is shut out everywhere.
"""

from typing import TypeVar

from django.apps import apps
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from complaints.workflow.routing import CORPS, MAYOR
from legitimacy.access import Person, standing_of
from legitimacy.audit_grants import corps_granted
from legitimacy.models import AuditGrant, Membership, Role
from legitimacy.models.members import user_lookup

Row = TypeVar("Row", bound=Model)

NOBODY = Q(pk__in=[])


def body_of(membership: Membership) -> str:
    """The body for which this role handles files; empty for roles that handle none."""
    if membership.role == Role.COMPLAINTS_OFFICER:
        return CORPS
    if membership.role == Role.AUTHORITY:
        return membership.body or MAYOR
    return membership.body if membership.role == Role.INDEPENDENT_HANDLER else ""


def bodies_of(user: Person) -> frozenset[str]:
    """Every body for which somebody handles files."""
    return frozenset(body for membership in standing_of(user).current if (body := body_of(membership)))


def held(user: Person) -> Q:
    """What a body of this person holds."""
    found = NOBODY
    for membership in standing_of(user).current:
        body = body_of(membership)
        if body and membership.corps_id:
            found |= Q(holder=body, corps_id=membership.corps_id)
        elif body and body != CORPS:
            found |= Q(holder=body, register=membership.register)
    return found


def offered(user: Person) -> Q:
    """What another body sent to a body of this person, or sent a copy of."""
    referrals = apps.get_model("complaints", "Referral").objects
    waiting = Q(state="sent") | Q(state="received", is_copy=True)
    found = NOBODY
    for membership in standing_of(user).current:
        body = body_of(membership)
        if not body:
            continue
        sent = Q(pk__in=referrals.filter(waiting, to_body=body).values("complaint"))
        place = Q(corps_id=membership.corps_id) if membership.corps_id else Q(register=membership.register)
        found |= place & sent
    return found


class ComplaintQuerySet(QuerySet[Row]):
    def held_for(self, user: Person) -> "ComplaintQuerySet[Row]":
        """Files that a body of this person holds, conflicts left out: these they may handle."""
        return self.filter(held(user)).without_conflicts(user)

    def offered_to(self, user: Person) -> "ComplaintQuerySet[Row]":
        """Files that another body sent to a body of this person, or sent a copy of."""
        return self.filter(offered(user)).without_conflicts(user)

    def visible_to(self, user: Person) -> "ComplaintQuerySet[Row]":
        """Files that this person may read: held, offered or received as a copy."""
        return self.filter(held(user) | offered(user)).without_conflicts(user)

    def audited_by(self, user: Person) -> "ComplaintQuerySet[Row]":
        """Files that this auditor may read today, inside an opened audit: those that the corps itself holds.

        Apart from `visible_to`, so that nothing that is made for handlers ever opens for an auditor.
        """
        granted = corps_granted(user, AuditGrant.Kind.COMPLAINTS)
        if not granted:
            return self.none()
        return self.filter(holder=CORPS, corps__in=granted, disposed_at=None).without_conflicts(user)

    def without_conflicts(self, user: Person) -> "ComplaintQuerySet[Row]":
        if not user.is_authenticated:
            return self.none()
        conflicts = apps.get_model("complaints", "Conflict").objects.filter(
            complaint=OuterRef("pk"), user_lookup=user_lookup(user.pk)
        )
        return self.filter(~Exists(conflicts))

    def entered_by_person(self, user: Person) -> "ComplaintQuerySet[Row]":
        """Intakes that this person entered for somebody: they see that it arrived, not the file."""
        return self.filter(entered_by=user) if user.is_authenticated else self.none()
