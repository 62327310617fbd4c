"""What handing a file on rests on: whether a body has people here, and the referral row itself."""

from datetime import date

from django.db.models import Q
from django.utils import timezone

from complaints.models import Complaint, Referral
from complaints.services.clock import rule_set_of
from complaints.workflow.routing import CORPS, MAYOR
from legitimacy.deadlines.workdays import working_days_add
from legitimacy.models import Corps, Membership, Role, User


def body_is_on_platform(body: str, register: str, corps: Corps | None) -> bool:
    """Whether anybody can open files for this body today."""
    today = timezone.localdate()
    valid = Q(valid_from__lte=today) & (Q(valid_to=None) | Q(valid_to__gte=today)) & Q(user__is_active=True)
    people = Membership.objects.filter(valid, register=register)
    if body == CORPS:
        return corps is not None and people.filter(role=Role.COMPLAINTS_OFFICER, corps=corps).exists()
    authority = Q(role=Role.AUTHORITY, corps=corps) & (Q(body=body) | Q(body="") if body == MAYOR else Q(body=body))
    return people.filter(Q(role=Role.INDEPENDENT_HANDLER, body=body) | authority).exists()


def receipt_due(complaint: Complaint, sent_on: date) -> date:
    return working_days_add(sent_on, rule_set_of(complaint).rule("receive_referral").amount)


def referral_create(
    complaint: Complaint,
    from_body: str,
    to_body: str,
    *,
    off_platform: bool,
    is_copy: bool = False,
    reason: str = "",
    note: str = "",
    actor: User | None = None,
) -> Referral:
    today = timezone.localdate()
    return Referral.objects.create(
        complaint=complaint,
        from_body=from_body,
        to_body=to_body,
        is_copy=is_copy,
        off_platform=off_platform,
        reason=reason,
        note=note,
        sent_on=today,
        receipt_due_on=receipt_due(complaint, today),
        sent_by=actor,
    )
