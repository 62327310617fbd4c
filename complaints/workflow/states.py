"""States of a complaint and every step between them, as data that a policy officer can read.

Nothing else moves a complaint: pages, bulk actions, the API and imports all go through `step_for`.
Each step is written with its actor, reason code, note and time in the file's history.
"""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    ADMISSIBILITY = "admissibility"
    REFERRED = "referred"
    JUDICIAL_HOLD = "judicial_hold"
    MEDIATION = "mediation"
    INQUIRY = "inquiry"
    DRAFT_FINDING = "draft_finding"
    HEARD = "heard"
    DECIDED = "decided"
    COMMUNICATED = "communicated"
    FOLLOW_UP = "follow_up"
    REVIEW = "review"
    CLOSED = "closed"


class Actor(StrEnum):
    """Who takes a step: the holder's handler, the body a referral was sent to, the complainant."""

    HANDLER = "handler"
    RECEIVER = "receiver"
    COMPLAINANT = "complainant"


S = Status
FIRST = S.RECEIVED
LAST = S.CLOSED
BEFORE_DECISION = (S.RECEIVED, S.ACKNOWLEDGED, S.ADMISSIBILITY, S.MEDIATION, S.INQUIRY, S.DRAFT_FINDING, S.HEARD)
"""States in which the file waits for a decision of whoever holds it."""
OPEN = (*BEFORE_DECISION, S.REFERRED, S.JUDICIAL_HOLD, S.DECIDED, S.REVIEW)
"""States in which the complainant still waits."""
AFTER_DECISION = (S.COMMUNICATED, S.FOLLOW_UP, S.CLOSED)


class Need(StrEnum):
    """What must be there before a step: each is a check in `complaints.services.steps`."""

    REASON = "reason"
    NOTE = "note"
    HANDLER = "handler"
    ALLEGATION = "allegation"
    FINDINGS = "findings"
    DECISION = "decision"
    BODY = "body"
    OFFICER_HEARD = "officer_heard"
    MEDIATION_ACCEPTED = "mediation_accepted"
    MEDIATION_ENDED = "mediation_ended"
    MEASURES_DONE = "measures_done"
    REVIEW_OPEN = "review_open"
    REVIEWER = "reviewer"
    DUPLICATE = "duplicate"
    SETTLEABLE = "settleable"
    UNANSWERED = "unanswered"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Step:
    """One arrow. `disposition` is what the file ends as, where the step decides that by itself; `reasons` the reason
    codes that may be given (empty: no reason is asked).
    """

    name: str
    sources: tuple[Status, ...]
    target: Status
    actor: Actor = Actor.HANDLER
    needs: tuple[Need, ...] = ()
    reasons: tuple[str, ...] = ()
    disposition: str = ""


