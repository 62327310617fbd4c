"""The register of corps: list, filters and map, from one set of rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from legitimacy import numbers
from legitimacy.charts.alternatives import map_alternative
from legitimacy.charts.figures import Area, Figure, map_figure
from legitimacy.charts.maps import MAPS
from legitimacy.charts.measured import state_words
from legitimacy.charts.panels import Panel
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.indicators.definitions import Indicator
from legitimacy.indicators.registry import indicators
from legitimacy.models import Corps, Register
from legitimacy.shrunken import is_shrunken, shrunken_values
from legitimacy.standings import STANDINGS, Standing

FIRST_INDICATOR = "PRV-03"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpsLine:
    """One corps in the list, with its figure of the indicator that the map shows. Only local corps have an area."""

    code: str
    name: str
    url: str
    is_local: bool
    region: str
    province: str
    residents: str
    value: VisibleValue | None
    figure: str
    interval: str
    state: str


def corps_lines(
    corps: Sequence[Corps], values: Mapping[str, VisibleValue], passport: Indicator, period: str
) -> list[CorpsLine]:
    """`corps` carry `population` and their region and province."""
    return [_line(one, values.get(one.code), passport, period) for one in corps]


def _line(corps: Corps, value: VisibleValue | None, passport: Indicator, period: str) -> CorpsLine:
    shown = value is not None and value.is_shown and value.value is not None
    people = getattr(corps, "population", None)
    query = f"?{urlencode({'period': period})}" if period else ""
    return CorpsLine(
        code=corps.code,
        name=corps.display_name,
        url=f"{reverse('corps_scorecard', kwargs={'code': corps.code})}{query}",
        is_local=corps.type == Corps.Type.LOCAL,
        region=corps.region.display_name if corps.region else "",
        province=corps.province.display_name if corps.province else "",
        residents=numbers.number_text(people) if people is not None else "",
        value=value,
        figure=numbers.value_text(value.value, passport.unit) if shown and value and value.value is not None else "",
        interval=numbers.interval_text(value.lower, value.upper, passport.unit) if shown and value else "",
        state=state_words(value),
    )


def map_of(lines: Sequence[CorpsLine], register: str, passport: Indicator, highlight: str = "") -> Figure:
    """The map of a register. Colours follow values drawn towards the mean where counts allow; words keep the fact."""
    colours = shrunken_values([line.value for line in lines], passport)
    areas = [Area(line.code, hover_text(line), line.url, colour) for line, colour in zip(lines, colours, strict=True)]
    return map_figure(
        areas=areas,
        geojson=static(MAPS[Register(register)]),
        tick_format=".0%" if passport.unit == "%" else "",
        highlight=highlight,
        missing_name=str(STANDINGS[Standing.NOT_DELIVERED]),
    )


def hover_text(line: CorpsLine) -> str:
    """Name and figure. Bold would be an inline style, which the policy forbids."""
    figure = line.state or (f"{line.figure} ({line.interval})" if line.interval else line.figure)
    return f"{line.name}<br>{figure}"


def map_panel(
    lines: Sequence[CorpsLine], register: str, passport: Indicator, period: str, mark: str, *, embedded: bool = True
) -> Panel | None:
    """None where the register has no borders. The list beside the map is its table."""
    if register not in MAPS:
        return None
    query = urlencode({"register": register, "indicator": passport.code, "period": period})
    shown = [line.value for line in lines if line.value is not None and line.value.is_shown]
    known = [value.value for value in shown if value.value is not None]
    # A survey of 2023 also stands on later scorecards: the title names the year that was measured.
    measured = {value.period for value in shown}
    when = measured.pop() if len(measured) == 1 else period
    return Panel(
        key="map",
        kind="map",
        title=_("%(name)s, %(period)s") % {"name": passport.name, "period": numbers.period_text(when) if when else ""},
        figure=map_of(lines, register, passport) if embedded else None,
        figure_url="" if embedded else f"{reverse('corps_map')}?{query}",
        alternative=map_alternative(
            name=str(passport.name),
            values=known,
            missing=sum(line.is_local and not line.figure for line in lines),
            text=lambda value: numbers.value_text(value, passport.unit),
        ),
        caption=caption_of(shown, passport),
        table_url=f"{reverse('corps_list')}?{query}#corps-table",
        mark=mark,
        file_name=f"{register}-{passport.code}-{period}-map",
        csv_url=f"{reverse('corps_map_csv')}?{query}",
    )


def caption_of(shown: Sequence[VisibleValue], passport: Indicator) -> str:
    """What the colours mean, and what they do not."""
    words = [_("Grey: no figure to show, which is never a zero. The colours carry no judgement.")]
    if is_shrunken(shown, passport):
        words.append(
            _("Colours lie closer to the mean where few cases leave a figure unsure; words give what was measured.")
        )
    return " ".join(words)


def map_indicators(register: str) -> list[Indicator]:
    """Indicators that the map may colour: never context, and for real corps only what surveys deliver."""
    able = [one for one in indicators if not one.is_context and one.subject == "corps"]
    if register == Register.BELGIUM:
        return [one for one in able if one.code in (FIRST_INDICATOR, "EFF-17")]
    return able
