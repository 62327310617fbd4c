"""For which bodies, and where, somebody handles files; and who their colleagues there are."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from complaints.querysets import body_of
from complaints.workflow.codes import bodies
from complaints.workflow.routing import CORPS
from legitimacy.access import Person, standing_of
from legitimacy.models import Membership, User


@dataclass(frozen=True, slots=True)
class Scope:
    """One body in one corps, or over a register where `corps_id` is None. `key` names it in shared searches."""

    body: str
    register: str
    corps_id: int | None
    corps_code: str
    role: str

    @property
    def key(self) -> str:
        if self.corps_id is None:
            return f"{self.register}/{self.body}"
        return self.corps_code if self.body == CORPS else f"{self.corps_code}/{self.body}"

    @property
    def word(self) -> str:
        """The word under which the search vector of a file names who may read it."""
        place = self.register if self.corps_id is None else self.corps_id
        return f"see={self.body}@{place}"

    @property
    def label(self) -> str:
        return str(bodies()[self.body].label) if self.body in bodies() else self.body


def scopes_of(user: Person) -> list[Scope]:
    """Every place for which this person handles files, in the order in which they got the roles."""
    found = []
    for membership in standing_of(user).current:
        body = body_of(membership)
        if body and (membership.corps_id or body != CORPS):
            code = membership.corps.code if membership.corps else ""
            found.append(Scope(body, membership.register, membership.corps_id, code, membership.role))
    return found


def colleagues_of(user: Person) -> QuerySet[User]:
    """Everybody who handles files of the same bodies today, this person included."""
    today = timezone.localdate()
    places = Q(pk__in=[])
    for scope in scopes_of(user):
        body = Q() if scope.body == CORPS else Q(body=scope.body) | Q(body="", role="authority", corps__isnull=False)
        places |= Q(role=scope.role, register=scope.register, corps_id=scope.corps_id) & body
    valid = Q(valid_from__lte=today) & (Q(valid_to=None) | Q(valid_to__gte=today))
    members = Membership.objects.filter(places, valid).values("user")
    return User.objects.filter(pk__in=members, is_active=True).order_by("first_name", "last_name", "pk")
