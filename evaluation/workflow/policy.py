"""Policy plans, their objectives and evaluations: kinds, criteria, methods with their strength, and states."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.db import models
from django.utils.translation import gettext_lazy as _

EVALUATED_MONTHS = 12
"""Each objective is evaluated within so many months (EFF-01: "permanent" in the note; proposal)."""
LONGEST_YEARS = 6
"""A zonal safety plan runs for six years."""


class PlanKind(models.TextChoices):
    ZONAL = "zonal", _("zonal safety plan")
    YEARLY = "yearly", _("yearly action plan")


class Criterion(models.TextChoices):
    """What an evaluation asks (criteria of the OECD for evaluation, 2019)."""

    RELEVANCE = "relevance", _("relevance: is it the right thing?")
    COHERENCE = "coherence", _("coherence: does it fit the rest?")
    EFFECTIVENESS = "effectiveness", _("effectiveness: was the objective reached?")
    EFFICIENCY = "efficiency", _("efficiency: were means used well?")
    IMPACT = "impact", _("impact: what difference did it make?")
    SUSTAINABILITY = "sustainability", _("sustainability: will it last?")


class Method(models.TextChoices):
    """How an evaluation knows what it says, the strongest first."""

    LOT = "lot", _("drawn by lot: with and without")
    CONTROLLED = "controlled", _("many places or groups, other causes controlled for")
    COMPARED = "compared", _("before and after, beside a comparable place or group")
    BEFORE_AFTER = "before_after", _("before and after, without comparison")
    ONCE = "once", _("measured at one moment")
    HEARD = "heard", _("conversations, observation or documents, nothing measured")


STRENGTH: dict[str, int] = {
    Method.LOT: 5,
    Method.CONTROLLED: 4,
    Method.COMPARED: 3,
    Method.BEFORE_AFTER: 2,
    Method.ONCE: 1,
    Method.HEARD: 0,
}
"""On the Maryland scale from 1 to 5, as for practices; 0 where nothing was measured."""


class Evaluator(models.TextChoices):
    OWN = "own", _("somebody of our corps who does not own the objective")
    PEER = "peer", _("another corps")
    EXTERNAL = "external", _("somebody from outside the police")


class Decision(models.TextChoices):
    CONTINUE = "continue", _("go on as it is")
    ADJUST = "adjust", _("go on, and change something")
    EXTEND = "extend", _("do more of it")
    STOP = "stop", _("stop it")


class EvaluationState(models.TextChoices):
    """Planned, draft, submitted, approved; a chief may return what was submitted. Only what is approved counts."""

    PLANNED = "planned", _("planned")
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("waits for the chief")
    RETURNED = "returned", _("returned for completion")
    APPROVED = "approved", _("approved")


WRITABLE = (EvaluationState.PLANNED, EvaluationState.DRAFT, EvaluationState.RETURNED)
NEEDED = ("question", "criteria", "method", "evaluator", "evaluator_name", "evidence", "findings", "decision")
"""Fields that must be filled in before an evaluation is handed to the chief."""


def months_later(day: date, months: int = EVALUATED_MONTHS) -> date:
    """The same day so many months later (earlier where negative), or the last day of that month."""
    moved: date = day + relativedelta(months=months)
    return moved
