"""What an auditor reads of the trail: who opened what kind of thing, when and why; never which file, never a name."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from complaints.querysets import body_of
from legitimacy.access import Person, standing_of
from legitimacy.models import Corps, Membership, Register, Role, TrailEvent

PAGE = 50
VERBS: dict[str, object] = {
    "identity.opened": _("opened who complained"),
    "identity.compared": _("compared the story with who complained"),
    "member_identity.opened": _("opened the name of a member"),
    "complaint.read": _("read a file"),
    "complaint.glass_broken": _("took cognisance of a file of a corps"),
    "complaint.exported": _("exported files"),
    "evidence.read": _("read evidence"),
    "evidence.original_read": _("opened a sealed original"),
    "access.denied": _("was refused"),
}
"""Looking, in words. Changing a file is in its own history."""


@dataclass(frozen=True, slots=True)
class Look:
    """One line. `body` is the corps or body for which the person works, as far as the trail tells."""

    pk: int
    at: datetime
    what: object
    role: str
    place: str
    reason: str


def registers_audited(user: Person) -> list[str]:
    return [register for register in Register if standing_of(user).over(Role.AUDITOR, register)]


def looks(user: Person, *, before: int | None = None) -> list[Look]:
    """The newest looks at complaints in the registers of an auditor, PAGE and one more, in two queries.

    Corps for which the auditor ever worked are left out.
    """
    standing = standing_of(user)
    registers = registers_audited(user)
    people = {
        membership.user_id: membership
        for membership in Membership.objects.filter(register__in=registers).select_related("corps").order_by("pk")
    }
    mine = Corps.objects.filter(pk__in=standing.ever_in).values("code")
    complaints = Q(object_type__in=("complaint", "member", "attachment", "evidence", "identity", "referral"))
    found = (
        TrailEvent.objects.filter(complaints, verb__in=VERBS, actor_id__in=people)
        .exclude(corps__in=mine)
        .exclude(actor_id__in=[pk for pk, held in people.items() if held.corps_id in standing.ever_in])
    )
    if before is not None:
        found = found.filter(pk__lt=before)
    return [_look(event, people[event.actor_id]) for event in found.order_by("-pk")[: PAGE + 1] if event.actor_id]


def _look(event: TrailEvent, membership: Membership) -> Look:
    corps = membership.corps
    place = corps.display_name if corps is not None else body_of(membership)
    return Look(event.pk, event.at, VERBS[event.verb], str(membership.get_role_display()), place, event.reason)
