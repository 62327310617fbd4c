"""Charts of reports, drawn from the very figures that stand in their tables. What is hidden is in no chart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from audit.exports.figures import figure_words, interval_words
from legitimacy import numbers
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.exports.drawings import Chart, Point, Row, place_of, rows_chart, trend_chart
from legitimacy.indicators.registry import indicators
from legitimacy.models import FrameworkItem
from legitimacy.standings import PILLARS

Items = Mapping[str, FrameworkItem]

FEWEST_POINTS = 4
"""Figures that a trend needs: a year of quarters."""
LONGEST_END, LONGEST_FIGURE = 7, 14
"""Characters that have room at the ends of a line."""
MOST_ROWS, MOST_HALF = 40, 8
"""Rows of one chart on one sheet of paper, and of one that takes half of its width."""


def row_text(figure: VisibleValue) -> str:
    """The figure at the end of its row; the table has its unit where there is no room for that."""
    text = figure_words(figure)
    if len(text) <= LONGEST_FIGURE or not figure.is_shown or figure.value is None:
        return text
    return numbers.bare_text(figure.value, indicators.get(figure.indicator).unit)


def end_text(value: float, unit: str) -> str:
    """Floor or target at the end of a line: without its unit where there is no room for that."""
    text = numbers.goalpost_text(value, unit)
    return text if len(text) <= LONGEST_END else numbers.bare_text(value, unit)


def scale_text(value: float, unit: str) -> str:
    """The end of a scale, in the same way."""
    text = numbers.value_text(value, unit)
    return text if len(text) <= LONGEST_END else numbers.bare_text(value, unit)


def goalposts_of(item: FrameworkItem | None) -> tuple[float, float] | None:
    """Floor and target, where the framework judges between the two."""
    if item is None or item.floor is None or item.target is None or item.floor == item.target:
        return None
    return item.floor, item.target


def pillar_charts(figures: Sequence[VisibleValue], items: Items) -> list[Chart]:
    """Figures of one corps by pillar, each with its interval on the way from its floor to its target."""
    charts = []
    for pillar, name in PILLARS.items():
        rows = [
            (figure, ends)
            for figure in figures
            if indicators.get(figure.indicator).pillar == pillar
            and (ends := goalposts_of(items.get(figure.indicator))) is not None
        ]
        drawn = [place_of(figure.value, *ends) for figure, ends in rows if figure.is_shown]
        places = [place for place in drawn if place is not None]
        if not places:
            continue
        alt = _(
            "%(pillar)s: %(count)s figures with their intervals on the way from floor to target. %(reached)s reach the "
            "target, %(below)s lie at the floor or below it. The table below holds every figure."
        ) % {
            "pillar": name,
            "count": len(places),
            "reached": sum(place >= 100 for place in places),
            "below": sum(place <= 0 for place in places),
        }
        charts.append(rows_chart(title=str(name), alt=alt, rows=[_pillar_row(*one) for one in rows]))
    return charts


def _pillar_row(figure: VisibleValue, ends: tuple[float, float]) -> Row:
    passport = indicators.get(figure.indicator)
    row = Row(
        label=f"{figure.indicator} {passport.name}",
        words=row_text(figure),
        start=end_text(ends[0], passport.unit),
        end=end_text(ends[1], passport.unit),
    )
    return _placed(row, figure, *ends)


def _placed(row: Row, figure: VisibleValue, floor: float, target: float) -> Row:
    """The row with the places of a figure; without any where it may not be shown."""
    if not figure.is_shown:
        return row
    low, high, at = (place_of(value, floor, target) for value in (figure.lower, figure.upper, figure.value))
    return replace(row, low=low, high=high, at=at)


def trend_charts(histories: Mapping[str, Sequence[VisibleValue]], items: Items) -> list[Chart]:
    """One line for each indicator; broken where a figure is missing or may not be shown."""
    charts = []
    for code, history in histories.items():
        passport = indicators.get(code)
        item = items.get(code)
        target = item.target if item is not None else None
        points = [_point(figure) for figure in history]
        shown = [figure for figure in history if figure.is_shown and figure.value is not None]
        known = [each for one in points for each in (one.value, one.lower, one.upper) if each is not None]
        low, high = _range([*known, *([target] if target is not None else [])])
        alt = _("%(name)s from %(first)s to %(last)s: from %(before)s to %(now)s, in %(count)s figures.") % {
            "name": passport.name,
            "first": numbers.period_text(shown[0].period),
            "last": numbers.period_text(shown[-1].period),
            "before": figure_words(shown[0]),
            "now": figure_words(shown[-1]),
            "count": len(shown),
        }
        charts.append(
            trend_chart(
                title=f"{code} {passport.name}",
                alt=alt,
                points=points,
                ends=(scale_text(low, passport.unit), scale_text(high, passport.unit)),
                low=low,
                high=high,
                target=target,
            )
        )
    return charts


def _range(known: Sequence[float]) -> tuple[float, float]:
    """Ends of a scale that holds them all, never of no length."""
    low, high = min(known), max(known)
    return (low, high) if low < high else (low - 0.5, high + 0.5)


def _point(figure: VisibleValue) -> Point:
    period = numbers.period_short(figure.period)
    if not figure.is_shown:
        return Point(period=period, value=None)
    return Point(period=period, value=figure.value, lower=figure.lower, upper=figure.upper)


def history_words(history: Iterable[VisibleValue]) -> str:
    """Every figure of a trend in one text, with its interval."""
    told = []
    for figure in history:
        between = interval_words(figure)
        words = figure_words(figure)
        told.append(f"{numbers.period_short(figure.period)}: {words}{f' ({between})' if between else ''}")
    return "; ".join(told)


def corps_charts(figures: Mapping[str, Sequence[tuple[str, VisibleValue]]], items: Items) -> list[Chart]:
    """For each indicator its figure and interval of every corps, in the order in which the corps are given."""
    charts = []
    for code, found in figures.items():
        passport = indicators.get(code)
        shown = [figure for _name, figure in found if figure.is_shown and figure.value is not None]
        if not shown:
            continue
        known = [each for one in shown for each in (one.value, one.lower, one.upper) if each is not None]
        low, high = _range(known)
        alt = _(
            "%(name)s of %(count)s corps in the order of their names, with intervals: the figures lie from %(low)s to "
            "%(high)s. The table below holds each of them."
        ) % {
            "name": passport.name,
            "count": len(shown),
            "low": numbers.value_text(min(one.value or 0.0 for one in shown), passport.unit),
            "high": numbers.value_text(max(one.value or 0.0 for one in shown), passport.unit),
        }
        ends = goalposts_of(items.get(code))
        for first in range(0, len(found), MOST_ROWS):
            part = found[first : first + MOST_ROWS]
            rows = [_placed(Row(label=name, words=row_text(one)), one, low, high) for name, one in part]
            charts.append(
                rows_chart(
                    title=f"{code} {passport.name}",
                    alt=alt,
                    rows=rows,
                    ends=(scale_text(low, passport.unit), scale_text(high, passport.unit)),
                    target=place_of(ends[1], low, high) if ends else None,
                    is_half=len(found) <= MOST_HALF,
                )
            )
    return charts


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Marks of the corps in one line: tenth, quarter, median, three quarters, nine tenths; None where too few have one.
    `words` are those of the median, the floor and the target.
    """

    label: str
    marks: Sequence[float | None]
    ends: tuple[float, float]
    words: tuple[str, str, str]

    def row(self) -> Row:
        tenth, quarter, median, three, ninth = (place_of(mark, *self.ends) for mark in self.marks)
        return Row(
            label=self.label,
            words=self.words[0],
            at=median,
            low=tenth,
            high=ninth,
            box_low=quarter,
            box_high=three,
            start=self.words[1],
            end=self.words[2],
        )


def spread_chart(title: str, spreads: Sequence[Spread]) -> list[Chart]:
    """Where the corps lie, line by line; nothing for a line of too few corps, and no chart without lines."""
    known = [one for one in spreads if one.marks[2] is not None]
    if not known:
        return []
    alt = _(
        "%(title)s: where the corps lie, in %(count)s lines. The dot is the median, the broad bar half of the corps, "
        "the thin line eight in ten. The table below holds every mark."
    ) % {"title": title, "count": len(known)}
    return [rows_chart(title=title, alt=alt, rows=[one.row() for one in known])]
