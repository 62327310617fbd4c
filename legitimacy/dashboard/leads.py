"""The few real figures of a corps that delivered little else: where each stands in its register, and on its map."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from legitimacy import numbers
from legitimacy.charts.alternatives import map_alternative
from legitimacy.charts.micro import Strip, strip
from legitimacy.charts.panels import Panel
from legitimacy.dashboard.rows import IndicatorRow
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.indicators.registry import indicators
from legitimacy.models import Corps
from legitimacy.standings import PILLARS
from legitimacy.wording import name_told


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadFigure:
    """`strip` holds every corps of the register with a figure; `region_text` is the figure of the whole region."""

    row: IndicatorRow
    question: str
    pillar_name: str
    period: str
    source: str
    strip: Strip
    strip_text: str
    lowest: str
    highest: str
    count: int
    median: str
    region_name: str
    region_text: str
    map: Panel


def lead_figure(
    *,
    row: IndicatorRow,
    corps: Corps,
    everyone: Mapping[str, VisibleValue],
    region: VisibleValue | None,
    period: str,
    mark: str,
) -> LeadFigure:
    """`everyone`: the figures of the register by corps code, this corps among them."""
    passport = indicators.get(row.code)
    known = [one.value for one in everyone.values() if one.is_shown and one.value is not None]
    region_value = region.value if region is not None and region.is_shown else None
    return LeadFigure(
        row=row,
        question=str(passport.question),
        pillar_name=str(PILLARS[row.pillar]),
        period=numbers.period_text(row.value.period),
        source=name_told(row.value.source),
        strip=strip(known, here=row.value.value, mean=region_value),
        strip_text=_strip_text(row, known, passport.unit),
        lowest=numbers.value_text(min(known), passport.unit) if known else "",
        highest=numbers.value_text(max(known), passport.unit) if known else "",
        count=len(known),
        median=numbers.value_text(median(known), passport.unit) if known else "",
        region_name=str(corps.region) if corps.region else "",
        region_text=numbers.value_text(region_value, passport.unit) if region_value is not None else "",
        map=_map(row, corps, known, len(everyone) - len(known), period, mark),
    )


def _strip_text(row: IndicatorRow, known: Sequence[float], unit: str) -> str:
    if not known:
        return ""
    return _("%(name)s: this corps %(value)s; all %(count)s corps with a figure lie between %(low)s and %(high)s") % {
        "name": row.name,
        "value": row.figure,
        "count": len(known),
        "low": numbers.value_text(min(known), unit),
        "high": numbers.value_text(max(known), unit),
    }


def _map(row: IndicatorRow, corps: Corps, known: Sequence[float], missing: int, period: str, mark: str) -> Panel:
    unit = indicators.get(row.code).unit
    query = {"register": corps.register, "indicator": row.code, "period": period}
    return Panel(
        key=f"map-{row.code}",
        kind="map",
        title=row.name,
        figure_url=f"{reverse('corps_map')}?{urlencode(query | {'highlight': corps.code})}",
        alternative=map_alternative(
            name=row.name, values=known, missing=missing, text=lambda value: numbers.value_text(value, unit)
        ),
        caption="",
        table_url=f"{reverse('corps_list')}?{urlencode(query)}",
        mark=mark,
        file_name=f"{corps.code}-{row.code}-map",
        csv_url=f"{reverse('corps_map_csv')}?{urlencode(query)}",
    )
