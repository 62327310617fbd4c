"""The charts of one indicator: funnel, distribution and map. Their table is the list of corps on the page."""

from collections.abc import Sequence
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from audit.selectors.compare.distribution import Stacked, stacked
from audit.selectors.compare.funnel import ASKING, WARNING, Curve, FunnelPicture, Place, Point
from audit.selectors.compare.indicator import IndicatorComparison
from audit.views.compare_indicator.lines import PLACES, RELIABILITIES, figure_url, points_by_code
from legitimacy import numbers
from legitimacy.charts.alternatives import map_alternative
from legitimacy.charts.figures import Area, Dots, Figure, Level, Limits, funnel_figure, map_figure, strip_figure
from legitimacy.charts.goalposts import goalposts_of
from legitimacy.charts.maps import MAPS
from legitimacy.charts.measured import state_words
from legitimacy.charts.panels import Panel
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.models import Corps, Register
from legitimacy.shrunken import shrunken_values
from legitimacy.standings import STANDINGS, Standing, origin_mark_of

LOOKS: dict[Place, tuple[str, str, int]] = {
    Place.INSIDE: ("", "circle", 8),
    Place.ASKS: ("watch", "square", 11),
    Place.LEARNS: ("good", "diamond", 12),
    Place.DIFFERS: ("ink", "triangle-up", 12),
}
"""Colour (empty: that of the pillar), symbol and size of a point."""
WIDE = 30
"""How many times the largest denominator exceeds the smallest before sizes stand on a logarithmic axis."""


def chart_parts(comparison: IndicatorComparison, what: str) -> dict[str, Any]:
    """What all charts of the page share."""
    selection, passport = comparison.selection, comparison.passport
    csv = reverse("compare_indicator_csv", kwargs={"indicator": passport.code})
    return {
        "mark": origin_mark_of(selection.register),
        "file_name": f"{selection.register}-{passport.code}-{selection.period}-{what}",
        "csv_url": f"{csv}?{selection.query()}",
        "table_url": "#corps-table",
    }


def tick_format(comparison: IndicatorComparison) -> str:
    return ".0%" if comparison.passport.unit == "%" else ""


def ordinary_colour(comparison: IndicatorComparison) -> str:
    """The hue of the pillar; grey for background figures, which are never judged."""
    return "ink-3/0.7" if comparison.passport.is_context else f"{comparison.passport.pillar.value.lower()}/0.65"


def hover_of(corps: Corps, figure: VisibleValue, comparison: IndicatorComparison, *more: str) -> str:
    """Name, figure with margin, and what else there is to say. Bold would be an inline style."""
    unit = comparison.passport.unit
    text = numbers.value_text(figure.value or 0.0, unit)
    interval = numbers.interval_text(figure.lower, figure.upper, unit)
    lines = [corps.display_name, f"{text} ({interval})" if interval else text, *more]
    return "<br>".join(line for line in lines if line)


def funnel_panel(comparison: IndicatorComparison, *, adjusted: bool) -> Panel | None:
    """None where there is no funnel, or the filters leave nobody in it."""
    picture, points = comparison.funnel.picture, list(points_by_code(comparison).values())
    if picture is None or not points:
        return None
    curves = [picture.curve(level, adjusted=adjusted) for level in (ASKING, WARNING)]
    sizes = [one.size for one in picture.points]
    return Panel(
        key="funnel",
        kind="funnel",
        title=_("Funnel of “%(name)s”") % {"name": comparison.passport.name},
        figure=funnel_figure(
            dots=_dots(points, comparison),
            limits=[
                Limits(
                    name=name, dash=dash, x=_rounded(one.sizes), lower=_rounded(one.lower), upper=_rounded(one.upper)
                )
                for one, name, dash in zip(curves, (_("99.8% limits"), _("95% limits")), ("solid", "dash"), strict=True)
            ],
            centre=Level(value=picture.centre, name=_("all together")),
            size_title=str(comparison.passport.denominator_label),
            tick_format=tick_format(comparison),
            value_range=value_range(picture, curves),
            log_ticks=log_ticks(min(sizes), max(sizes)),
        ),
        alternative=funnel_words(comparison, picture, points),
        caption=_("Each point is one corps: more cases to the right, higher figures up. Click a point to open it."),
        **chart_parts(comparison, "funnel"),
    )


