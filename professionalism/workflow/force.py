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
