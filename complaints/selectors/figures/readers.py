"""Whose figures somebody may open."""

from django.db.models import Q, QuerySet

from legitimacy.access import Person, standing_of
from legitimacy.models import Corps, Register, Role

OWN_ROLES = (Role.COMPLAINTS_OFFICER, Role.CHIEF_OF_CORPS)


def figures_corps(user: Person) -> QuerySet[Corps]:
    """Corps whose register somebody may see in counts: their own first, and an auditor's register."""
    standing = standing_of(user)
    own = [each.corps_id for each in standing.current if each.corps_id and each.role in OWN_ROLES]
    audited = [register for register in Register if standing.over(Role.AUDITOR, register)]
    from_outside = Q(register__in=audited) & ~Q(pk__in=standing.ever_in)
    return Corps.objects.filter(Q(pk__in=own) | (from_outside & Q(valid_to=None))).order_by("register", "code")


def is_own(user: Person, corps: Corps) -> bool:
    """Whether somebody reads these counts in full: as handler or chief of that corps."""
    return standing_of(user).has(*OWN_ROLES, corps=corps)
