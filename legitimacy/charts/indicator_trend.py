"""One indicator of one corps through time, as a chart with its words and its table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from legitimacy import numbers
from legitimacy.charts.alternatives import trend_alternative
from legitimacy.charts.courses import DOTS, Course, Rebased, course_notes, course_of
from legitimacy.charts.figures import Break, Line, Series, trend_figure
from legitimacy.charts.measured import Measured, state_words
from legitimacy.charts.micro import Goalposts
from legitimacy.charts.panels import Panel
from legitimacy.indicators.definitions import Indicator, Window
from legitimacy.indicators.trends import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """`notes` say what the limits and signals mean, or why there are none."""

    panel: Panel
    notes: list[str]
    concern: bool


def trend_of(
    *,
    passport: Indicator,
    history: Mapping[str, Measured],
    until: str,
    goalposts: Goalposts,
    mark: str,
    file_name: str,
    csv_url: str,
    rebases: Sequence[Rebased] = (),
) -> Trend | None:
    """None where no figure was ever shown. `history`: figures by period."""
    course = course_of(passport=passport, history=history, until=until, rebases=rebases)
    if course is None:
        return None
    series = Series(
        name=str(passport.name),
        colour=passport.pillar.value.lower(),
        values=course.values,
        lower=course.lower,
        upper=course.upper,
        hover=[hover_of(*one, passport) for one in zip(course.periods, course.figures, strict=True)],
    )
    panel = Panel(
        key="trend",
        title=_("%(name)s through time") % {"name": passport.name},
        figure=trend_figure(
            labels=course.labels,
            series=[series],
            tick_format=".0%" if passport.unit == "%" else "",
            breaks=[Break(at - 0.5, _("limits begin anew")) for at in course.breaks],
            lines=lines_of(goalposts, course),
            marks=[(mark.index, mark.text) for mark in course.marks],
            dots_only=passport.window in DOTS,
        ),
        alternative=trend_alternative(
            name=str(passport.name),
            labels=course.labels,
            values=course.values,
            text=lambda number: numbers.value_text(number, passport.unit),
        ),
        caption=window_note(passport.window),
        columns=[_("Period"), _("Value"), _("Margin"), _("Numerator"), _("Denominator"), _("State")],
        rows=[table_row(period, history.get(period), passport) for period in reversed(course.periods)],
        mark=mark,
        file_name=file_name,
        csv_url=csv_url,
    )
    last = course.marks[-1] if course.marks else None
    return Trend(
        panel=panel,
        notes=course_notes(course, goalposts),
        concern=last is not None and last.index == len(course.labels) - 1 and last.reading is Reading.CONCERN,
    )


def lines_of(goalposts: Goalposts, course: Course) -> list[Line]:
    """Target, and mean and limits of each stretch; only those of the last stretch are named."""
    lines = []
    if goalposts.target is not None:
        lines.append(Line(goalposts.target, _("target"), "@ink", "solid"))
    if goalposts.band_low is not None and goalposts.band_high is not None:
        lines += [Line(limit, _("target"), "@ink", "solid") for limit in (goalposts.band_low, goalposts.band_high)]
    for stretch in course.stretches:
        if stretch.chart is None:
            continue
        is_last = stretch is course.stretches[-1]
        span = (stretch.start - 0.5, stretch.end - 0.5) if len(course.stretches) > 1 else None
        lines += [
            Line(stretch.chart.mean, _("mean") if is_last else "", "@ink-3", "solid", span),
            Line(stretch.chart.lower, _("limit") if is_last else "", "@ink-3", "dash", span),
            Line(stretch.chart.upper, _("limit") if is_last else "", "@ink-3", "dash", span),
        ]
    return lines


def hover_of(period: str, value: Measured | None, passport: Indicator) -> str:
    label = numbers.period_text(period)
    if value is None or not value.is_shown or value.value is None:
        return f"{label}: {state_words(value)}"
    span = numbers.interval_text(value.lower, value.upper, passport.unit)
    figure = numbers.value_text(value.value, passport.unit)
    return f"{label}: {figure} ({span})" if span else f"{label}: {figure}"


def table_row(period: str, value: Measured | None, passport: Indicator) -> list[str]:
    label = numbers.period_text(period)
    if value is None or not value.is_shown or value.value is None:
        return [label, "", "", "", "", state_words(value)]
    counts = [numbers.number_text(count) if count is not None else "" for count in (value.numerator, value.denominator)]
    return [
        label,
        numbers.value_text(value.value, passport.unit),
        numbers.interval_text(value.lower, value.upper, passport.unit),
        *counts,
        _("measured"),
    ]


def window_note(window: Window) -> str:
    """Why the chart is drawn as it is."""
    if window is Window.SURVEY_WAVE:
        return _("Editions of a survey are dots: between them nothing was measured.")
    if window in (Window.ROLLING_12_MONTHS, Window.ROLLING_36_MONTHS):
        return _("Windows overlap from one quarter to the next, so neighbouring points share most of their cases.")
    return _("Each point stands on its own records.")
