"""The history of a simulated file, told from its dates."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from complaints.models import Complaint, Event
from complaints.workflow.codes import bodies
from complaints.workflow.routing import COMMITTEE_P
from complaints.workflow.states import Actor, Status

ENDINGS = {
    "decided": "decide",
    "mediated": "mediation_agreed",
    "settled_early": "settle_early",
    "inadmissible": "declare_inadmissible",
    "manifestly_unfounded": "declare_unfounded",
    "judicial": "end_judicial",
    "no_response": "end_without_answer",
}


def events_of(complaint: Complaint, moment: Callable[[date], datetime]) -> Iterator[Event]:
    """Events in order; each step goes on from where the last one ended."""
    status = Status.RECEIVED
    for day, kind, target in _steps(complaint):
        if day is None:
            continue
        complainant = kind in ("received", "withdraw")
        yield Event(
            complaint=complaint,
            at=moment(day),
            on=day,
            kind=kind,
            actor_kind=Actor.COMPLAINANT if complainant else "system" if kind == "notified" else Actor.HANDLER,
            status_from=status if target else "",
            status_to=target or "",
            holder=complaint.holder,
            body=COMMITTEE_P if kind == "notified" and COMMITTEE_P in bodies() else "",
        )
        status = target or status


def _steps(complaint: Complaint) -> Iterator[tuple[date | None, str, Status | None]]:
    yield complaint.received_on, "received", None
    yield complaint.committee_p_notified_on, "notified", None
    yield complaint.acknowledged_on, "assigned", None
    yield complaint.acknowledged_on, "acknowledge", Status.ACKNOWLEDGED
    if complaint.status == Status.INQUIRY or complaint.decided_on:
        yield complaint.acknowledged_on or complaint.decided_on, "assess", Status.ADMISSIBILITY
    if complaint.status == Status.INQUIRY or complaint.disposition == "decided":
        yield complaint.acknowledged_on or complaint.decided_on, "inquire", Status.INQUIRY
    if complaint.disposition == "decided":
        yield complaint.decided_on, "draft", Status.DRAFT_FINDING
        yield complaint.decided_on, "hear", Status.HEARD
    if complaint.disposition in ENDINGS:
        yield complaint.decided_on, ENDINGS[complaint.disposition], Status.DECIDED
    yield complaint.communicated_on, "communicate", Status.COMMUNICATED
    yield complaint.closed_on, "withdraw" if complaint.disposition == "withdrawn" else "close", Status.CLOSED