def log_ticks(smallest: float, largest: float) -> list[tuple[float, str]]:
    """1, 2 and 5 in every power of ten that there are sizes of; none where an ordinary axis shows them all."""
    if largest <= WIDE * smallest:
        return []
    sizes = [step * 10.0**power for power in range(10) for step in (1, 2, 5)]
    return [(size, numbers.number_text(size)) for size in sizes if smallest * 0.8 <= size <= largest * 1.2]


def _limits(curve: Curve, name: str, dash: str) -> Limits:
    along = {"x": _rounded(curve.sizes), "lower": _rounded(curve.lower), "upper": _rounded(curve.upper)}
    return Limits(name=name, dash=dash, **along)


def _rounded(values: Any) -> list[float]:
    """Six figures: a line of a chart needs no more, and the page stays small."""
    return [float(f"{value:.6g}") for value in values]


def _dots(points: Sequence[Point], comparison: IndicatorComparison) -> list[Dots]:
    dots = []
    for place, (colour, symbol, size) in LOOKS.items():
        these = [one for one in points if one.place is place]
        dots.append(
            Dots(
                name=_("corps") if comparison.passport.is_context else str(PLACES[place]),
                colour=colour or ordinary_colour(comparison),
                symbol=symbol,
                size=size,
                x=[one.size for one in these],
                y=[one.value for one in these],
                hover=[_point_words(one, comparison) for one in these],
                urls=[figure_url(one.corps, comparison) for one in these],
            )
        )
    own = [one for one in points if one.corps.pk in comparison.reader.own]
    dots.append(
        Dots(
            name=_("your own corps"), colour="ink", symbol="circle-open", size=18,
            x=[one.size for one in own], y=[one.value for one in own],
            hover=[_point_words(one, comparison) for one in own],
            urls=[figure_url(one.corps, comparison) for one in own],
            labels=[one.corps.display_name for one in own],
        )
    )  # fmt: skip
    return dots


def _point_words(point: Point, comparison: IndicatorComparison) -> str:
    place = "" if comparison.passport.is_context else str(PLACES[point.place])
    return hover_of(point.corps, point.figure, comparison, place)


def value_range(picture: FunnelPicture, curves: Sequence[Curve]) -> tuple[float, float]:
    """From the lowest to the highest point, and the limits where they are not yet of the smallest corps only."""
    values = [one.value for one in picture.points]
    middle = len(curves[0].sizes) // 3
    low = min(*values, float(curves[0].lower[middle]))
    high = max(*values, float(curves[0].upper[middle]))
    room = (high - low) * 0.06 or 0.01
    floor, ceiling = picture.passport.lower_bound, 1.0 if picture.passport.is_share else None
    return (
        low - room if floor is None else max(floor - room / 2, low - room),
        high + room if ceiling is None else min(ceiling + room / 2, high + room),
    )


def funnel_words(comparison: IndicatorComparison, picture: FunnelPicture, points: Sequence[Point]) -> str:
    """The funnel in a sentence. No corps is named: the list beside it does that."""
    unit = comparison.passport.unit
    values = [one.value for one in points]
    text = _("%(count)s corps, from %(low)s to %(high)s; all together %(centre)s.") % {
        "count": len(points),
        "low": numbers.value_text(min(values), unit),
        "high": numbers.value_text(max(values), unit),
        "centre": numbers.value_text(picture.centre, unit),
    }
    if comparison.passport.is_context:
        return text
    outside = sum(one.is_flagged for one in points)
    return f"{text} " + _("%(count)s lie outside the 99.8%% limits.") % {"count": outside}


def strip_panel(comparison: IndicatorComparison) -> Panel | None:
    """None where no chosen corps has a figure."""
    shown = [
        (one, comparison.values[one.code])
        for one in comparison.corps
        if one.code in comparison.values and comparison.values[one.code].is_shown
    ]
    found = stacked([figure.value or 0.0 for _one, figure in shown])
    if found is None:
        return None
    passport = comparison.passport
    values = [figure.value or 0.0 for _one, figure in shown]
    unit = passport.unit
    return Panel(
        key="strip",
        kind="strip",
        title=_("Where the corps lie"),
        figure=strip_figure(
            dots=_strip_dots(shown, found, comparison),
            levels=_levels(found, comparison),
            tick_format=tick_format(comparison),
            most=found.tallest,
        ),
        alternative=_("%(count)s corps with a figure, from %(low)s to %(high)s; half of them at %(median)s or more.")
        % {
            "count": len(values),
            "low": numbers.value_text(min(values), unit),
            "high": numbers.value_text(max(values), unit),
            "median": numbers.value_text(found.median, unit),
        },
        caption=_("Each dot is one corps; like figures are stacked. The margin of each figure stands in the table."),
        **chart_parts(comparison, "distribution"),
    )


