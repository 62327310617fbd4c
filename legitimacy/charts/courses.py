"""How one indicator went through time: which limits its window allows, which points speak, and what that means.

Where somebody began the limits anew (a rebase) each stretch has its own; assurance is read on the last (methods, 10).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from django.utils.translation import gettext as _

from legitimacy import numbers
from legitimacy.charts.goalposts import target_text
from legitimacy.charts.measured import Measured
from legitimacy.charts.micro import Goalposts
from legitimacy.indicators.definitions import Direction, Indicator, Window
from legitimacy.indicators.periods import Period
from legitimacy.indicators.trends import (
    Assurance,
    Reading,
    Rule,
    TooFewPointsError,
    XmrChart,
    assurance,
    xmr_chart,
)

LIMITED = frozenset({Window.QUARTER, Window.SNAPSHOT})
"""Windows that do not overlap from one quarter to the next, so that limits can be drawn."""
DOTS = frozenset({Window.SURVEY_WAVE})
MOST_PERIODS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebased:
    """From `period` on the limits are computed anew. `words` say why, by whom and when."""

    period: str
    words: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Points `start` to `end` (half-open) that share limits; `chart` is None where there are too few for limits."""

    start: int
    end: int
    chart: XmrChart | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A point that chance alone does not explain."""

    index: int
    text: str
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Every period from the first figure to the last, oldest first; a period without a figure to show is a gap."""

    passport: Indicator
    periods: Sequence[str]
    labels: Sequence[str]
    figures: Sequence[Measured | None]
    values: Sequence[float | None]
    stretches: Sequence[Stretch]
    marks: Sequence[Mark]
    rebases: Sequence[Rebased] = ()

    @property
    def chart(self) -> XmrChart | None:
        """The limits in force: those of the last stretch."""
        return self.stretches[-1].chart

    @property
    def breaks(self) -> list[int]:
        """Indices at which limits begin anew."""
        return [stretch.start for stretch in self.stretches[1:]]

    @property
    def lower(self) -> list[float | None]:
        return [one.lower if one is not None and one.is_shown else None for one in self.figures]

    @property
    def upper(self) -> list[float | None]:
        return [one.upper if one is not None and one.is_shown else None for one in self.figures]


def course_of(
    *, passport: Indicator, history: Mapping[str, Measured], until: str, rebases: Sequence[Rebased] = ()
) -> Course | None:
    """None where no figure was ever shown. `history`: figures by period; those after `until` are left out."""
    periods = periods_drawn(history, until, passport.window)
    figures = [history.get(period) for period in periods]
    values = [one.value if one is not None and one.is_shown else None for one in figures]
    if not any(number is not None for number in values):
        return None
    labels = [numbers.period_short(period) for period in periods]
    used = [one for one in rebases if passport.window in LIMITED and one.period in periods[1:]]
    stretches = _stretches(values, [periods.index(one.period) for one in used], passport)
    return Course(
        passport=passport,
        periods=periods,
        labels=labels,
        figures=figures,
        values=values,
        stretches=stretches,
        marks=[mark for stretch in stretches for mark in _marks(stretch, passport, labels)],
        rebases=used,
    )


def periods_drawn(history: Mapping[str, Measured], until: str, window: Window) -> list[str]:
    """Every period from the first figure to the last up to `until`, so that gaps show; years for yearly windows."""
    end = Period.parse(until).end
    yearly = window in (Window.SURVEY_WAVE, Window.YEAR)
    known = sorted(parsed for parsed in map(Period.parse, history) if parsed.is_year == yearly and parsed.end <= end)
    if not known:
        return []
    if yearly:
        return [str(one) for one in known]
    steps = (known[-1].year - known[0].year) * 4 + known[-1].quarter - known[0].quarter
    return [str(known[0].shift(step)) for step in range(steps + 1)][-MOST_PERIODS:]


def _stretches(values: Sequence[float | None], begins: Sequence[int], passport: Indicator) -> list[Stretch]:
    edges = [0, *sorted(set(begins)), len(values)]
    return [Stretch(start, end, limits_of(values[start:end], passport)) for start, end in pairwise(edges)]


def limits_of(values: Sequence[float | None], passport: Indicator) -> XmrChart | None:
    """Limits from twelve points on, where windows do not overlap; run rules for flows only, not for stocks."""
    if passport.window not in LIMITED:
        return None
    points = np.array([np.nan if number is None else number for number in values], dtype=np.float64)
    try:
        return xmr_chart(
            points,
            lower_bound=passport.lower_bound,
            upper_bound=passport.upper_bound,
            run_rules=passport.window is Window.QUARTER,
        )
    except TooFewPointsError:
        return None


def _marks(stretch: Stretch, passport: Indicator, labels: Sequence[str]) -> list[Mark]:
    if stretch.chart is None:
        return []
    words = {
        Rule.BEYOND_LIMIT: _("outside the limits"),
        Rule.TREND: _("seven in one direction"),
        Rule.TWO_OF_THREE: _("two of three near a limit"),
        Rule.SHIFT: _("seven on one side of the mean"),
    }
    readings = {
        Reading.IMPROVEMENT: _("improvement"),
        Reading.CONCERN: _("concern"),
        Reading.NEUTRAL: _("change"),
    }
    pairs = zip(stretch.chart.signals, stretch.chart.readings(passport.direction), strict=True)
    return [
        Mark(index, f"{labels[index]}: {words[signal.rule]} ({readings[reading]})", reading)
        for index, (signal, reading) in enumerate(pairs, stretch.start)
        if signal is not None and reading is not None
    ]


def course_notes(course: Course, goalposts: Goalposts) -> list[str]:
    """What the limits, the signals and the rebases mean, or why there are no limits."""
    notes = []
    if course.chart is None and course.passport.window in LIMITED:
        notes.append(_("Limits are drawn from twelve points on."))
    if course.chart is not None:
        unit = course.passport.unit
        notes.append(
            _("Without a special cause the figure stays between %(low)s and %(high)s.")
            % {
                "low": numbers.value_text(course.chart.lower, unit),
                "high": numbers.value_text(course.chart.upper, unit),
            }
        )
        notes += [words for words in (assurance_words(course, goalposts),) if words]
    notes += [mark.text for mark in course.marks[-3:]]
    return [*notes, *(one.words for one in course.rebases)]


def assurance_words(course: Course, goalposts: Goalposts) -> str:
    """Whether going on like this meets the target; empty without limits or without a single target."""
    if goalposts.target is None or course.chart is None:
        return ""
    reading = assurance(course.chart, goalposts.target, Direction(course.passport.direction))
    words = {
        Assurance.WILL_MEET: _("If nothing changes it will keep meeting the target (%(target)s)."),
        Assurance.WILL_MISS: _("If nothing changes it will keep missing the target (%(target)s)."),
        Assurance.HIT_OR_MISS: _("If nothing changes, chance decides whether it meets the target (%(target)s)."),
    }
    target = target_text(goalposts, course.passport.direction, course.passport.unit)
    return words[reading] % {"target": target} if reading is not None else ""