STEPS: tuple[Step, ...] = (
    Step("acknowledge", (S.RECEIVED,), S.ACKNOWLEDGED, needs=(Need.HANDLER,)),
    Step("assess", (S.RECEIVED, S.ACKNOWLEDGED), S.ADMISSIBILITY, needs=(Need.HANDLER,)),
    Step(
        "refer",
        (S.RECEIVED, S.ACKNOWLEDGED, S.ADMISSIBILITY, S.INQUIRY, S.DRAFT_FINDING, S.HEARD),
        S.REFERRED,
        needs=(Need.BODY, Need.REASON),
        reasons=("other_body", "independence", "complainant_asks", "possible_offence"),
    ),
    Step("receive_referral", (S.REFERRED,), S.ADMISSIBILITY, Actor.RECEIVER),
    Step(
        "refuse_referral",
        (S.REFERRED,),
        S.ADMISSIBILITY,
        Actor.RECEIVER,
        needs=(Need.REASON,),
        reasons=("other_body", "no_connection", "already_handled", "workload", "other"),
    ),
    Step("recall_referral", (S.REFERRED,), S.ADMISSIBILITY, needs=(Need.REASON,), reasons=("new_facts", "other")),
    Step("send_back", BEFORE_DECISION, S.ADMISSIBILITY, needs=(Need.NOTE,)),
    Step("inquire", (S.ADMISSIBILITY,), S.INQUIRY, needs=(Need.OUTSIDE, Need.HANDLER, Need.ALLEGATION)),
    Step(
        "hold_for_justice",
        (S.ADMISSIBILITY, S.MEDIATION, S.INQUIRY, S.DRAFT_FINDING, S.HEARD),
        S.JUDICIAL_HOLD,
        needs=(Need.REASON,),
        reasons=("possible_offence",),
    ),
    Step("resume", (S.JUDICIAL_HOLD,), S.INQUIRY, needs=(Need.REASON,), reasons=("judicial_end", "new_facts")),
    Step("end_judicial", (S.JUDICIAL_HOLD,), S.DECIDED, needs=(Need.OUTSIDE, Need.DECISION), disposition="judicial"),
    Step(
        "mediate",
        (S.ADMISSIBILITY, S.INQUIRY),
        S.MEDIATION,
        needs=(Need.OUTSIDE, Need.HANDLER, Need.MEDIATION_ACCEPTED),
    ),
    Step(
        "mediation_agreed",
        (S.MEDIATION,),
        S.DECIDED,
        needs=(Need.OUTSIDE, Need.MEDIATION_ENDED),
        disposition="mediated",
    ),
    Step("mediation_failed", (S.MEDIATION,), S.INQUIRY),
    Step(
        "settle_early",
        (S.ACKNOWLEDGED, S.ADMISSIBILITY, S.INQUIRY),
        S.DECIDED,
        needs=(Need.OUTSIDE, Need.HANDLER, Need.SETTLEABLE, Need.NOTE),
        disposition="settled_early",
    ),
    Step(
        "declare_inadmissible",
        (S.ADMISSIBILITY,),
        S.DECIDED,
        needs=(Need.OUTSIDE, Need.HANDLER, Need.REASON, Need.DECISION),
        reasons=("no_connection", "too_old", "already_handled", "other"),
        disposition="inadmissible",
    ),
    Step(
        "declare_unfounded",
        (S.ADMISSIBILITY,),
        S.DECIDED,
        needs=(Need.OUTSIDE, Need.HANDLER, Need.DECISION),
        disposition="manifestly_unfounded",
    ),
    Step(
        "declare_not_competent",
        (S.ADMISSIBILITY,),
        S.DECIDED,
        needs=(Need.OUTSIDE, Need.HANDLER, Need.DECISION, Need.REASON),
        reasons=("other_body", "no_connection"),
        disposition="not_competent",
    ),
    Step(
        "declare_duplicate",
        (S.RECEIVED, S.ACKNOWLEDGED, S.ADMISSIBILITY),
        S.DECIDED,
        needs=(Need.OUTSIDE, Need.HANDLER, Need.DUPLICATE, Need.NOTE),
        disposition="duplicate",
    ),
    Step(
        "end_without_answer",
        (S.ADMISSIBILITY, S.INQUIRY),
        S.DECIDED,
        needs=(Need.OUTSIDE, Need.UNANSWERED, Need.REASON, Need.NOTE),
        reasons=("insufficient",),
        disposition="no_response",
    ),
    Step("draft", (S.INQUIRY,), S.DRAFT_FINDING, needs=(Need.OUTSIDE, Need.HANDLER, Need.FINDINGS)),
    Step("hear", (S.DRAFT_FINDING,), S.HEARD, needs=(Need.OUTSIDE, Need.OFFICER_HEARD)),
    Step("inquire_further", (S.DRAFT_FINDING, S.HEARD), S.INQUIRY, needs=(Need.NOTE,)),
    Step("decide", (S.HEARD,), S.DECIDED, needs=(Need.OUTSIDE, Need.FINDINGS, Need.DECISION), disposition="decided"),
    Step("communicate", (S.DECIDED,), S.COMMUNICATED),
    Step("follow_up", (S.COMMUNICATED,), S.FOLLOW_UP),
    Step("close", (S.COMMUNICATED, S.FOLLOW_UP), S.CLOSED, needs=(Need.MEASURES_DONE,)),
    Step(
        "reopen",
        (S.COMMUNICATED, S.FOLLOW_UP, S.CLOSED),
        S.INQUIRY,
        needs=(Need.REASON, Need.NOTE),
        reasons=("new_facts", "judicial_end"),
    ),
    Step(
        "withdraw",
        (*BEFORE_DECISION, S.REFERRED, S.JUDICIAL_HOLD),
        S.CLOSED,
        Actor.COMPLAINANT,
        disposition="withdrawn",
    ),
    Step(
        "request_review",
        (S.COMMUNICATED, S.FOLLOW_UP, S.CLOSED),
        S.REVIEW,
        Actor.COMPLAINANT,
        needs=(Need.REVIEW_OPEN, Need.NOTE),
    ),
    Step("uphold", (S.REVIEW,), S.DECIDED, needs=(Need.REVIEWER, Need.DECISION)),
    Step("overturn", (S.REVIEW,), S.INQUIRY, needs=(Need.REVIEWER, Need.NOTE)),
)
BY_NAME = {step.name: step for step in STEPS}


class StepError(ValueError):
    """A step that is not in the table. `step` and `status` say which."""

    def __init__(self, step: str, status: str) -> None:
        self.step, self.status = step, status
        super().__init__(f"No step {step!r} leads out of {status!r}.")


def step_for(name: str, status: str) -> Step:
    """The step of this name out of this state, or StepError."""
    step = BY_NAME.get(name)
    if step is None or status not in step.sources:
        raise StepError(name, status)
    return step


def steps_from(status: str, actor: Actor) -> list[Step]:
    """What an actor may do next, in the order of the table."""
    return [step for step in STEPS if status in step.sources and step.actor is actor]
