"""Home, method and accessibility."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from legitimacy import numbers
from legitimacy.charts.panels import Panel
from legitimacy.charts.policy import with_charts
from legitimacy.dashboard import selectors
from legitimacy.dashboard.fragments import fragment
from legitimacy.dashboard.register import FIRST_INDICATOR, CorpsLine, corps_lines, map_panel
from legitimacy.disclosure import selectors as disclosed
from legitimacy.indicators.definitions import Pillar
from legitimacy.indicators.registry import indicators
from legitimacy.models import Register
from legitimacy.models.disclosure import Audience
from legitimacy.standings import (
    GOALS,
    PILLAR_QUESTIONS,
    PILLARS,
    STANDING_EXPLANATIONS,
    origin_mark_of,
    standing_sign,
)
from legitimacy.wording import name_told


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionFigure:
    name: str
    figure: str
    corps: int
    with_figure: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalPicture:
    """The real figures there are of trust, and how much of the country they cover."""

    panel: Panel | None
    period: str
    source: str
    regions: list[RegionFigure]
    corps: int
    with_figure: int


@with_charts
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    body = fragment(
        "home", home_html, selectors.newest_release(Register.BELGIUM), selectors.newest_release(Register.EXAMPLE)
    )
    return render(request, "dashboard/home.html", {"body": body, "with_charts": True})


def home_html() -> SafeString:
    context = {
        "pillars": [(key.value.lower(), PILLARS[key], PILLAR_QUESTIONS[key]) for key in Pillar],
        "goals": list(GOALS.items()),
        "picture": national_picture(),
        "examples": selectors.corps_listed(register=Register.EXAMPLE)[:4],
        "indicator_count": len(indicators),
    }
    return render_to_string("dashboard/_home.html", context)


def national_picture() -> NationalPicture | None:
    """None before a release of real figures was approved."""
    periods = disclosed.periods_available(audience=Audience.PUBLIC, register=Register.BELGIUM)
    if not periods:
        return None
    period, passport = periods[0], indicators.get(FIRST_INDICATOR)
    values = disclosed.values_map(
        audience=Audience.PUBLIC, register=Register.BELGIUM, indicator=passport.code, period=period
    )
    lines = corps_lines(selectors.corps_listed(register=Register.BELGIUM), values, passport, period)
    sources = sorted({name_told(value.source) for value in values.values() if value.is_shown and value.source})
    figure_periods = sorted({value.period for value in values.values() if value.is_shown})
    return NationalPicture(
        panel=map_panel(lines, Register.BELGIUM, passport, period, origin_mark_of(Register.BELGIUM), embedded=False),
        period=numbers.period_text(figure_periods[-1]) if figure_periods else "",
        source="; ".join(sources),
        regions=region_figures(lines, period),
        corps=len(lines),
        with_figure=sum(bool(line.figure) for line in lines),
    )


def region_figures(lines: list[CorpsLine], period: str) -> list[RegionFigure]:
    """Every region with its own figure where there is one, and how many of its corps have one."""
    regions = [one for one in selectors.regions_listed(Register.BELGIUM) if one.kind == "region"]
    values = disclosed.values_standing(audience=Audience.PUBLIC, subject_ids=[one.pk for one in regions], period=period)
    figures = {value.subject_id: value for value in values if value.indicator == FIRST_INDICATOR and value.is_shown}
    found = []
    for region in regions:
        mine = [line for line in lines if line.region == region.display_name]
        value = figures.get(region.pk)
        figure = numbers.value_text(value.value, "%") if value is not None and value.value is not None else ""
        found.append(
            RegionFigure(
                name=region.display_name,
                figure=figure,
                corps=len(mine),
                with_figure=sum(bool(line.figure) for line in mine),
            )
        )
    return found


@require_safe
def methods_page(request: HttpRequest) -> HttpResponse:
    """How it is computed, in plain words."""
    signs = [(standing_sign(standing), sentence) for standing, sentence in STANDING_EXPLANATIONS.items()]
    return render(request, "dashboard/methods.html", {"signs": signs})


@require_safe
def accessibility_page(request: HttpRequest) -> HttpResponse:
    return render(request, "dashboard/accessibility.html")
