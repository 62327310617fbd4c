"""States of an audit and every step between them, as data.

Nothing else moves an audit. Each step is written with its actor, note and time in the history of the audit.
"""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    PLANNED = "planned"
    OPENED = "opened"
    DRAFT_SENT = "draft_sent"
    REPLIED = "replied"
    FINAL = "final"
    FOLLOW_UP = "follow_up"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Actor(StrEnum):
    """Who takes a step: a member of the audit team, or the chief of the corps."""

    TEAM = "team"
    CORPS = "corps"


S = Status
FIRST = S.PLANNED
ENDS = (S.CLOSED, S.CANCELLED)
BEFORE_FINAL = (S.PLANNED, S.OPENED, S.DRAFT_SENT, S.REPLIED)
AFTER_FINAL = (S.FINAL, S.FOLLOW_UP, S.CLOSED)
SENT = (S.DRAFT_SENT, S.REPLIED, *AFTER_FINAL)
"""States in which the corps reads the findings."""
FOLLOWED = (S.FINAL, S.FOLLOW_UP)
"""States in which recommendations are answered, carried out and verified."""


class Need(StrEnum):
    """What must be there before a step: each is a check in `audit.services.audits.needs`."""

    NOTE = "note"
    SCOPE = "scope"
    LEAD = "lead"
    FINDINGS = "findings"
    EVIDENCE = "evidence"
    REPLY = "reply"
    TERM_OVER = "term_over"
    RECOMMENDATIONS = "recommendations"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Step:
    """One arrow."""

    name: str
    sources: tuple[Status, ...]
    target: Status
    actor: Actor = Actor.TEAM
    needs: tuple[Need, ...] = ()


STEPS: tuple[Step, ...] = (
    Step("open", (S.PLANNED,), S.OPENED, needs=(Need.SCOPE, Need.LEAD)),
    Step("send_draft", (S.OPENED,), S.DRAFT_SENT, needs=(Need.FINDINGS, Need.EVIDENCE)),
    Step("reply", (S.DRAFT_SENT,), S.REPLIED, Actor.CORPS, needs=(Need.REPLY,)),
    Step("end_reply_term", (S.DRAFT_SENT,), S.REPLIED, needs=(Need.TERM_OVER,)),
    Step("finalise", (S.REPLIED,), S.FINAL, needs=(Need.FINDINGS, Need.EVIDENCE)),
    Step("follow_up", (S.FINAL,), S.FOLLOW_UP, needs=(Need.RECOMMENDATIONS,)),
    Step("rework", (S.DRAFT_SENT, S.REPLIED), S.OPENED, needs=(Need.NOTE,)),
    Step("close", FOLLOWED, S.CLOSED, needs=(Need.SETTLED,)),
    Step("cancel", BEFORE_FINAL, S.CANCELLED, needs=(Need.NOTE,)),
)
BY_NAME = {step.name: step for step in STEPS}


class Grade(StrEnum):
    """How heavy a finding is."""

    STRENGTH = "strength"
    POINT = "point"
    WEAKNESS = "weakness"
    SERIOUS = "serious"


class Priority(StrEnum):
    URGENT = "urgent"
    ORDINARY = "ordinary"


class Answer(StrEnum):
    """What the corps said to a recommendation."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Verdict(StrEnum):
    """What the auditor found when verifying. On time: by the date first agreed, whatever was postponed."""

    ON_TIME = "on_time"
    LATE = "late"
    NOT_DONE = "not_done"


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
