"""States of a disciplinary case and every step between them, as data. Nothing else moves a case.

Professional standards prepare; the authority of the case decides; the officer concerned answers. The order of steps is
own knowledge of the act of 13 May 1999 (art. 25-55, to verify), so it stands here alone.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(StrEnum):
    KNOWN = "known"
    INQUIRY = "inquiry"
    INTRODUCED = "introduced"
    PROPOSED = "proposed"
    COUNCIL = "council"
    ADVISED = "advised"
    DECIDED = "decided"
    APPEALED = "appealed"
    CLOSED = "closed"


class Level(models.TextChoices):
    LIGHT = "light", _("light")
    HEAVY = "heavy", _("heavy")


class Authority(models.TextChoices):
    ORDINARY = "ordinary", _("ordinary authority: the chief of corps")
    HIGHER = "higher", _("higher authority: mayor or police college")


class Actor(StrEnum):
    """Who takes a step."""

    STANDARDS = "standards"
    AUTHORITY = "authority"
    OFFICER = "officer"
    PROSECUTOR = "prosecutor"


class Need(StrEnum):
    """What must be there before a step; `professionalism.services.discipline.needs` looks at each."""

    CHARGE = "charge"
    HEAVY = "heavy"
    LIGHT = "light"


S = Status
FIRST = S.KNOWN
BEFORE_REPORT = (S.KNOWN, S.INQUIRY)
"""States in which the six-month limit still runs."""
UNDECIDED = (*BEFORE_REPORT, S.INTRODUCED, S.PROPOSED, S.COUNCIL, S.ADVISED)
TOLD = (S.INTRODUCED, S.PROPOSED, S.COUNCIL, S.ADVISED, S.DECIDED, S.APPEALED, S.CLOSED)
"""States in which the officer concerned reads the case, once the introductory report was handed over."""
ENDS = (S.DECIDED, S.CLOSED)


@dataclass(frozen=True, slots=True)
class Step:
    """One arrow, and who may take it."""

    name: str
    sources: tuple[Status, ...]
    target: Status
    actors: tuple[Actor, ...]
    needs: tuple[Need, ...] = ()


STANDARDS, AUTHORITY, OFFICER = (Actor.STANDARDS,), (Actor.AUTHORITY,), (Actor.OFFICER,)
STEPS: tuple[Step, ...] = (
    Step("inquire", (S.KNOWN,), S.INQUIRY, STANDARDS),
    Step("introduce", BEFORE_REPORT, S.INTRODUCED, AUTHORITY, (Need.CHARGE,)),
    Step("decide", (S.INTRODUCED,), S.DECIDED, AUTHORITY, (Need.LIGHT,)),
    Step("propose", (S.INTRODUCED,), S.PROPOSED, AUTHORITY, (Need.HEAVY,)),
    # The officer asks on their own page; a letter is entered by professional standards.
    Step("reconsider", (S.PROPOSED,), S.COUNCIL, OFFICER + STANDARDS),
    Step("advise", (S.COUNCIL,), S.ADVISED, STANDARDS),
    Step("decide_final", (S.PROPOSED, S.ADVISED), S.DECIDED, AUTHORITY),
    Step("appeal", (S.DECIDED,), S.APPEALED, STANDARDS),
    Step("appeal_end", (S.APPEALED,), S.DECIDED, STANDARDS),
    Step("annul", (S.APPEALED,), S.CLOSED, STANDARDS),
    Step("close", UNDECIDED, S.CLOSED, AUTHORITY),
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
    return [step for step in STEPS if status in step.sources and actor in step.actors]
