"""Members of the police in a file: who is meant, and opening a name with a reason."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from complaints.models import Allegation, Complaint, InvolvedMember, MemberAllegation
from complaints.services.conflicts import conflicts_find
from complaints.services.history import complaint_lock, complaint_touch, history_append, trail_append
from complaints.services.member_events import member_events_settle
from complaints.services.needs import NeedMissingError
from complaints.workflow.codes import codes
from complaints.workflow.states import Need
from legitimacy.models import MemberIdentity, User


@dataclass(frozen=True, slots=True)
class OpenMember:
    """What was sealed about an involved member: as the complainant wrote it, and as the corps knows it."""

    written_name: str
    written_number: str
    name: str
    number: str


@transaction.atomic
def involved_add(
    *,
    complaint: Complaint,
    actor: User,
    description: str = "",
    unit: str = "",
    vehicle: str = "",
    allegations: Iterable[Allegation] = (),
) -> InvolvedMember:
    """One more member of the police whom the complaint is about, described or unknown."""
    complaint = complaint_lock(complaint)
    described = bool(description.strip() or vehicle.strip())
    involved = InvolvedMember.objects.create(
        complaint=complaint,
        kind=InvolvedMember.Kind.DESCRIBED if described else InvolvedMember.Kind.UNKNOWN,
        description=description.strip(),
        unit=unit[:80],
        vehicle=vehicle[:60],
    )
    MemberAllegation.objects.bulk_create(MemberAllegation(allegation=one, involved=involved) for one in allegations)
    history_append(complaint, kind="changed", actor=actor)
    complaint_touch(complaint)
    return involved


@transaction.atomic
def allegation_about(*, allegation: Allegation, involved: Iterable[InvolvedMember]) -> None:
    """Say whom an allegation is about."""
    MemberAllegation.objects.bulk_create(
        [MemberAllegation(allegation=allegation, involved=one) for one in involved], ignore_conflicts=True
    )
    conflicts_find(allegation.complaint)
    if allegation.complaint.communicated_on is not None:
        member_events_settle(allegation.complaint)


@transaction.atomic
def involved_open(*, involved: InvolvedMember, actor: User, reason: str) -> OpenMember:
    """The sealed names in the clear, for one page. NeedMissingError unless `reason` is a code of the list grant."""
    if reason not in codes()["grant"]:
        raise NeedMissingError(Need.REASON)
    trail_append(involved.complaint, "member_identity.opened", actor=actor, reason=reason)
    sealed = MemberIdentity.objects.filter(member_id=involved.member_id).first() if involved.member_id else None
    return OpenMember(
        involved.name or "",
        involved.number or "",
        (sealed.name or "") if sealed else "",
        (sealed.number or "") if sealed else "",
    )
