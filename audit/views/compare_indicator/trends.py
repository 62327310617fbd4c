"""Small trends of many corps on one scale: with limits where they may be drawn, else dots and the change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from audit.selectors.compare.indicator import IndicatorComparison
from audit.views.compare_indicator.lines import figure_url
from legitimacy import numbers
from legitimacy.access import can
from legitimacy.charts.alternatives import trend_alternative
from legitimacy.charts.courses import DOTS, LIMITED, Course, assurance_words, course_of
from legitimacy.charts.goalposts import goalposts_of
from legitimacy.charts.indicator_trend import hover_of, window_note
from legitimacy.charts.micro import Goalposts
from legitimacy.charts.multiples import Multiple, multiple, shared_scale
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.indicators.trends import Reading
from legitimacy.judgement import Change, change_of, change_text, earlier_period
from legitimacy.models import Corps
from legitimacy.standings import Movement, Sign, movement_sign

READINGS = {
    Reading.IMPROVEMENT: Movement.IMPROVING,
    Reading.CONCERN: Movement.WORSENING,
    Reading.NEUTRAL: Movement.CHANGED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallTrend:
    """One corps. `sign` is what moved, only where it is more than chance; `notes` stand under the drawing."""

    code: str
    name: str
    url: str
    is_own: bool
    drawing: Multiple | None
    words: str
    last: str
    sign: Sign | None
    notes: list[str]
    rebase_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallTrends:
    """`columns` and `rows` are the table twin: a corps in each row, a period in each column."""

    trends: list[SmallTrend]
    without: list[str]
    low: str
    high: str
    first: str
    last: str
    note: str
    columns: list[str]
    rows: list[list[str]]


def small_trends(comparison: IndicatorComparison) -> SmallTrends | None:
    """None where the corps of this page of trends have figures of no second period."""
    courses = {one.code: _course(one, comparison) for one in comparison.pictured}
    drawn = [course for course in courses.values() if course is not None]
    if len({period for course in drawn for period in course.periods}) < 2:
        return None
    passport, goalposts = comparison.passport, goalposts_of(comparison.item)
    periods = sorted({period for course in drawn for period in course.periods})
    scale = shared_scale(drawn, goalposts.target)
    unit = passport.unit
    return SmallTrends(
        trends=[
            _small(one, course, comparison, goalposts, scale, periods)
            for one in comparison.pictured
            if (course := courses[one.code]) is not None
        ],
        without=[one.display_name for one in comparison.pictured if courses[one.code] is None],
        low=numbers.value_text(scale[0], unit),
        high=numbers.value_text(scale[1], unit),
        first=numbers.period_short(periods[0]),
        last=numbers.period_short(periods[-1]),
        note=window_note(passport.window),
        columns=[_("Corps"), *(numbers.period_short(period) for period in periods)],
        rows=[
            [one.display_name, *_cells(course, periods)]
            for one in comparison.pictured
            if (course := courses[one.code]) is not None
        ],
    )


def _course(corps: Corps, comparison: IndicatorComparison) -> Course | None:
    history = comparison.courses.get(corps.code)
    if not history:
        return None
    return course_of(
        passport=comparison.passport,
        history=history,
        until=comparison.selection.period,
        rebases=comparison.rebases.get(corps.code, ()),
    )


def _small(
    corps: Corps,
    course: Course,
    comparison: IndicatorComparison,
    goalposts: Goalposts,
    scale: tuple[float, float],
    periods: Sequence[str],
) -> SmallTrend:
    passport = comparison.passport
    hover = [hover_of(*one, passport) for one in zip(course.periods, course.figures, strict=True)]
    change = _change(course, comparison.courses[corps.code]) if course.chart is None else None
    is_own = corps.pk in comparison.reader.own
    # Offered where there may be a reason to; the page of the indicator at the corps offers it always.
    speaks = passport.window in LIMITED and (is_own or course.marks or course.rebases)
    may_rebase = bool(speaks) and can(comparison.reader.person, "trend.rebase", corps)
    return SmallTrend(
        code=corps.code,
        name=corps.display_name,
        url=figure_url(corps, comparison),
        is_own=is_own,
        drawing=multiple(
            course,
            scale=scale,
            periods=periods,
            hover=hover,
            target=goalposts.target,
            dots_only=passport.window in DOTS,
        ),
        words=trend_alternative(
            name=corps.display_name,
            labels=course.labels,
            values=course.values,
            text=lambda value: numbers.value_text(value, passport.unit),
        ),
        last=_last(course),
        sign=_sign(course, change),
        notes=_notes(course, change, goalposts),
        rebase_url=reverse("trend_rebase", kwargs={"indicator": passport.code, "code": corps.code})
        if may_rebase
        else "",
    )


def _last(course: Course) -> str:
    """The last figure that may be read, with its period where that is not the last of the chart."""
    index = max(place for place, value in enumerate(course.values) if value is not None)
    text = numbers.value_text(course.values[index] or 0.0, course.passport.unit)
    return text if index == len(course.values) - 1 else f"{text} ({course.labels[index]})"


def _change(course: Course, history: Mapping[str, VisibleValue]) -> Change:
    """Between the last figure and an earlier one whose window does not overlap."""
    shown = [period for period in course.periods if period in history and history[period].is_shown]
    last = history[shown[-1]]
    before = history.get(earlier_period(last.period, course.passport.window))
    return change_of(
        last,
        before if before is not None and before.is_shown else None,
        course.passport.direction,
        sampled=course.passport.sampled,
    )


def _sign(course: Course, change: Change | None) -> Sign | None:
    """The newest signal of the last four points, or a change beyond the margin; background figures have none."""
    if course.passport.is_context:
        return None
    if change is not None:
        return movement_sign(change.movement) if change.is_clear else None
    recent = [mark for mark in course.marks if mark.index >= len(course.labels) - 4]
    return movement_sign(READINGS[recent[-1].reading]) if recent else None


def _notes(course: Course, change: Change | None, goalposts: Goalposts) -> list[str]:
    notes = []
    if change is not None:
        notes.append(_change_words(change, course))
    else:
        notes.append(assurance_words(course, goalposts))
        notes += [course.marks[-1].text] if course.marks else []
    return [note for note in (*notes, *(one.words for one in course.rebases)) if note]


def _change_words(change: Change, course: Course) -> str:
    text = change_text(change, course.passport.unit)
    if not text:
        return _("no earlier figure to compare with")
    return text if change.is_clear else _("%(change)s: within the margin") % {"change": text}


def _cells(course: Course, periods: Sequence[str]) -> list[str]:
    known = dict(zip(course.periods, course.values, strict=True))
    unit = course.passport.unit
    return [numbers.bare_text(value, unit) if (value := known.get(period)) is not None else "" for period in periods]
