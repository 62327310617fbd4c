"""The mailbox as its page shows it."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from complaints.models import Complaint, Event, Mediation, Referral
from complaints.selectors.file import mediation_running, name_is_withheld
from complaints.services.clock import terms_of
from complaints.services.mediating import ANSWERABLE
from complaints.services.needs import Attempt, missing
from complaints.workflow.codes import bodies, categories, label_of
from complaints.workflow.plain import (
    BY_SIDE,
    COPY,
    REFERRALS,
    STATES,
    TIMELINE,
    WITHDRAWN,
    State,
)
from complaints.workflow.routing import CORPS
from complaints.workflow.states import AFTER_DECISION, BY_NAME, Actor, Need, Status, StepError, step_for
from legitimacy.deadlines.clock import Term, TermState


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the history. `is_step`: the file moved."""

    on: date
    at: datetime
    what: str
    is_step: bool


@dataclass(frozen=True, slots=True)
class Due:
    """By when the next thing happens: `on` is None while the term stands still, `is_late` when the day is over."""

    on: date | None
    is_late: bool


def body_name(complaint: Complaint, body: str) -> str:
    """A body as the complainant knows it; internal oversight with the name of its corps."""
    known = bodies().get(body)
    if body == CORPS and complaint.corps is not None:
        return _("internal oversight of %(corps)s") % {"corps": complaint.corps.display_name}
    return str(known.label) if known else body


def state_of(complaint: Complaint) -> State:
    """Where the file is; a review is offered only to who may still ask for one."""
    if complaint.status == Status.CLOSED and complaint.disposition == "withdrawn":
        return WITHDRAWN
    state = STATES[complaint.status]
    return replace(state, next="") if state.term == "review" and not may_ask_review(complaint) else state


def due_of(complaint: Complaint, state: State) -> Due | None:
    """The day of the state's own term; None where nothing is due."""
    if state.term == "review":
        return Due(complaint.review_until, is_late=False) if may_ask_review(complaint) else None
    term = _term(complaint, state.term)
    return Due(term.due_on, term.state is TermState.OVERDUE) if term else None


def news_due_of(complaint: Complaint) -> Due | None:
    """When the complainant hears something at the latest, while the file is open."""
    term = _term(complaint, "inform")
    return Due(term.due_on, term.state is TermState.OVERDUE) if term else None


def _term(complaint: Complaint, code: str) -> Term | None:
    return next((term for term in terms_of(complaint) if term.rule.code == code and term.is_open), None)


def timeline_of(complaint: Complaint) -> list[Moment]:
    """What happened, the newest first; kinds that are not for the complainant are left out."""
    moments = []
    for event in complaint.events.order_by("-at", "-pk"):
        text = BY_SIDE.get((event.kind, event.actor_kind == Actor.COMPLAINANT)) or TIMELINE.get(event.kind)
        if text is not None and not _is_judicial_pause(event):
            moments.append(Moment(event.on, event.at, str(text) % _parts(complaint, event), event.kind in BY_NAME))
    return moments


def _is_judicial_pause(event: Event) -> bool:
    """Its step says it already."""
    return event.kind in ("paused", "resumed") and event.reason == "judicial"


def _parts(complaint: Complaint, event: Event) -> dict[str, str]:
    return {"body": body_name(complaint, event.body), "reason": label_of("reason", event.reason)}


def referrals_of(complaint: Complaint) -> list[str]:
    """Every way the file went or goes between bodies, in sentences."""
    return [_referral_words(complaint, referral) for referral in complaint.referrals.all()]


def _referral_words(complaint: Complaint, referral: Referral) -> str:
    state: str = referral.state
    if state == Referral.State.SENT:
        if referral.receipt_due_on < timezone.localdate():
            state = "late"
        elif referral.off_platform:
            state = "sent_by_post"
    answered_on = referral.answered_on or referral.received_on
    words = str(REFERRALS[state]) % {
        "body": body_name(complaint, referral.to_body),
        "sent": date_format(referral.sent_on),
        "due": date_format(referral.receipt_due_on),
        "answered": date_format(answered_on) if answered_on else "",
    }
    return f"{COPY} {words}" if referral.is_copy else words


@dataclass(frozen=True, slots=True)
class Mail:
    """A message or a letter, as one list. `read_at`: when the other side saw it."""

    at: datetime | date
    mine: bool
    sender: str
    text: str
    subject: str = ""
    read_at: datetime | None = None
    is_new: bool = False


def mails_of(complaint: Complaint, new: frozenset[int] = frozenset()) -> list[Mail]:
    """Messages, the oldest first. `new`: keys of those that were not read before this visit."""
    return [
        Mail(
            at=row.sent_at,
            mine=row.from_complainant,
            sender=body_name(complaint, row.body),
            text=row.text,
            read_at=row.read_at if row.from_complainant else None,
            is_new=row.pk in new,
        )
        for row in complaint.messages.all()
    ]


def decision_of(complaint: Complaint) -> dict[str, object] | None:
    """The decision once it was communicated; not what somebody writes at it since."""
    if complaint.communicated_on is None or complaint.disposition == "withdrawn" or not complaint.decision:
        return None
    if complaint.status not in AFTER_DECISION and not _is_untouched_in_review(complaint):
        return None
    return {
        "on": complaint.communicated_on,
        "disposition": label_of("disposition", complaint.disposition),
        "findings": _findings(complaint),
        "text": complaint.decision,
        "legal_basis": complaint.legal_basis,
    }


def _findings(complaint: Complaint) -> list[tuple[str, str]]:
    """Each allegation in a citizen's words, with what the body that decided found of it."""
    found = complaint.allegations.filter(findings__authority=complaint.holder)
    rows = found.values_list("category", "findings__finding").order_by("pk")
    known = categories()
    return [(str(known[code].plain), label_of("finding", finding)) for code, finding in rows if code in known]


def _is_untouched_in_review(complaint: Complaint) -> bool:
    """Whoever reviews may be writing a new text: until it is communicated, nobody reads it."""
    asked = complaint.events.filter(kind="request_review").order_by("pk").last()
    return asked is not None and not complaint.events.filter(kind="changed", pk__gt=asked.pk).exists()


def may_withdraw(complaint: Complaint) -> bool:
    try:
        step_for("withdraw", complaint.status)
    except StepError:
        return False
    return True


def may_ask_review(complaint: Complaint) -> bool:
    try:
        step_for("request_review", complaint.status)
    except StepError:
        return False
    return missing(Attempt(complaint, None), (Need.REVIEW_OPEN,)) is None


def may_share_name(complaint: Complaint) -> bool:
    """The name was given to an external body alone, and there is a corps that could know it."""
    if not complaint.identity_for_body_only or complaint.corps is None or complaint.status == Status.CLOSED:
        return False
    return name_is_withheld(complaint)


def mediation_open(complaint: Complaint) -> Mediation | None:
    """An offer that the complainant may answer, or step back from."""
    return mediation_running(complaint) if complaint.status in ANSWERABLE else None
