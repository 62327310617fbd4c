"""Whether a signal came back after a correction, always beside how much the officer worked since."""

from dataclasses import dataclass

import numpy as np

from legitimacy.indicators.intervals import rate_interval
from legitimacy.indicators.periods import Period
from professionalism.models import CorrectiveAction, OfficerExposure, Signal
from professionalism.workflow.signal_rules import codes_of, families_of

PER = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectReading:
    """`returned` are signals of the same families since the correction was done; `exposure` what was worked in whole
    quarters since, None where nobody delivered it: then there is no rate.
    """

    returned: int
    exposure: int | None
    measure: str = ""
    rate: float | None = None
    lower: float | None = None
    upper: float | None = None


def effect_read(action: CorrectiveAction) -> EffectReading:
    """What is known since the correction was done. Three queries."""
    case = action.case
    if action.done_on is None or case.member_id is None:
        return EffectReading(returned=action.returned or 0, exposure=action.exposure)
    families = families_of(case.signals.values_list("rule", flat=True))
    returned = Signal.objects.filter(
        member=case.member_id, rule__in=codes_of(families), on__gt=action.done_on, withdrawn_on=None
    ).count()
    rows = OfficerExposure.objects.filter(member=case.member_id).values_list("quarter", "count", "measure")
    later = [(count, measure) for quarter, count, measure in rows if Period.parse(quarter).start > action.done_on]
    measures = {measure for _, measure in later}
    if len(measures) != 1:
        return EffectReading(returned=returned, exposure=None)
    exposure = sum(count for count, _ in later)
    margin = rate_interval(returned, exposure / PER)
    return EffectReading(
        returned=returned,
        exposure=exposure,
        measure=str(OfficerExposure.Measure(measures.pop()).label),
        rate=PER * returned / exposure,
        lower=float(np.asarray(margin.lower)),
        upper=float(np.asarray(margin.upper)),
    )