def _strip_dots(
    shown: Sequence[tuple[Corps, VisibleValue]], found: Stacked, comparison: IndicatorComparison
) -> list[Dots]:
    def dots(own: bool, **look: Any) -> Dots:
        at = [place for place, (one, _figure) in enumerate(shown) if not own or one.pk in comparison.reader.own]
        return Dots(
            x=[found.x[place] for place in at],
            y=[found.y[place] for place in at],
            hover=[hover_of(*shown[place], comparison) for place in at],
            urls=[figure_url(shown[place][0], comparison) for place in at],
            **look,
        )

    return [
        dots(False, name=_("corps"), colour=ordinary_colour(comparison), size=9),
        dots(True, name=_("your own corps"), colour="ink", symbol="circle-open", size=17),
    ]


def _levels(found: Stacked, comparison: IndicatorComparison) -> list[Level]:
    """The median, and the target where the framework sets one."""
    goalposts, levels = goalposts_of(comparison.item), [Level(value=found.median, name=_("median"), dash="dash")]
    if goalposts.target is not None:
        levels.append(Level(value=goalposts.target, name=_("target"), colour="@ink"))
    elif goalposts.band_low is not None and goalposts.band_high is not None:
        levels += [
            Level(value=goalposts.band_low, name=_("target"), colour="@ink"),
            Level(value=goalposts.band_high, name=_("target"), colour="@ink"),
        ]
    return levels


def map_panel(comparison: IndicatorComparison) -> Panel | None:
    """None for background figures, which are never coloured, where the register has no map, and without figures."""
    register, passport = comparison.selection.register, comparison.passport
    shown = comparison.shown
    if passport.is_context or register not in MAPS or not shown:
        return None
    local = [one for one in comparison.corps if one.type == Corps.Type.LOCAL]
    return Panel(
        key="map",
        kind="map",
        title=_("On the map"),
        figure=_map(comparison, local),
        alternative=map_alternative(
            name=str(passport.name),
            values=[figure.value for figure in shown if figure.value is not None],
            missing=len(local) - len(shown),
            text=lambda value: numbers.value_text(value, passport.unit),
        ),
        caption=_map_caption(bool(comparison.shrunken)),
        **chart_parts(comparison, "map"),
    )


def _map_caption(is_shrunken: bool) -> str:
    words = [_("Grey: no figure to show, which is never a zero. The colours carry no judgement.")]
    if is_shrunken:
        words.append(
            _("Colours lie closer to the mean where few cases leave a figure unsure; words give what was measured.")
        )
    return " ".join(words)


def _map(comparison: IndicatorComparison, local: Sequence[Corps]) -> Figure:
    everyone = comparison.everyone
    drawn = shrunken_values([comparison.values.get(one.code) for one in everyone], comparison.passport)
    colours = {one.code: colour for one, colour in zip(everyone, drawn, strict=True)}
    own = next((one.code for one in local if one.pk in comparison.reader.own), "")
    return map_figure(
        areas=[
            Area(one.code, _area_words(one, comparison), figure_url(one, comparison), colours.get(one.code))
            for one in local
        ],
        geojson=static(MAPS[Register(comparison.selection.register)]),
        tick_format=tick_format(comparison),
        highlight=own,
        missing_name=str(STANDINGS[Standing.NOT_DELIVERED]),
    )


def _area_words(corps: Corps, comparison: IndicatorComparison) -> str:
    figure, drawn = comparison.values.get(corps.code), comparison.shrunken.get(corps.code)
    if figure is None or not figure.is_shown:
        return f"{corps.display_name}<br>{state_words(figure)}"
    reliability = _("reliability: %(word)s") % {"word": RELIABILITIES[drawn.reliability]} if drawn else ""
    return hover_of(corps, figure, comparison, reliability)
