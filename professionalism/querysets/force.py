"""Which force reports somebody may see.

An officer sees their own, a reviewer those of the own corps in which neither they nor anybody above them took part, by
this report or by one joined with it, professional standards all of the own corps. Drafts are their reporter's alone.
The chief reads figures, never a report; an auditor reads them inside an opened audit only.

Every condition is one that the rows of a list are tested by while they are read, so that lists stay flat.
"""

from collections.abc import Iterable
from typing import TypeVar

from django.apps import apps
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from legitimacy.access import Person, standing_of
from legitimacy.accounts.selectors import accounts_of
from legitimacy.audit_grants import corps_granted
from legitimacy.models import AuditGrant, Member, Role
from legitimacy.models.members import user_lookup
from professionalism.workflow.force import HANDED_IN, Status

Row = TypeVar("Row", bound=Model)
NOBODY = Q(pk__in=[])


def members_of(user: Person) -> frozenset[int]:
    """Keys of the members that somebody is, in any corps. One query for each person and request."""
    if not user.is_authenticated:
        return frozenset()
    remembered: frozenset[int] | None = user.__dict__.get("_member_keys")
    if remembered is None:
        found = Member.objects.filter(user_lookup=user_lookup(user.pk)).values_list("pk", flat=True)
        remembered = user.__dict__["_member_keys"] = frozenset(found)
    return remembered


def members_of_person(user: Person) -> frozenset[int]:
    """The same for every account of one person: what they may not judge, whichever account they take."""
    if accounts_of(user) <= {user.pk}:
        return members_of(user)
    mine = [user_lookup(key) for key in accounts_of(user)]
    return frozenset(Member.objects.filter(user_lookup__in=mine).values_list("pk", flat=True))


def line_above(members: Iterable[int]) -> frozenset[int]:
    """Everybody above these members in the line of command. One query for each level."""
    start = frozenset(members)
    reached, frontier = set(start), set(start)
    while frontier:
        above = Member.objects.filter(pk__in=frontier).exclude(superior=None).values_list("superior_id", flat=True)
        frontier = {key for key in above if key is not None} - reached
        reached |= frontier
    return frozenset(reached) - start


def corps_of(user: Person, role: str) -> list[int]:
    """Corps in which somebody has a role today."""
    return sorted({m.corps_id for m in standing_of(user).current if m.role == role and m.corps_id})


def own(user: Person) -> Q:
    if not user.is_authenticated:
        return NOBODY
    return Q(reported_by=user.pk) | Q(reporter__in=sorted(members_of(user)))


def reviewable(user: Person) -> Q:
    corps = corps_of(user, Role.FORCE_REVIEWER)
    if not corps:
        return NOBODY
    mine = members_of_person(user)
    barred = sorted(mine | line_above(mine))
    parts = apps.get_model("professionalism", "ForceOfficer").objects
    same = Q(incident=OuterRef("pk")) | Q(incident__joined_to=OuterRef("pk"))
    same |= Q(incident=OuterRef("joined_to")) | Q(incident__joined_to=OuterRef("joined_to"))
    took_part = Exists(parts.filter(same, member__in=barred))
    free = (
        (Q(reported_by=None) | ~Q(reported_by__in=accounts_of(user)))
        & (Q(reporter=None) | ~Q(reporter__in=barred))
        & Q(~took_part)
    )
    return Q(corps__in=corps, status__in=HANDED_IN) & free


def supervised(user: Person) -> Q:
    corps = corps_of(user, Role.PROFESSIONAL_STANDARDS)
    return Q(corps__in=corps) & ~Q(status=Status.DRAFT) if corps else NOBODY


class ForceQuerySet(QuerySet[Row]):
    def reported_by_person(self, user: Person) -> "ForceQuerySet[Row]":
        """Own reports, drafts among them."""
        return self.filter(own(user))

    def reviewable_by(self, user: Person) -> "ForceQuerySet[Row]":
        """Reports handed in to the corps of a reviewer, without those that they may not judge."""
        return self.filter(reviewable(user))

    def supervised_by(self, user: Person) -> "ForceQuerySet[Row]":
        """Every report handed in to the corps of professional standards."""
        return self.filter(supervised(user))

    def listed_for(self, user: Person) -> "ForceQuerySet[Row]":
        """What stands in the lists of reviewers and professional standards."""
        return self.filter(reviewable(user) | supervised(user))

    def visible_to(self, user: Person) -> "ForceQuerySet[Row]":
        return self.filter(own(user) | reviewable(user) | supervised(user))

    def audited_by(self, user: Person) -> "ForceQuerySet[Row]":
        """Reports that this auditor may read today, inside an opened audit.

        Apart from `visible_to`, so that nothing that is made for the corps ever opens for an auditor.
        """
        granted = corps_granted(user, AuditGrant.Kind.FORCE)
        return self.filter(corps__in=granted).exclude(status=Status.DRAFT) if granted else self.none()

    def counted(self) -> "ForceQuerySet[Row]":
        """What figures count: handed in, no practice, one report for each incident."""
        return self.filter(status__in=HANDED_IN, is_training=False, joined_to=None)
