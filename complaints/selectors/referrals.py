"""Referrals as one person sees them: what waits for receipt, what was sent, what came in, and what may be done."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from complaints.models import Complaint, Referral
from complaints.querysets import bodies_of
from complaints.selectors.words import Sign, day_sign
from complaints.workflow.codes import bodies, body_require, codes, label_of
from complaints.workflow.routing import INTAKE
from complaints.workflow.wording import heading_of
from legitimacy.access import Person

MOST = 50


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """One referral, and the actions this person may take on it."""

    referral: Referral
    title: str
    from_body: str
    to_body: str
    reason: str
    outcome: str
    due: Sign
    is_ours: bool
    may_receive: bool
    may_refuse: bool
    may_recall: bool
    may_enter: bool
    may_return: bool

    @property
    def is_overdue(self) -> bool:
        return self.due.key == "overdue"


def referrals_seen(user: Person) -> QuerySet[Referral]:
    """Referrals to or from a body of this person, of files that they may see.

    External bodies and the prosecutor see all of a file that they hold. A corps never sees where another body sent a
    file that came back to it: a copy for the prosecutor would warn whoever it is about.
    """
    mine = bodies_of(user)
    outside = [body for body in mine if body_require(body).kind in ("external", "judicial")]
    place = Q(from_body__in=mine) | Q(to_body__in=mine) | Q(complaint__holder__in=outside)
    files = Complaint.objects.visible_to(user).values("pk")
    return Referral.objects.filter(place, complaint__in=files).select_related("complaint__corps")


def waiting(user: Person) -> QuerySet[Referral]:
    """Not received yet, the longest waiting first."""
    return referrals_seen(user).filter(state=Referral.State.SENT).order_by("receipt_due_on", "pk")


def under_way(user: Person) -> QuerySet[Referral]:
    """Received, and an outcome can still be returned or entered."""
    found = referrals_seen(user).filter(state=Referral.State.RECEIVED)
    return found.exclude(from_body=INTAKE).order_by("-received_on", "-pk")


def ended(user: Person) -> QuerySet[Referral]:
    states = (Referral.State.REFUSED, Referral.State.RETURNED, Referral.State.RECALLED)
    return referrals_seen(user).filter(state__in=states).order_by("-answered_on", "-pk")


def lines_of(found: QuerySet[Referral], user: Person, today: date | None = None) -> list[ReferralLine]:
    """At most `MOST` lines, with what may be done: three queries, however many lines there are."""
    on = today or timezone.localdate()
    referrals = list(found[:MOST])
    ids = [referral.complaint_id for referral in referrals]
    held = set(Complaint.objects.held_for(user).filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
    offered = set(Complaint.objects.offered_to(user).filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
    mine = bodies_of(user)
    return [
        _line(
            referral,
            on,
            is_holder=referral.complaint_id in held,
            is_receiver=referral.complaint_id in offered and referral.to_body in mine,
        )
        for referral in referrals
    ]


def _line(referral: Referral, today: date, *, is_holder: bool, is_receiver: bool) -> ReferralLine:
    """What the page offers. The rules say it again when somebody tries."""
    sent, received = referral.state == Referral.State.SENT, referral.state == Referral.State.RECEIVED
    is_sender = is_holder and referral.to_body != referral.complaint.holder
    by_hand = is_sender and referral.off_platform
    came_here = is_holder and not is_sender and not referral.is_copy
    return ReferralLine(
        referral=referral,
        title=heading_of(referral.complaint.title),
        from_body=body_label(referral.from_body),
        to_body=body_label(referral.to_body),
        reason=label_of("reason", referral.reason) if referral.reason else "",
        outcome=outcome_label(referral.outcome),
        due=day_sign(referral.receipt_due_on, today),
        is_ours=is_receiver or came_here,
        may_receive=sent and is_receiver and not referral.off_platform,
        may_refuse=sent
        and (
            (is_receiver and not referral.off_platform and referral.from_body != INTAKE)
            or (by_hand and not referral.is_copy)
        ),
        may_recall=sent and is_sender and not referral.is_copy,
        may_enter=sent and by_hand,
        may_return=received
        and (by_hand or (not referral.off_platform and (is_receiver if referral.is_copy else came_here))),
    )


def body_label(code: str) -> str:
    body = bodies().get(code)
    return str(body.label) if body else ""


def outcome_label(code: str) -> str:
    """A finding or a disposition, whichever list holds it."""
    name = "finding" if code in codes()["finding"] else "disposition"
    return label_of(name, code) if code else ""
