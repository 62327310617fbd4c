"""One indicator through time: which limits its window allows, which points speak, and what the chart says in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from legitimacy import numbers
from legitimacy.charts.alternatives import trend_alternative
from legitimacy.charts.figures import Line, Series, trend_figure
from legitimacy.charts.micro import Goalposts
from legitimacy.charts.panels import Panel
from legitimacy.dashboard.register import state_words
from legitimacy.dashboard.rows import target_text
from legitimacy.disclosure.visible import VisibleValue
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
class Trend:
    """`notes` say what the limits and signals mean, or why there are none."""

    panel: Panel
    notes: list[str]
    concern: bool


def trend_of(
    *,
    passport: Indicator,
    history: Mapping[str, VisibleValue],
    until: str,
    goalposts: Goalposts,
    mark: str,
    file_name: str,
    csv_url: str,
) -> Trend | None:
    """None where no figure was ever shown. `history`: figures by period."""
    periods = periods_drawn(history, until, passport.window)
    values = [history.get(period) for period in periods]
    course = [value.value if value is not None and value.is_shown else None for value in values]
    if not any(number is not None for number in course):
        return None
    chart = limits_of(course, passport)
    labels = [numbers.period_short(period) for period in periods]
    series = Series(
        name=str(passport.name),
        colour=passport.pillar.value.lower(),
        values=course,
        lower=[value.lower if value is not None and value.is_shown else None for value in values],
        upper=[value.upper if value is not None and value.is_shown else None for value in values],
        hover=[hover_of(period, value, passport) for period, value in zip(periods, values, strict=True)],
    )
    marks = signal_marks(chart, passport, labels)
    panel = Panel(
        key="trend",
        title=_("%(name)s through time") % {"name": passport.name},
        figure=trend_figure(
            labels=labels,
            series=[series],
            tick_format=".0%" if passport.unit == "%" else "",
            lines=lines_of(goalposts, chart),
            marks=[(index, text) for index, text, _reading in marks],
            dots_only=passport.window in DOTS,
        ),
        alternative=trend_alternative(
            name=str(passport.name),
            labels=labels,
            values=course,
            text=lambda number: numbers.value_text(number, passport.unit),
        ),
        caption=window_note(passport.window),
        columns=[_("Period"), _("Value"), _("Margin"), _("Numerator"), _("Denominator"), _("State")],
        rows=[table_row(period, history.get(period), passport) for period in reversed(periods)],
        mark=mark,
        file_name=file_name,
        csv_url=csv_url,
    )
    return Trend(
        panel=panel,
        notes=notes_of(chart, marks, goalposts, passport),
        concern=bool(marks) and marks[-1][0] == len(labels) - 1 and marks[-1][2] is Reading.CONCERN,
    )


def periods_drawn(history: Mapping[str, VisibleValue], until: str, window: Window) -> list[str]:
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


def limits_of(course: Sequence[float | None], passport: Indicator) -> XmrChart | None:
    """Limits from twelve points on, where windows do not overlap; run rules for flows only, not for stocks."""
    if passport.window not in LIMITED:
        return None
    points = np.array([np.nan if number is None else number for number in course], dtype=np.float64)
    try:
        return xmr_chart(
            points,
            lower_bound=passport.lower_bound,
            upper_bound=passport.upper_bound,
            run_rules=passport.window is Window.QUARTER,
        )
    except TooFewPointsError:
        return None


def signal_marks(chart: XmrChart | None, passport: Indicator, labels: Sequence[str]) -> list[tuple[int, str, Reading]]:
    """(index, words, reading) of every point that chance alone does not explain."""
    if chart is None:
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
    pairs = zip(chart.signals, chart.readings(passport.direction), strict=True)
    return [
        (index, f"{labels[index]}: {words[signal.rule]} ({readings[reading]})", reading)
        for index, (signal, reading) in enumerate(pairs)
        if signal is not None and reading is not None
    ]


def lines_of(goalposts: Goalposts, chart: XmrChart | None) -> list[Line]:
    lines = []
    if goalposts.target is not None:
        lines.append(Line(goalposts.target, _("target"), "@ink", "solid"))
    if goalposts.band_low is not None and goalposts.band_high is not None:
        lines += [Line(limit, _("target"), "@ink", "solid") for limit in (goalposts.band_low, goalposts.band_high)]
    if chart is not None:
        lines += [
            Line(chart.mean, _("mean"), "@ink-3", "solid"),
            Line(chart.lower, _("limit"), "@ink-3", "dash"),
            Line(chart.upper, _("limit"), "@ink-3", "dash"),
        ]
    return lines


def hover_of(period: str, value: VisibleValue | None, passport: Indicator) -> str:
    label = numbers.period_text(period)
    if value is None or not value.is_shown or value.value is None:
        return f"{label}: {state_words(value)}"
    span = numbers.interval_text(value.lower, value.upper, passport.unit)
    figure = numbers.value_text(value.value, passport.unit)
    return f"{label}: {figure} ({span})" if span else f"{label}: {figure}"


def table_row(period: str, value: VisibleValue | None, passport: Indicator) -> list[str]:
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


def notes_of(
    chart: XmrChart | None,
    marks: Sequence[tuple[int, str, Reading]],
    goalposts: Goalposts,
    passport: Indicator,
) -> list[str]:
    notes = []
    if chart is None and passport.window in LIMITED:
        notes.append(_("Limits are drawn from twelve points on."))
    if chart is not None:
        notes.append(
            _("Without a special cause the figure stays between %(low)s and %(high)s.")
            % {
                "low": numbers.value_text(chart.lower, passport.unit),
                "high": numbers.value_text(chart.upper, passport.unit),
            }
        )
        notes += _assurance_note(chart, goalposts, passport)
    notes += [text for _index, text, _reading in marks[-3:]]
    return notes


def _assurance_note(chart: XmrChart, goalposts: Goalposts, passport: Indicator) -> list[str]:
    """Whether going on like this meets the target."""
    if goalposts.target is None:
        return []
    reading = assurance(chart, goalposts.target, Direction(passport.direction))
    words = {
        Assurance.WILL_MEET: _("If nothing changes it will keep meeting the target (%(target)s)."),
        Assurance.WILL_MISS: _("If nothing changes it will keep missing the target (%(target)s)."),
        Assurance.HIT_OR_MISS: _("If nothing changes, chance decides whether it meets the target (%(target)s)."),
    }
    target = target_text(goalposts, passport.direction, passport.unit)
    return [words[reading] % {"target": target}] if reading is not None else []
