"""What an auditor reads of a complaint file inside an opened audit: how it was handled, never who complained.

No identity, no name or description of a member of the police, no message, note or evidence, no mediation that still
runs; nothing of the time in which another body held the file.
"""

from dataclasses import dataclass
from datetime import date

from complaints.models import Complaint, Event
from complaints.selectors.file import READ, Reach, events_of
from complaints.selectors.keyset import ListPage, page_read
from complaints.selectors.words import Sign, due_sign, status_sign
from complaints.workflow.routing import CORPS
from complaints.workflow.wording import heading_of
from legitimacy.access import Person

REASON = "audit"
"""Reason code on the trail for what is read inside an audit."""
AUDIT_REACH = Reach(bodies=frozenset({CORPS}), handles=False)
MEDIATION = "mediat"
"""How the kinds of events about a mediation begin."""

__all__ = ["AUDIT_REACH", "READ", "REASON", "AuditLine", "audited_events", "audited_find", "audited_page"]


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One file in the list: no handler's name."""

    number: str
    corps: str
    title: str
    status: Sign
    due: Sign
    received_on: date


def audited_find(user: Person, number: str) -> Complaint | None:
    """The file, when this auditor may read it today."""
    return Complaint.objects.audited_by(user).select_related("corps", "mediation").filter(number=number).first()


def audited_page(user: Person, token: str, today: date) -> tuple[list[AuditLine], ListPage]:
    """One page of the files that may be read today, newest first."""
    files = Complaint.objects.audited_by(user).select_related("corps").defer("story", "story_shared", "decision")
    page = page_read(files, "received", token)
    lines = [
        AuditLine(
            row.number,
            row.corps.display_name if row.corps else "",
            heading_of(row.title),
            status_sign(row.status),
            due_sign(row, today),
            row.received_on,
        )
        for row in page.rows
    ]
    return lines, page


def audited_events(complaint: Complaint) -> list[Event]:
    """The history while the corps held the file, without a mediation that still runs."""
    mediation = getattr(complaint, "mediation", None)
    running = mediation is not None and not mediation.outcome
    return [
        event
        for event in events_of(complaint)
        if event.holder == CORPS and not (running and event.kind.startswith(MEDIATION))
    ]
