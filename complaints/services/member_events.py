"""Telling the other apps that a complaint about a known member was founded: a kind, a day and a number, no content.

Only what the corps itself found, held and let out counts; what a review changes, or a file that is destroyed, is taken
back. Nothing comes the other way: complaints never learn what others make of it.
"""

from django.db import transaction
from django.utils import timezone

from complaints.models import Complaint, InvolvedMember, MemberAllegation
from complaints.workflow.codes import categories
from complaints.workflow.routing import CORPS
from complaints.workflow.states import AFTER_DECISION, Status
from legitimacy.members import member_event_set
from legitimacy.models import MemberEvent

SOURCE = "complaints"
FOUNDED = ("founded", "partly_founded")
ATTITUDE_GROUP = "attitude"
STANDING = (Status.DECIDED, *AFTER_DECISION, Status.REVIEW)
"""States in which a finding that went out stands: a review that is asked changes nothing until it ends."""
K = MemberEvent.Kind


@transaction.atomic
def member_events_settle(complaint: Complaint) -> None:
    """Report what the file says now about known members, and take back what it no longer says.

    Doing it twice changes nothing.
    """
    wanted = founded_about(complaint)
    known = MemberEvent.objects.filter(source=SOURCE, reference=complaint.number, withdrawn_on=None)
    keys = {(one.member_id, kind) for one, kind in wanted}
    for event in known:
        if (event.member_id, event.kind) not in keys:
            event.withdrawn_on = timezone.localdate()
            event.save(update_fields=["withdrawn_on"])
    day = complaint.communicated_on
    for involved, kind in wanted:
        if involved.member is not None and day is not None:
            member_event_set(member=involved.member, kind=kind, source=SOURCE, reference=complaint.number, on=day)


def member_events_withdraw(number: str) -> None:
    """The file is destroyed: nothing points to it any more."""
    events = MemberEvent.objects.filter(source=SOURCE, reference=number, withdrawn_on=None)
    events.update(withdrawn_on=timezone.localdate())


def founded_about(complaint: Complaint) -> set[tuple[InvolvedMember, str]]:
    """Known members of the corps and the kinds of founded allegations about them; none while the finding may not go
    out.
    """
    stands = complaint.status in STANDING and complaint.disposition == "decided"
    if complaint.holder != CORPS or not stands or complaint.communicated_on is None:
        return set()
    found = MemberAllegation.objects.filter(
        involved__complaint=complaint,
        involved__member__corps=complaint.corps_id,
        allegation__findings__authority=CORPS,
        allegation__findings__finding__in=FOUNDED,
    )
    pairs = set()
    for row in found.select_related("involved__member", "allegation"):
        pairs |= {(row.involved, kind) for kind in kinds_of(row.allegation.category)}
    return pairs


def kinds_of(code: str) -> list[str]:
    """What a category of failing is for others: force by its flag, attitude by its group, or nothing."""
    category = categories().get(code)
    if category is None:
        return []
    found = [K.FORCE_COMPLAINT] if "force" in category.flags else []
    return [*found, *([K.ATTITUDE_COMPLAINT] if category.group == ATTITUDE_GROUP else [])]
