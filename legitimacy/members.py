"""Members of the police behind their pseudonyms: registering, finding, and opening a name with a reason.

It stands below the apps whose records name members, so that all of them treat a name alike.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from legitimacy.access import Person
from legitimacy.models import Corps, Member, MemberEvent, MemberIdentity, User
from legitimacy.models.fields import lookup_hash, lookup_hashes
from legitimacy.models.members import user_lookup
from legitimacy.trail.services import event_append

NUMBER_PURPOSE = "member.number"


@dataclass(frozen=True, slots=True)
class OpenName:
    """What is sealed about a member; empty where nothing was kept."""

    name: str
    number: str


def member_by_number(corps: Corps, number: str) -> Member | None:
    """The member with this service number, found without opening anything."""
    if not number.strip():
        return None
    wanted = lookup_hashes(NUMBER_PURPOSE, number)
    return Member.objects.filter(corps=corps, number_lookup__in=wanted).order_by("pk").first()


def member_of(user: Person, corps: Corps) -> Member | None:
    """The member that an account is in a corps."""
    if not user.is_authenticated:
        return None
    return Member.objects.filter(corps=corps, user_lookup=user_lookup(user.pk)).order_by("pk").first()


@transaction.atomic
def member_register(
    *,
    corps: Corps,
    unit: str = "",
    superior: Member | None = None,
    name: str = "",
    number: str = "",
    account: User | None = None,
) -> Member:
    """A new pseudonym with the name sealed behind it; the known one where the service number is known."""
    known = member_by_number(corps, number)
    if known is not None:
        return known
    member = Member.objects.create(
        corps=corps,
        unit=unit[:80],
        superior=superior,
        user_lookup=user_lookup(account.pk) if account else "",
        number_lookup=lookup_hash(NUMBER_PURPOSE, number) if number.strip() else "",
    )
    if name.strip() or number.strip():
        MemberIdentity.objects.create(member=member, name=name.strip(), number=number.strip())
    return member


@transaction.atomic
def member_name_open(*, member: Member, actor: User, reason: str) -> OpenName:
    """The sealed name in the clear, for one page. The caller has decided that `actor` may, and checked the reason."""
    event_append(
        verb="member_identity.opened",
        actor=actor,
        object_type="member",
        object_id=str(member.pk),
        corps=member.corps.code,
        reason=reason,
    )
    sealed = MemberIdentity.objects.filter(member=member).first()
    return OpenName(sealed.name or "", sealed.number or "") if sealed else OpenName("", "")


@transaction.atomic
def member_event_set(*, member: Member, kind: str, source: str, reference: str, on: date) -> MemberEvent:
    """Report a fact about a member to the other apps, once for each reference; a later day replaces it."""
    event, _made = MemberEvent.objects.update_or_create(
        member=member, kind=kind, source=source, reference=reference, defaults={"on": on, "withdrawn_on": None}
    )
    return event
