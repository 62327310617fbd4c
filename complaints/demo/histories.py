"""The history of a simulated file, told from its dates."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from complaints.workflow.routing import COMMITTEE_P
from complaints.workflow.states import FIRST, Actor, Status

ENDINGS = {
    "decided": "decide",
    "mediated": "mediation_agreed",
    "settled_early": "settle_early",
    "inadmissible": "declare_inadmissible",
    "manifestly_unfounded": "declare_unfounded",
    "judicial": "end_judicial",
    "no_response": "end_without_answer",
}


def events_of(complaint: int, file: dict[str, Any], moment: Callable[[date], datetime]) -> Iterator[dict[str, Any]]:
    """Events in order, as columns; each step goes on from where the last one ended. `file` are the file's columns."""
    status: str = FIRST.value
    for day, kind, target in _steps(file):
        if day is None:
            continue
        complainant = kind in ("received", "withdraw")
        actor = Actor.COMPLAINANT.value if complainant else "system" if kind == "notified" else Actor.HANDLER.value
        yield {
            "complaint_id": complaint,
            "at": moment(day),
            "on": day,
            "kind": kind,
            "actor_kind": actor,
            "status_from": status if target else "",
            "status_to": target.value if target else "",
            "holder": file["holder"],
            "body": COMMITTEE_P if kind == "notified" else "",
        }
        status = target.value if target else status


def _steps(file: dict[str, Any]) -> Iterator[tuple[date | None, str, Status | None]]:
    decided, disposition = file["decided_on"], file["disposition"]
    looked_at = file["acknowledged_on"] or decided
    inquired = file["status"] == Status.INQUIRY or disposition == "decided"
    yield file["received_on"], "received", None
    yield file["committee_p_notified_on"], "notified", None
    yield file["acknowledged_on"], "assigned", None
    yield file["acknowledged_on"], "acknowledge", Status.ACKNOWLEDGED
    if inquired or decided:
        yield looked_at, "assess", Status.ADMISSIBILITY
    if inquired:
        yield looked_at, "inquire", Status.INQUIRY
    if disposition == "decided":
        yield decided, "draft", Status.DRAFT_FINDING
        yield decided, "hear", Status.HEARD
    if disposition in ENDINGS:
        yield decided, ENDINGS[disposition], Status.DECIDED
    yield file["communicated_on"], "communicate", Status.COMMUNICATED
    yield file["closed_on"], "withdraw" if disposition == "withdrawn" else "close", Status.CLOSED
