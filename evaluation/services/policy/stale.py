"""Which values of EFF-01 a changed plan or evaluation makes stale. Marks come in its own transaction."""

from datetime import date

from django.utils import timezone

from evaluation.models import PolicyPlan
from evaluation.rules.policy import carried_by
from legitimacy.indicators.periods import Period
from legitimacy.scorecards.services import stale_mark

SOURCE = "evaluation_policy"
EVALUATED = "EFF-01"


def stale_for_plan(plan: PolicyPlan, since: date) -> None:
    """Every quarter from `since` to now, of the corps and of those it went into."""
    quarter, last = Period.containing(since), Period.containing(timezone.localdate())
    while quarter <= last:
        stale_mark(
            source=SOURCE,
            subject_ids=sorted(carried_by(plan.corps_id)),
            indicators=(EVALUATED,),
            event_date=quarter.start,
        )
        quarter = quarter.next
