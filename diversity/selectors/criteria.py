"""The quality criterion of one corps, from what its reader may see: one read path for figures, facts from plans."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from diversity.models import Baseline, StaffReturn
from diversity.selectors.plans import PlanFacts, plan_facts
from diversity.workflow.criteria import Facts, Judged, Reading, counted, criteria_judged, figure_codes
from diversity.workflow.staffing import Kind
from legitimacy.disclosure import selectors as disclosed
from legitimacy.disclosure.carried import standing_order, value_periods
from legitimacy.disclosure.policy import measures_read, minimum_for
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.indicators.definitions import State
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators as passports
from legitimacy.models import Corps, Framework, FrameworkItem
from legitimacy.scorecards.selectors import framework_of


@dataclass(frozen=True)
class CorpsCriteria:
    """`met` of `assessed` criteria in `period`; `framework` is what they are judged by, None before there is one."""

    period: Period
    judged: list[Judged]
    met: int
    assessed: int
    framework: Framework | None


def criteria_of(corps: Corps, *, audience: str, today: date | None = None) -> CorpsCriteria:
    """The criteria as this audience may read them, in the last quarter with figures. At most eight queries."""
    day = today or timezone.localdate()
    values = disclosed.values_history(audience=audience, subject=corps, indicators=figure_codes())
    period = _newest(values, day)
    framework = framework_of(period)
    items = {item.indicator: item for item in FrameworkItem.objects.filter(framework=framework)} if framework else {}
    frozen = Baseline.objects.filter(corps=corps, framework=framework) if framework else Baseline.objects.none()
    baselines = {row.indicator: row for row in frozen}
    measures = measures_read(items)
    readings: dict[str, Reading] = {}
    for code in figure_codes():
        value = _standing(values, code, period)
        if value is None:
            continue
        kept = baselines.get(code)
        later = kept is not None and Period.parse(kept.period).end < Period.parse(value.period).end
        readings[code] = Reading(
            indicator=code,
            period=value.period,
            value=value.value,
            numerator=value.numerator,
            denominator=value.denominator,
            target=items[code].target if code in items else None,
            baseline=kept.value if kept is not None and later else None,
            hidden=value.visibility != "shown",
            small=value.state == State.TOO_FEW,
            minimum=minimum_for(measures[code], audience).count,
        )
    end = min(period.end, day)
    plans = plan_facts(end, [corps.pk]).get(corps.pk) or PlanFacts()
    returns = StaffReturn.objects.in_force(Kind.COMPOSITION).filter(corps=corps)
    fresh = (
        returns.filter(reference_date__range=(period.shift(-3).start, period.end)).order_by("-reference_date").first()
    )
    facts = Facts(
        plan_running=plans.running,
        composition_on=fresh.reference_date if fresh else None,
        composition_fresh=fresh is not None,
        survey_answered="DRV-10" in readings,
        actions=plans.actions,
        actions_due=plans.due,
        actions_checked=plans.checked,
    )
    judged = criteria_judged(readings, facts)
    return CorpsCriteria(period, judged, *counted(judged), framework)


def _newest(values: list[VisibleValue], day: date) -> Period:
    """The newest quarter of a figure of staff counts; the last quarter that closed where there is none."""
    closed = Period.containing(day).previous
    quarters = [Period.parse(value.period) for value in values if value.indicator == "DRV-04"]
    known = [each for each in quarters if not each.is_year and each <= closed]
    return max(known, default=closed)


def _standing(values: list[VisibleValue], code: str, period: Period) -> VisibleValue | None:
    passport = passports.get(code)
    allowed = value_periods(str(period), passport.window, passport.valid_months)
    found = [
        value
        for value in values
        if value.indicator == code
        and value.period in allowed
        and not value.back_cast
        and value.state in (State.OK, State.TOO_FEW)
    ]
    return max(found, key=lambda value: standing_order(value.state, value.period), default=None)
