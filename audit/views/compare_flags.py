"""The flags of all indicators on one page, for auditors: data first, then how many, then of whom."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from audit.rules.compare import registers_audited
from audit.selectors.compare.flags import IndicatorFlags, Overview, flags_by_corps, overview_read
from audit.selectors.compare.funnel import Place, Point
from audit.selectors.compare.reader import reader_of
from audit.selectors.compare.selection import NAME, Selection, View, default_register, selection_read
from audit.views.compare.matrix import indicator_url
from audit.views.compare.pages import size_choices
from audit.views.compare_indicator.flags import SIGNS, Check, checks_of
from audit.views.compare_indicator.lines import PLACES
from legitimacy import numbers
from legitimacy.access import require
from legitimacy.exports.tables import csv_text
from legitimacy.indicators.definitions import Pillar
from legitimacy.models import Corps, Register
from legitimacy.standings import PILLARS, Sign

CSV_HEADER = (
    *("corps", "name", "register", "period", "indicator", "indicator_name", "place", "value", "numerator"),
    *("denominator", "z", "z_adjusted", "data_to_look_at", "corps_compared", "outside_95", "expected_95"),
    *("outside_998", "expected_998", "origin", "source", "as_of"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagLine:
    """One flag: `looks` says what in the data to look at first, `url` leads to the funnel."""

    name: str
    url: str
    figure_url: str
    sign: Sign
    deviation: str
    looks: list[Check]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpsFlags:
    code: str
    name: str
    url: str
    lines: list[FlagLine]

    @property
    def looks(self) -> int:
        return sum(bool(line.looks) for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """One row of the table of indicators; numbers as text."""

    code: str
    name: str
    pillar: str
    url: str
    corps: str
    warned: str
    expected_warned: str
    flagged: str
    expected_flagged: str
    asks: int
    learns: int
    differs: int
    looks: int


def overview_of(request: HttpRequest) -> Overview:
    """AccessDeniedError for who is no auditor over the register; without one in the address it is the auditor's own."""
    query = request.GET.dict()
    own = registers_audited(request.user)
    if not query.get("register") and own:
        query["register"] = default_register() if default_register() in own else own[0]
    reader = reader_of(request.user)
    selection = selection_read(query | {"view": View.INDICATORS, "sort": NAME, "desc": ""}, reader)
    require(request, "compare.flags", selection.register)
    return overview_read(selection, reader)


@require_safe
def compare_flags(request: HttpRequest) -> HttpResponse:
    overview = overview_of(request)
    selection = overview.selection
    corps = [corps_flags(one, flags, selection) for one, flags in flags_by_corps(overview.rows).items()]
    lines = [line for one in corps for line in one.lines]
    own = registers_audited(request.user)
    looks = Counter(check.what for line in lines for check in line.looks)
    context: dict[str, Any] = {
        "register": selection.register,
        "registers": [(key, label) for key, label in Register.choices if key in own],
        "selection": selection,
        "period_text": numbers.period_text(selection.period) if selection.period else "",
        "periods": [(one, numbers.period_short(one)) for one in selection.periods],
        "sizes": size_choices(),
        "kinds": Corps.Type.choices,
        "pillars": [(pillar.value, PILLARS[pillar]) for pillar in Pillar],
        "remark": remark_of(overview),
        "filter_url": reverse("compare_flags"),
        "clear_url": f"?{selection.query(region='', province='', size='', peers='', kind='', pillar='')}",
        "matrix_url": f"{reverse('compare')}?{selection.query()}",
        "csv_url": f"{reverse('compare_flags_csv')}?{selection.query()}",
        "count": len(overview.corps),
        "flagged": overview.flagged,
        "warned": overview.warned,
        "compared": numbers.number_text(overview.compared),
        "expected_flagged": numbers.number_text(sum(row.expected_flagged for row in overview.rows), 1),
        "expected_warned": numbers.number_text(sum(row.expected_warned for row in overview.rows), 1),
        "to_look_at": sum(bool(line.looks) for line in lines),
        "looks": looks.most_common(),
        "several": [one for one in corps if len(one.lines) > 1],
        "single": [one for one in corps if len(one.lines) == 1],
        "rows": [indicator_line(row, selection) for row in overview.rows],
        "without": [str(one.name) for one in overview.without],
    }
    response = render(request, "audit/compare/flags.html", context)
    response["Cache-Control"] = "no-store"
    return response


