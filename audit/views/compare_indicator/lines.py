"""The corps of the page as lines of a table and rows of a file: the twin of funnel, strip and map."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from audit.selectors.compare.funnel import Place, Point
from audit.selectors.compare.indicator import IndicatorComparison
from audit.selectors.compare.ranks import RankRange
from legitimacy import numbers
from legitimacy.charts.measured import state_words
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.indicators.definitions import State
from legitimacy.indicators.shrinkage import Reliability
from legitimacy.models import Corps

DASH = "\u2013"
PLACES: dict[Place, Promise] = {
    Place.INSIDE: pgettext_lazy("place in a funnel", "inside"),
    Place.ASKS: pgettext_lazy("place in a funnel", "ask a question"),
    Place.LEARNS: pgettext_lazy("place in a funnel", "one to learn from"),
    Place.DIFFERS: pgettext_lazy("place in a funnel", "differs"),
}
RELIABILITIES: dict[Reliability, Promise] = {
    Reliability.HIGH: pgettext_lazy("reliability", "high"),
    Reliability.MEDIUM: pgettext_lazy("reliability", "medium"),
    Reliability.LOW: pgettext_lazy("reliability", "low"),
}
CSV_HEADER = (
    *("corps", "name", "register", "indicator", "period", "state", "value", "lower", "upper"),
    *("numerator", "denominator", "z", "z_adjusted", "outside_998", "towards_mean", "reliability", "coverage"),
    *("origin", "source", "as_of", "revision"),
)
TREND_HEADER = (
    *("corps", "name", "register", "indicator", "period", "state", "value", "lower", "upper"),
    *("numerator", "denominator", "limits_begin_anew", "origin", "source"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One corps in words. `state` says why there is no figure; `rank` is for auditors only."""

    code: str
    name: str
    url: str
    is_own: bool
    figure: str
    interval: str
    counts: str
    towards: str
    reliability: str
    deviation: str
    place: str
    place_key: str
    rank: str
    state: str
    is_listed: bool


def figure_url(corps: Corps, comparison: IndicatorComparison) -> str:
    """The page of this indicator at one corps: where every point of every chart leads."""
    url = reverse("corps_indicator", kwargs={"code": corps.code, "indicator": comparison.passport.code})
    return f"{url}?period={comparison.selection.period}" if comparison.selection.period else url


def points_by_code(comparison: IndicatorComparison) -> dict[str, Point]:
    """The points of the funnel that the filters leave."""
    picture = comparison.funnel.picture
    return {one.corps.code: one for one in picture.points if one.corps.code in comparison.chosen} if picture else {}


def lines_of(comparison: IndicatorComparison) -> list[Line]:
    """By name, as the filters leave them; never by figure."""
    points = points_by_code(comparison)
    return [_line(one, comparison, points.get(one.code)) for one in comparison.corps]


def _line(corps: Corps, comparison: IndicatorComparison, point: Point | None) -> Line:
    figure, drawn = comparison.values.get(corps.code), comparison.shrunken.get(corps.code)
    unit = comparison.passport.unit
    shown = figure is not None and figure.is_shown and figure.value is not None
    judged = point is not None and not comparison.passport.is_context
    return Line(
        code=corps.code,
        name=corps.display_name,
        url=figure_url(corps, comparison),
        is_own=corps.pk in comparison.reader.own,
        figure=numbers.value_text(figure.value, unit) if figure and figure.value is not None and shown else "",
        interval=numbers.interval_text(figure.lower, figure.upper, unit) if figure and shown else "",
        counts=counts_text(figure) if figure and shown else "",
        towards=numbers.value_text(drawn.value, unit) if drawn else "",
        reliability=str(RELIABILITIES[drawn.reliability]) if drawn else "",
        deviation=numbers.number_text(point.z_adjusted, 1) if point and judged else "",
        place=str(PLACES[point.place]) if point and judged else "",
        place_key=point.place.value if point and judged else "",
        rank=rank_text(comparison.ranks[corps.code]) if corps.code in comparison.ranks else "",
        state=state_words(figure),
        is_listed=bool(comparison.is_auditor and point and point.is_listed),
    )


def counts_text(figure: VisibleValue) -> str:
    """`44 of 46`; empty where there are no counts."""
    if figure.numerator is None or figure.denominator is None:
        return ""
    count, size = (numbers.number_text(number) for number in (figure.numerator, figure.denominator))
    return _("%(count)s of %(size)s") % {"count": count, "size": size}


def rank_text(rank: RankRange | None) -> str:
    """`12 (7-19) of 80`, or that the corps cannot be told apart."""
    if rank is None:
        return _("not distinguishable")
    words = {"rank": rank.rank, "range": f"{rank.lower}{DASH}{rank.upper}", "group": rank.group}
    return _("%(rank)s (%(range)s) of %(group)s") % words


def csv_rows(comparison: IndicatorComparison) -> Iterator[list[object]]:
    """Plain numbers in stored scales, empty where nothing may be shown, with the state beside it."""
    points, passport = points_by_code(comparison), comparison.passport
    for corps in comparison.corps:
        figure, point = comparison.values.get(corps.code), points.get(corps.code)
        drawn = comparison.shrunken.get(corps.code)
        flagged = None if point is None or passport.is_context else int(point.is_flagged)
        yield [
            *_head(corps, figure, comparison),
            *((point.z, point.z_adjusted) if point else (None, None)),
            flagged,
            *((drawn.value, drawn.reliability.value) if drawn else (None, None)),
            *_provenance(figure),
        ]


def _head(corps: Corps, figure: VisibleValue | None, comparison: IndicatorComparison) -> list[object]:
    head: list[object] = [corps.code, corps.display_name, comparison.selection.register, comparison.passport.code]
    if figure is None:
        return [*head, comparison.selection.period, State.NOT_DELIVERED.value, None, None, None, None, None]
    state = figure.state if figure.is_shown or figure.state != State.OK else figure.visibility
    measured = (figure.value, figure.lower, figure.upper, figure.numerator, figure.denominator)
    return [*head, figure.period, state, *measured]


def _provenance(figure: VisibleValue | None) -> list[object]:
    if figure is None:
        return [None] * 5
    return [figure.coverage, figure.origin, figure.source, figure.as_of, figure.revision]


def trend_rows(comparison: IndicatorComparison) -> Iterator[list[object]]:
    """Every figure of every chosen corps through time, oldest first, with a 1 where its limits begin anew."""
    for corps in comparison.pictured:
        begins = {one.period for one in comparison.rebases.get(corps.code, ())}
        course = comparison.courses.get(corps.code, {})
        for period in sorted(course):
            figure = course[period]
            yield [*_head(corps, figure, comparison), int(period in begins), figure.origin, figure.source]
