"""Requests of researchers, as the person who asks sees them: their own, and those that a steward decides."""

from django.db.models import Count, Q, QuerySet

from legitimacy.access import Person, standing_of
from legitimacy.models import AccessRequest, Register, ResearchOutput, Role


def registers_of(user: Person, role: str) -> list[str]:
    """The registers over which somebody has a role."""
    return [str(register) for register in Register if standing_of(user).over(role, register)]


def requests_of(user: Person) -> QuerySet[AccessRequest]:
    """The own requests; of a data steward also those of the registers, what waits first."""
    stewarded = registers_of(user, Role.DATA_STEWARD)
    seen = AccessRequest.objects.filter(Q(person=user.pk) | Q(register__in=stewarded))
    waiting = Count("outputs", filter=Q(outputs__state=ResearchOutput.State.WAITING))
    return seen.select_related("person").annotate(waiting=waiting).order_by("-pk")
