"""What the figures say about an objective: before its actions began and after, beside the country."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from evaluation.models import PolicyObjective
from evaluation.rules.policy import carried_by, corps_of
from legitimacy.access import Person, audience_for
from legitimacy.charts.courses import LIMITED
from legitimacy.disclosure.selectors import audience_of_others, values_history
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.indicators.before_after import BeforeAfter, Beside, Figure, before_after, beside
from legitimacy.indicators.definitions import Direction, Indicator, Window
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators
from legitimacy.models import Corps, Subject, SubjectKind
from legitimacy.scorecards.reach import base_periods, is_quarterly


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """`history`: figures of the corps that this reader may see, oldest first. `first_after`: the first period whose
    window lies wholly after the day, for quarterly figures.
    """

    passport: Indicator
    corps: Corps
    acts_from: date
    history: Sequence[VisibleValue]
    result: BeforeAfter
    country: BeforeAfter
    beside: Beside | None
    first_after: Period | None


def effect_of(user: Person, objective: PolicyObjective) -> Effect | None:
    """None where the objective has no indicator of the catalogue, or nobody said since when its actions run.

    After a merger the figures are those of the corps that carries the plan on. Three queries.
    """
    if objective.indicator not in indicators or objective.acts_from is None:
        return None
    passport, corps = indicators.get(objective.indicator), _corps_now(user, objective)
    audience = audience_for(user, corps)
    own = values_history(audience=audience, subject=corps, indicators=[passport.code])
    nation = Subject.objects.filter(kind=SubjectKind.NATION, register=corps.register).first()
    others = audience_of_others(audience)
    whole = values_history(audience=others, subject=nation, indicators=[passport.code]) if nation else []
    result, country = (_judged(passport, values, objective.acts_from) for values in (own, whole))
    return Effect(
        passport=passport, corps=corps, acts_from=objective.acts_from, history=own, result=result, country=country,
        beside=beside(result, country, Direction(passport.direction)),
        first_after=_first_after(passport.window, objective.acts_from),
    )  # fmt: skip


def figures_of(passport: Indicator, values: Sequence[VisibleValue]) -> list[Figure]:
    """The figures that may be seen, with the days that their windows span."""
    found = []
    for value in values:
        if value.is_shown and value.value is not None:
            period = Period.parse(value.period)
            start = base_periods(period, passport.window)[0].start
            found.append(Figure(start, period.end, value.value, value.lower, value.upper))
    return found


def _judged(passport: Indicator, values: Sequence[VisibleValue], acts_from: date) -> BeforeAfter:
    return before_after(
        figures_of(passport, values),
        acts_from,
        Direction(passport.direction),
        overlapping=passport.window not in LIMITED,
        run_rules=passport.window is Window.QUARTER,
        lower_bound=passport.lower_bound,
        upper_bound=passport.upper_bound,
    )


def _first_after(window: Window, acts_from: date) -> Period | None:
    if not is_quarterly(window):
        return None
    period = Period.containing(acts_from)
    while base_periods(period, window)[0].start < acts_from:
        period = period.next
    return period


def _corps_now(user: Person, objective: PolicyObjective) -> Corps:
    carried = carried_by(objective.plan.corps_id)
    return next((corps for corps in corps_of(user) if corps.pk in carried), objective.plan.corps)
