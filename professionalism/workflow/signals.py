"""States of an early-signal case, decisions, and every step, as data. Nothing else moves a case.

A signal is an offer of help, not an accusation: nothing here decides by itself.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(StrEnum):
    OPENED = "opened"
    INFORMED = "informed"
    FOLLOWED = "followed"
    CLOSED = "closed"


class Party(StrEnum):
    """Who acts: professional standards, the wellbeing adviser, the member concerned, or the rules."""

    STANDARDS = "standards"
    WELLBEING = "wellbeing"
    MEMBER = "member"
    SYSTEM = "system"


class Outcome(models.TextChoices):
    """What a person decides about a case."""

    NONE = "none", _("nothing further")
    TALK = "talk", _("a talk")
    COACHING = "coaching", _("coaching")
    TRAINING = "training", _("training")
    RESTRICTION = "restriction", _("a restriction of weapon or duty (order measure)")
    DISCIPLINE = "discipline", _("handed over for discipline")
    PROSECUTOR = "prosecutor", _("handed over to the public prosecutor")


class Effect(models.TextChoices):
    """What a person concludes about a correction afterwards."""

    WORKED = "worked", _("it worked")
    PARTLY = "partly", _("it worked in part")
    FAILED = "failed", _("it did not work")


class FollowUpKind(models.TextChoices):
    """A recorded step after a finding of excessive force (LEG-08)."""

    CORRECTION = "correction", _("correction")
    ORDER = "order", _("order measure")
    DISCIPLINE = "discipline", _("disciplinary step")
    STEP = "step", _("a step of which the file was erased")


class Need(StrEnum):
    """What must be there before a step."""

    REASONS = "reasons"
    HEARD = "heard"
    FREE_TO_DECIDE = "free_to_decide"
    JUDGED = "judged"
    TAKEN_BACK = "taken_back"


S, P = Stage, Party
OPEN = (S.OPENED, S.INFORMED)
"""Stages in which a decision is awaited; a member has one such case at most."""
TOLD = (S.INFORMED, S.FOLLOWED, S.CLOSED)
"""Stages in which the member reads about the case."""
CORRECTIONS = (Outcome.TALK, Outcome.COACHING, Outcome.TRAINING, Outcome.RESTRICTION)
HANDED_OVER = (Outcome.DISCIPLINE, Outcome.PROSECUTOR)
FOLLOW_UPS: dict[str, FollowUpKind] = {
    **dict.fromkeys((Outcome.TALK, Outcome.COACHING, Outcome.TRAINING), FollowUpKind.CORRECTION),
    Outcome.RESTRICTION: FollowUpKind.ORDER,
    Outcome.DISCIPLINE: FollowUpKind.DISCIPLINE,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One arrow."""

    name: str
    sources: tuple[Stage, ...]
    target: Stage
    party: Party
    needs: tuple[Need, ...] = ()


DECIDING = (Need.REASONS, Need.HEARD, Need.FREE_TO_DECIDE)
STEPS: tuple[Step, ...] = (
    Step("inform", (S.OPENED,), S.INFORMED, P.STANDARDS),
    Step("follow", (S.INFORMED,), S.FOLLOWED, P.STANDARDS, DECIDING),
    Step("settle", (S.INFORMED,), S.CLOSED, P.STANDARDS, DECIDING),
    Step("close", (S.FOLLOWED,), S.CLOSED, P.STANDARDS, (Need.JUDGED,)),
    Step("lift", (S.FOLLOWED,), S.CLOSED, P.STANDARDS, (Need.TAKEN_BACK,)),
)
BY_NAME = {step.name: step for step in STEPS}


class SignalStepError(ValueError):
    """A step that is not in the table. `step` and `stage` say which."""

    def __init__(self, step: str, stage: str) -> None:
        self.step, self.stage = step, stage
        super().__init__(str(_("This cannot be done now. Look at where the case stands.")))


def step_for(name: str, stage: str) -> Step:
    """The step of this name out of this stage, or SignalStepError."""
    step = BY_NAME.get(name)
    if step is None or stage not in step.sources:
        raise SignalStepError(name, stage)
    return step


def step_of(outcome: str) -> str:
    """The step that a decision takes: a correction is followed, everything else ends the case here."""
    return "follow" if outcome in CORRECTIONS else "settle"
