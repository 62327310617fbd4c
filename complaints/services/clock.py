"""The statutory clock of a file: its history as the clock reads it, and the days that lists sort by."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from complaints.models import Complaint, Event
from complaints.workflow.states import BY_NAME, Status
from legitimacy.deadlines.clock import (
    EXTENDED,
    PAUSED_JUDICIAL,
    PAUSED_WAITING,
    RESUMED,
    ClockEvent,
    Term,
    TermState,
    replay,
)
from legitimacy.deadlines.rules import RuleSet, rule_set_on

RULES = "complaints"
WORDS = {
    "received": ("received",),
    "acknowledge": ("acknowledged", "informed"),
    "assess": ("assessed",),
    "inquire": ("assessed",),
    "refer": ("referral_sent", "referred"),
    "receive_referral": ("referral_answered",),
    "refuse_referral": ("referral_answered",),
    "recall_referral": ("referral_answered",),
    "message": ("contacted", "informed"),
    "letter": ("contacted", "informed"),
    "mediation_offered": ("contacted", "informed"),
    "informed": ("informed",),
    "reopen": ("reopened",),
    "overturn": ("reopened",),
    "communicate": ("communicated",),
    "close": ("closed",),
    "withdraw": ("closed",),
    "request_review": ("review_asked",),
    "offence_flagged": ("offence_flagged",),
    "offence_passed": ("offence_passed",),
    "discipline_known": ("discipline_known",),
    "extended": (EXTENDED,),
    "resumed": (RESUMED,),
}
"""What the kinds of the history mean to the clock; every step that decides also means `decided`."""
PAUSES = {"judicial": PAUSED_JUDICIAL, "complainant": PAUSED_WAITING}


def rule_set_of(complaint: Complaint) -> RuleSet:
    return rule_set_on(RULES, complaint.received_on)


def clock_events(events: Iterable[Event]) -> list[ClockEvent]:
    """A file's history in the clock's words."""
    found: list[ClockEvent] = []
    for event in events:
        # A complainant's own message is no news to them.
        words = () if event.kind == "message" and event.actor_kind == "complainant" else WORDS.get(event.kind, ())
        found += [ClockEvent(word, event.on) for word in words]
        step = BY_NAME.get(event.kind)
        if step is not None and step.target is Status.DECIDED:
            found.append(ClockEvent("decided", event.on))
        if event.kind == "paused":
            found.append(ClockEvent(PAUSES[event.reason], event.on))
        if event.kind == "resume" and event.reason == "judicial_end":
            found.append(ClockEvent("judicial_notice", event.on))
        if event.kind == "measure" and event.reason == "discipline":
            found.append(ClockEvent("discipline_opened", event.on))
    return found


def terms_of(complaint: Complaint, *, today: date | None = None) -> list[Term]:
    """Every term of a file that has begun, replayed from its history."""
    return replay(rule_set_of(complaint), clock_events(complaint.events.all()), today or timezone.localdate())


def due_days(terms: Iterable[Term]) -> tuple[date | None, date | None]:
    """The last day for the decision, and the first day on which anything is due."""
    listed = list(terms)
    decide = next((term for term in listed if term.rule.code == "decide"), None)
    waiting = [
        term.due_on
        for term in listed
        if term.due_on is not None
        and term.state in (TermState.RUNNING, TermState.OVERDUE)
        and not term.rule.right
        and (not term.rule.alarms or term.alarm is not None)
    ]
    return decide.due_on if decide else None, min(waiting, default=None)


def clock_refresh(complaint: Complaint) -> list[Term]:
    """Write the days that lists sort by: the last day for the decision, and the first day on which anything is due."""
    terms = terms_of(complaint)
    complaint.due_on, next_due_on = due_days(terms)
    complaint.next_due_on = None if complaint.status == Status.CLOSED else next_due_on
    Complaint.objects.filter(pk=complaint.pk).update(due_on=complaint.due_on, next_due_on=complaint.next_due_on)
    return terms


def alarms_sweep(today: date | None = None) -> int:
    """Bring up to date the files whose disciplinary term may warn, as an alarm comes by its day and not by an event;
    number of files that changed.
    """
    day = today or timezone.localdate()
    began = Q(kind="discipline_known") | Q(kind="resume", reason="judicial_end")
    events = Event.objects.filter(began, complaint=OuterRef("pk"), on__lte=day)
    waiting = Complaint.objects.filter(Exists(events)).exclude(status=Status.CLOSED)
    return sum(_alarm_refresh(pk) for pk in waiting.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _alarm_refresh(complaint_id: int) -> bool:
    complaint = Complaint.objects.select_for_update().filter(pk=complaint_id).first()
    if complaint is None:
        return False
    before = complaint.next_due_on
    clock_refresh(complaint)
    return complaint.next_due_on != before


def due_days_of_new(received_on: date, today: date) -> tuple[date | None, date | None]:
    """The same for a file of which only the receipt is known."""
    return due_days(replay(rule_set_on(RULES, received_on), [ClockEvent("received", received_on)], today))
