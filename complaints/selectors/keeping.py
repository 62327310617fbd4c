"""Which files and which contact data are past their time, and may go: nothing holds them, nobody waits."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from complaints.models import Complaint, Disposal, Identity, Message, RetentionHold
from complaints.querysets import body_of
from complaints.workflow.keeping import CONTACT, FILE, keeping_rules
from complaints.workflow.routing import CORPS
from complaints.workflow.states import Status
from legitimacy.access import Person, standing_of


def past(what: str, *, today: date | None = None) -> Q:
    """Closed for as long as the rules say."""
    today = today or timezone.localdate()
    named = [code for rule in keeping_rules() if rule.what == what for code in rule.dispositions]
    found = Q(pk__in=[])
    for rule in keeping_rules():
        if rule.what == what:
            fits = Q(disposition__in=rule.dispositions) if rule.dispositions else ~Q(disposition__in=named)
            found |= fits & Q(closed_on__lte=rule.closed_until(today))
    return found & Q(status=Status.CLOSED)


def _free() -> Q:
    """Neither held nor with a message that somebody has not read."""
    holds = RetentionHold.objects.filter(complaint=OuterRef("pk"), lifted_on=None)
    unread = Message.objects.filter(complaint=OuterRef("pk"), read_at=None)
    return ~Exists(holds) & ~Exists(unread)


def files_past() -> QuerySet[Complaint]:
    """Files of which the time is over and that nothing visible holds. Terms are looked at one by one, before."""
    return Complaint.objects.filter(past(FILE), _free())


def identities_past() -> QuerySet[Identity]:
    return Identity.objects.filter(complaint__in=Complaint.objects.filter(past(CONTACT), _free()))


def disposals_due(user: Person) -> QuerySet[Complaint]:
    """Files of this person's body that may be proposed for destruction, the oldest first."""
    proposed = Disposal.objects.filter(number=OuterRef("number"))
    held = Complaint.objects.held_for(user).filter(past(FILE), _free())
    return held.filter(~Exists(proposed)).order_by("closed_on", "pk")


def disposals_proposed(user: Person) -> list[tuple[Disposal, Complaint]]:
    """Proposals that wait for a second person, with their files, for who handles files of the body."""
    waiting = {row.number: row for row in Disposal.objects.filter(disposed_at=None).select_related("proposed_by")}
    files = Complaint.objects.held_for(user).filter(number__in=list(waiting)).order_by("closed_on", "pk")
    return [(waiting[complaint.number], complaint) for complaint in files]


def disposals_done(user: Person) -> QuerySet[Disposal]:
    """Tombstones of this person's body, the newest first. A corps sees those of files that it held itself."""
    mine = Q(pk__in=[])
    for membership in standing_of(user).current:
        body = body_of(membership)
        if body == CORPS and membership.corps is not None:
            mine |= Q(body=CORPS, corps_code=membership.corps.code)
        elif body and membership.corps is None:
            mine |= Q(body=body)
    return Disposal.objects.filter(mine).exclude(disposed_at=None).order_by("-disposed_at", "-pk")
