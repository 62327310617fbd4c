"""A number opened: from the score down to numerator and denominator, each step with what it was made of."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from legitimacy import numbers
from legitimacy.charts.goalposts import target_text
from legitimacy.charts.micro import Goalposts
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.indicators.definitions import Indicator, Kind, Window
from legitimacy.indicators.periods import Period
from legitimacy.models import FrameworkItem
from legitimacy.standings import MEASURED_BY, ORIGINS, PILLARS, WINDOWS
from legitimacy.wording import name_told


@dataclass(frozen=True, slots=True)
class Fact:
    term: str
    text: str


@dataclass(frozen=True, slots=True)
class Node:
    """One step: `title` with its `figure`, the facts behind it, and the steps below."""

    title: str
    figure: str
    facts: list[Fact] = field(default_factory=list)
    below: list["Node"] = field(default_factory=list)


def tree_of(
    *,
    passport: Indicator,
    item: FrameworkItem | None,
    value: VisibleValue,
    facet: str,
    framework: str,
    goalposts: Goalposts,
) -> Node | None:
    """None where there is no number to open."""
    if not value.is_shown or value.value is None:
        return None
    measured = _value_node(passport, value)
    if value.score is None or item is None or not goalposts.is_complete:
        return measured
    span = _span(value.score_lower, value.score_upper)
    return Node(
        _("Score"),
        f"{numbers.number_text(value.score, 1)}{f' ({span})' if span else ''}",
        [
            Fact(_("Framework"), framework),
            Fact(_("Place"), f"{PILLARS[passport.pillar]}, {facet}"),
            Fact(_("Weight in the overall score"), numbers.value_text(value.effective_weight, "%", 1)),
            Fact(_("Score 0 at"), _limits(goalposts.floor, goalposts.outer_low, goalposts.outer_high, passport.unit)),
            Fact(_("Score 100 at"), target_text(goalposts, item.direction, passport.unit)),
        ],
        [measured],
    )


def _value_node(passport: Indicator, value: VisibleValue) -> Node:
    number = value.value if value.value is not None else 0.0
    return Node(
        _("Value"),
        exact_text(number, passport.unit),
        [
            Fact(_("Margin (95%)"), _margin(value, passport)),
            Fact(_("Window"), window_text(value, passport)),
            Fact(_("Measured by"), str(MEASURED_BY[passport.measured_by])),
            *([Fact(_("Sample size"), _sample(value))] if passport.window is Window.SURVEY_WAVE else []),
        ],
        [*_counts(passport, value), _origin_node(value)],
    )


def _counts(passport: Indicator, value: VisibleValue) -> list[Node]:
    if value.numerator is None or value.denominator is None:
        # A median or mean rests on a number of cases too; surveys name theirs as sample size.
        if value.n is None or passport.window is Window.SURVEY_WAVE:
            return []
        return [Node(_("Denominator"), count_text(value.n), [Fact(_("Counts"), str(passport.denominator_label))])]
    per = [Fact(_("Multiplied by"), numbers.number_text(passport.per))] if passport.kind is Kind.COUNT_RATE else []
    return [
        Node(_("Numerator"), count_text(value.numerator), [Fact(_("Counts"), str(passport.numerator_label))]),
        Node(
            _("Denominator"), count_text(value.denominator), [Fact(_("Counts"), str(passport.denominator_label)), *per]
        ),
    ]


def _origin_node(value: VisibleValue) -> Node:
    facts = [
        Fact(_("Source"), name_told(value.source)),
        Fact(_("Origin"), str(ORIGINS.get(value.origin, ""))),
        Fact(_("Records read on"), numbers.moment_text(value.as_of) if value.as_of else ""),
        Fact(_("Computed in run"), str(value.run_id or "")),
        Fact(_("Revision"), str(value.revision)),
        Fact(_("Residents covered"), numbers.share_text(value.coverage)),
    ]
    if value.back_cast:
        facts.append(Fact(_("Merger"), _("summed from the corps that merged")))
    return Node(_("Where it comes from"), name_told(value.source), [fact for fact in facts if fact.text])


def exact_text(value: float, unit: str) -> str:
    """With two decimals where the unit has decimals at all, so that the stored figure can be recognised."""
    return numbers.value_text(value, unit, 2 if unit not in ("days", "yes/no") else None)


def count_text(count: float) -> str:
    return numbers.number_text(count, 0 if count == round(count) else 1)


def window_text(value: VisibleValue, passport: Indicator) -> str:
    """The window in words with its first and last day."""
    start, end = Period.parse(value.period).window(passport.window)
    words = str(WINDOWS[passport.window])
    if start == end:
        return f"{words}: {numbers.date_text(end)}"
    return f"{words}: {numbers.date_text(start)} \u2013 {numbers.date_text(end)}"


def _margin(value: VisibleValue, passport: Indicator) -> str:
    span = numbers.interval_text(value.lower, value.upper, passport.unit)
    if span:
        return span
    if not passport.sampled:
        return _("none: everything was counted")
    return _("unknown: the sample size was not published") if passport.window is Window.SURVEY_WAVE else _("unknown")


def _sample(value: VisibleValue) -> str:
    size = value.n if value.n is not None else value.denominator
    return numbers.number_text(size) if size is not None else _("not published")


def _limits(floor: float | None, outer_low: float | None, outer_high: float | None, unit: str) -> str:
    if outer_low is not None and outer_high is not None:
        low, high = numbers.goalpost_text(outer_low, unit), numbers.goalpost_text(outer_high, unit)
        return _("%(low)s and below, %(high)s and above") % {"low": low, "high": high}
    return numbers.goalpost_text(floor, unit) if floor is not None else ""


def _span(lower: float | None, upper: float | None) -> str:
    if lower is None or upper is None:
        return ""
    return f"{numbers.number_text(lower, 1)}\u2013{numbers.number_text(upper, 1)}"
