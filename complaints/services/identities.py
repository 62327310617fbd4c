"""Opening who complained: with a reason, on the trail, never by the way."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from complaints.models import Complaint, Identity
from complaints.services.history import complaint_lock, complaint_touch, history_append, trail_append
from complaints.services.needs import NeedMissingError
from complaints.workflow.codes import codes
from complaints.workflow.states import Need
from legitimacy.models import User


@dataclass(frozen=True, slots=True)
class OpenIdentity:
    """What was sealed, for one page."""

    name: str
    email: str
    phone: str
    address: str
    support_person: str
    needs: str


@transaction.atomic
def identity_open(*, identity: Identity, actor: User, reason: str) -> OpenIdentity:
    """The identity in the clear. NeedMissingError unless `reason` is a code of the list grant."""
    if reason not in codes()["grant"]:
        raise NeedMissingError(Need.REASON)
    trail_append(identity.complaint, "identity.opened", actor=actor, reason=reason)
    return OpenIdentity(
        *(getattr(identity, name) or "" for name in ("name", "email", "phone", "address", "support_person", "needs"))
    )


@transaction.atomic
def identity_share_with_corps(*, complaint: Complaint) -> None:
    """The complainant agreed that the corps may know who they are."""
    complaint = complaint_lock(complaint)
    Identity.objects.filter(complaint=complaint).update(shared_with_corps=True)
    Complaint.objects.filter(pk=complaint.pk).update(identity_for_body_only=False)
    history_append(complaint, kind="identity_given", actor_kind="complainant", on=timezone.localdate())
    complaint_touch(complaint)