def remark_of(overview: Overview) -> str:
    """A sentence where there is nothing to look at; empty otherwise."""
    if not overview.selection.period:
        return _("No figures of this register have been computed yet.")
    if not overview.corps:
        return _("No corps answers to this selection: leave a filter out.")
    if not overview.rows:
        return _("No indicator of this selection has figures of enough corps for a funnel.")
    return ""


def corps_flags(corps: Corps, flags: list[tuple[IndicatorFlags, Point]], selection: Selection) -> CorpsFlags:
    """What may be explained by the data comes first."""
    lines = [flag_line(row, point, selection) for row, point in flags]
    page = reverse("corps_scorecard", kwargs={"code": corps.code})
    return CorpsFlags(
        code=corps.code,
        name=corps.display_name,
        url=f"{page}?period={selection.period}",
        lines=sorted(lines, key=lambda line: not line.looks),
    )


def flag_line(row: IndicatorFlags, point: Point, selection: Selection) -> FlagLine:
    page = reverse("corps_indicator", kwargs={"code": point.corps.code, "indicator": row.passport.code})
    return FlagLine(
        name=str(row.passport.name),
        url=f"{indicator_url(row.passport.code, selection)}#flags-title",
        figure_url=f"{page}?period={selection.period}",
        sign=Sign(SIGNS[point.place], str(PLACES[point.place])),
        deviation=numbers.number_text(point.z_adjusted, 1),
        looks=looks_of(row, point, selection),
    )


def looks_of(row: IndicatorFlags, point: Point, selection: Selection) -> list[Check]:
    found = checks_of(point.figure, row.passport, row.item, period=selection.period, centre=row.centre)
    return [check for check in found if check.asks]


def indicator_line(row: IndicatorFlags, selection: Selection) -> IndicatorLine:
    places = Counter(point.place for point in row.flagged)
    return IndicatorLine(
        code=row.passport.code,
        name=str(row.passport.name),
        pillar=row.passport.pillar.lower(),
        url=indicator_url(row.passport.code, selection),
        corps=numbers.number_text(row.corps),
        warned=numbers.number_text(row.warned),
        expected_warned=numbers.number_text(row.expected_warned, 1),
        flagged=numbers.number_text(len(row.flagged)),
        expected_flagged=numbers.number_text(row.expected_flagged, 1),
        asks=places[Place.ASKS],
        learns=places[Place.LEARNS],
        differs=places[Place.DIFFERS],
        looks=sum(bool(looks_of(row, point, selection)) for point in row.flagged),
    )


@require_safe
def compare_flags_csv(request: HttpRequest) -> HttpResponse:
    """A line for each flag, and one without a corps for an indicator with none."""
    overview = overview_of(request)
    selection = overview.selection
    response = HttpResponse(csv_text(CSV_HEADER, csv_rows(overview)), content_type="text/csv; charset=utf-8")
    name = f"{selection.register}-{selection.period or 'none'}-flags.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def csv_rows(overview: Overview) -> Iterator[list[object]]:
    selection = overview.selection
    for row in overview.rows:
        about = [selection.register, selection.period, row.passport.code, str(row.passport.name)]
        counts = [row.corps, row.warned, row.expected_warned, len(row.flagged), row.expected_flagged]
        if not row.flagged:
            yield ["", "", *about, *[""] * 7, *counts, "", "", ""]
        for point in row.flagged:
            figure, looks = point.figure, looks_of(row, point, selection)
            yield [
                *(point.corps.code, point.corps.name, *about, point.place.value, figure.value, figure.numerator),
                *(figure.denominator, point.z, point.z_adjusted, "; ".join(check.what for check in looks), *counts),
                *(figure.origin, figure.source, figure.as_of.isoformat() if figure.as_of else ""),
            ]
