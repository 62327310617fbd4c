"""The register of corps: list and map side by side, and the same as files."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from legitimacy import numbers
from legitimacy.access import Standing, standing_of
from legitimacy.charts.maps import MAPS
from legitimacy.charts.payload import figure_response
from legitimacy.charts.policy import with_charts
from legitimacy.dashboard import selectors
from legitimacy.dashboard.downloads import csv_response
from legitimacy.dashboard.forms import RegisterFilter
from legitimacy.dashboard.register import (
    FIRST_INDICATOR,
    CorpsLine,
    corps_lines,
    map_indicators,
    map_of,
    map_panel,
)
from legitimacy.disclosure import selectors as disclosed
from legitimacy.indicators.definitions import Indicator, State
from legitimacy.indicators.periods import Period, PeriodError
from legitimacy.indicators.registry import indicators
from legitimacy.models import Register, Role
from legitimacy.models.disclosure import Audience
from legitimacy.standings import origin_mark_of
from legitimacy.wording import no_period

CSV_HEADER = (
    "corps",
    "name",
    "register",
    "indicator",
    "period",
    "state",
    "value",
    "lower",
    "upper",
    "coverage",
    "source",
)


def audience_over(standing: Standing, register: str) -> str:
    """What this person reads of a whole register: the auditor's view, or what everybody reads.

    An auditor who ever worked for a corps reads a whole register as the public does: their own would be among it.
    """
    is_free = standing.over(Role.AUDITOR, register) and not standing.ever_in
    return Audience.AUDITOR if is_free else Audience.PUBLIC


class Selection:
    """What the address asks for, made usable: register, filters, and the indicator and period of the map."""

    def __init__(self, request: HttpRequest) -> None:
        wanted = RegisterFilter(request.GET).read()
        self.register: str = wanted["register"] or Register.BELGIUM
        self.query: str = wanted["q"]
        self.region: str = wanted["region"]
        self.province: str = wanted["province"]
        self.highlight: str = request.GET.get("highlight", "")[:4]
        self.choices = map_indicators(self.register)
        self.indicator = self._indicator(wanted["indicator"])
        # An auditor's own corps is hidden from them as an auditor, so the register is read as the public reads it.
        self.audience = (
            Audience.PUBLIC
            if not request.user.is_authenticated
            else audience_over(standing_of(request.user), self.register)
        )
        self.periods = disclosed.periods_available(audience=self.audience, register=self.register)
        self.period = self._period(wanted["period"])

    def _indicator(self, code: str) -> Indicator:
        if code and code not in indicators:
            raise Http404(_("There is no indicator with the code %(code)s.") % {"code": code})
        chosen = indicators.get(code or FIRST_INDICATOR)
        return chosen if chosen in self.choices else indicators.get(FIRST_INDICATOR)

    def _period(self, text: str) -> str:
        if not text:
            return self.periods[0] if self.periods else ""
        try:
            return str(Period.parse(text))
        except PeriodError:
            raise Http404(no_period(text)) from None

    def lines(self, *, everyone: bool = False) -> list[CorpsLine]:
        """The corps of the list; with `everyone` the filters do not count."""
        filters = {} if everyone else {"query": self.query, "region": self.region, "province": self.province}
        values = (
            disclosed.values_map(
                audience=self.audience, register=self.register, indicator=self.indicator.code, period=self.period
            )
            if self.period
            else {}
        )
        corps = selectors.corps_listed(register=self.register, **filters)
        return corps_lines(corps, values, self.indicator, self.period)


@with_charts
@require_safe
def corps_list(request: HttpRequest) -> HttpResponse:
    """Search and filters work by address alone; htmx fetches the list and the map only."""
    selection = Selection(request)
    lines = selection.lines()
    regions = selectors.regions_listed(selection.register)
    context: dict[str, Any] = {
        "register": selection.register,
        "registers": Register.choices,
        "selection": selection,
        "lines": lines,
        "with_figure": sum(bool(line.figure) for line in lines),
        "regions": [one for one in regions if one.kind == "region"],
        "provinces": [one for one in regions if one.kind == "province"],
        "period_text": numbers.period_text(selection.period) if selection.period else "",
        "panel": map_panel(
            lines, selection.register, selection.indicator, selection.period, origin_mark_of(selection.register)
        ),
        "with_charts": True,
    }
    template = "dashboard/_corps_list.html" if getattr(request, "htmx", False) else "dashboard/corps_list.html"
    return render(request, template, context)


@require_safe
def corps_map(request: HttpRequest) -> HttpResponse:
    """The map as a figure, shared by every page that shows one."""
    selection = Selection(request)
    if selection.register not in MAPS:
        raise Http404(_("This register has no map."))
    figure = map_of(selection.lines(everyone=True), selection.register, selection.indicator, selection.highlight)
    response = figure_response(figure)
    patch_cache_control(response, private=True, max_age=300)
    return response


@require_safe
def corps_map_csv(request: HttpRequest) -> HttpResponse:
    """The list with its figures, as a file."""
    selection = Selection(request)
    rows = [_csv_row(line, selection) for line in selection.lines()]
    return csv_response(f"{selection.register}-{selection.indicator.code}-{selection.period}.csv", CSV_HEADER, rows)


def _csv_row(line: CorpsLine, selection: Selection) -> list[object]:
    value = line.value
    head: list[object] = [line.code, line.name, selection.register, selection.indicator.code]
    if value is None:
        return [*head, selection.period, State.NOT_DELIVERED.value, None, None, None, None, None]
    state = value.state if value.is_shown or value.state != State.OK else value.visibility
    return [*head, value.period, state, value.value, value.lower, value.upper, value.coverage, value.source]
