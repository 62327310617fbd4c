"""The history in words: as a handler reads it, and as the complainant does."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from complaints.models import Complaint, Event
from complaints.selectors.file import Reach, events_of
from complaints.views.mailbox.page import timeline_of
from complaints.workflow.codes import categories
from complaints.workflow.states import BY_NAME, Actor
from complaints.workflow.wording import body_words, event_words, reason_words

SHOWN_LATEST = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One event. `who` is empty where it goes without saying; `is_step`: the file moved."""

    on: date
    at: datetime
    words: str
    detail: str
    who: str
    note: str
    is_step: bool
    is_complainant: bool


def handler_lines(events: Iterable[Event], reach: Reach) -> list[Line]:
    """Newest first, as far as the reader's body may see: what happened while another body had the file stays there."""
    return [_line(event, reach) for event in reversed(list(events)) if reach.sees(event.holder)]


def complainant_lines(complaint: Complaint) -> list[Line]:
    """The same file through the complainant's eyes: line for line what the mailbox says."""
    return [
        Line(moment.on, moment.at, moment.what, "", "", "", moment.is_step, False) for moment in timeline_of(complaint)
    ]


def latest(complaint: Complaint, reach: Reach) -> list[Line]:
    """The last things that happened, for who finds the file changed."""
    return handler_lines(events_of(complaint), reach)[:SHOWN_LATEST]


def _line(event: Event, reach: Reach) -> Line:
    reason = reason_words(event.kind, event.reason)
    failing = categories().get(event.note) if event.kind in ("changed", "finding") else None
    about = f"{failing.code} {failing.label}" if failing else ""
    detail = " · ".join(words for words in (about, reason, _bodies(event)) if words)
    is_complainant = event.actor_kind == Actor.COMPLAINANT
    return Line(
        on=event.on,
        at=event.at,
        words=event_words(event.kind),
        detail=detail,
        who=_who(event, reach),
        note="" if failing else event.note,
        is_step=event.kind in BY_NAME or event.kind == "received",
        is_complainant=is_complainant,
    )


def _who(event: Event, reach: Reach) -> str:
    """Handlers know their colleagues by name, and other bodies as such."""
    if event.actor_kind == Actor.COMPLAINANT:
        return _("the complainant")
    if event.actor is None:
        return _("automatically")
    body = event.body if event.kind == "copy_taken" else event.holder
    mine = body in reach.bodies and event.actor_kind != Actor.RECEIVER
    return str(event.actor) if mine else body_words(body)


def _bodies(event: Event) -> str:
    return body_words(event.body) if event.body else ""
