"""States of a force report and every step between them, as data. Nothing else moves a report."""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    REVIEWED = "reviewed"
    VOID = "void"


class Finding(models.TextChoices):
    """What a review concludes."""

    JUSTIFIED = "justified", _("justified")
    PARTLY = "partly", _("partly justified")
    NOT = "not", _("not justified")
    INSUFFICIENT = "insufficient", _("not enough information to judge")


class Actor(StrEnum):
    """Who takes a step: the officer who reports, the superior who reviews, or professional standards."""

    REPORTER = "reporter"
    REVIEWER = "reviewer"
    STANDARDS = "standards"


S = Status
FIRST = S.DRAFT
HANDED_IN = (S.SUBMITTED, S.RETURNED, S.REVIEWED)
"""States in which an incident counts and others than its reporter read it."""
AWAITED = (S.SUBMITTED, S.RETURNED)
"""States in which a review is awaited: its clock runs on while a report is back for completion."""
WRITABLE = (S.DRAFT, S.RETURNED)
EXCESSIVE = (Finding.NOT, Finding.PARTLY)
"""Findings that ask for follow-up (LEG-08)."""
VERBAL_LEVEL = 1
"""Up to here nothing is force: presence, talking, a verbal command (facts B.3)."""


@dataclass(frozen=True, slots=True)
class Step:
    """One arrow."""

    name: str
    sources: tuple[Status, ...]
    target: Status
    actor: Actor
    needs_note: bool = False


STEPS: tuple[Step, ...] = (
    Step("submit", (S.DRAFT, S.RETURNED), S.SUBMITTED, Actor.REPORTER),
    Step("return", (S.SUBMITTED,), S.RETURNED, Actor.REVIEWER, needs_note=True),
    Step("review", (S.SUBMITTED,), S.REVIEWED, Actor.REVIEWER),
    Step("void", (S.SUBMITTED, S.RETURNED), S.VOID, Actor.STANDARDS, needs_note=True),
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


def may_follow(name: str, status: str) -> bool:
    """Whether a step leads out of a state."""
    return name in BY_NAME and status in BY_NAME[name].sources
