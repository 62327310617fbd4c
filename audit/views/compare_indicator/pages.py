"""The page of one indicator of all corps, and its figures as files."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from audit.selectors.compare.indicator import IndicatorComparison, indicator_read
from audit.selectors.compare.reader import reader_of
from audit.selectors.compare.selection import Selection, selection_read
from audit.views.compare.pages import size_choices
from audit.views.compare_indicator.flags import flags_of, no_funnel_words, own_positions
from audit.views.compare_indicator.lines import CSV_HEADER, TREND_HEADER, csv_rows, lines_of, trend_rows
from audit.views.compare_indicator.panels import funnel_panel, map_panel, strip_panel
from audit.views.compare_indicator.trends import small_trends
from legitimacy import numbers
from legitimacy.charts.goalposts import direction_note, goalposts_of, target_text
from legitimacy.charts.maps import MAPS
from legitimacy.charts.policy import with_charts
from legitimacy.exports.tables import csv_text
from legitimacy.indicators.definitions import Indicator, Pillar
from legitimacy.indicators.registry import indicators
from legitimacy.models import Corps, Register
from legitimacy.models.disclosure import Audience
from legitimacy.standings import PILLARS

PLAIN = "plain"
"""`limits=plain` draws the limits without overdispersion."""


def passport_of(code: str) -> Indicator:
    """Http404 with a sentence for a code that is none."""
    if code not in indicators:
        raise Http404(_("There is no indicator with the code %(code)s.") % {"code": code[:20]})
    return indicators.get(code)


def comparison_of(request: HttpRequest, code: str, *, every_course: bool = False) -> IndicatorComparison:
    passport, reader = passport_of(code), reader_of(request.user)
    selection = selection_read(request.GET, reader)
    page = request.GET.get("page", "")
    return indicator_read(
        selection,
        reader,
        passport,
        page=int(page) if page.isdecimal() and len(page) < 6 else 1,
        every_course=every_course,
    )


@with_charts
@require_safe
def compare_indicator(request: HttpRequest, indicator: str) -> HttpResponse:
    """Everybody reads it: visitors what was released, an auditor their register, a chief their own corps as chief."""
    comparison = comparison_of(request, indicator)
    selection, passport = comparison.selection, comparison.passport
    adjusted = request.GET.get("limits") != PLAIN
    goalposts = goalposts_of(comparison.item)
    direction = comparison.item.direction if comparison.item else passport.direction
    context: dict[str, Any] = {
        "register": selection.register,
        "passport": passport,
        "pillar_name": PILLARS[passport.pillar],
        "selection": selection,
        "is_context": passport.is_context,
        "is_auditor": comparison.is_auditor,
        "is_inside": comparison.audience != Audience.PUBLIC,
        "has_own": any(one.pk in comparison.reader.own for one in comparison.corps),
        "target": target_text(goalposts, direction, passport.unit),
        "direction_note": direction_note(direction),
        "period_text": numbers.period_text(selection.period) if selection.period else "",
        "remark": remark_of(comparison),
        "measured": measured_text(comparison),
        "funnel": funnel_panel(comparison, adjusted=adjusted),
        "no_funnel": no_funnel_words(comparison),
        "adjusted": adjusted,
        "adjusted_url": address(selection, passport),
        "plain_url": address(selection, passport, more=f"&limits={PLAIN}"),
        "positions": own_positions(comparison),
        "flags": flags_of(comparison),
        "strip": strip_panel(comparison),
        "map": map_panel(comparison),
        "has_map": selection.register in MAPS,
        "trends": small_trends(comparison) if selection.period else None,
        "trend_pages": trend_pages(comparison),
        "trend_csv_url": address(selection, passport, page="compare_indicator_trend_csv"),
        "csv_url": address(selection, passport, page="compare_indicator_csv"),
        "lines": lines_of(comparison),
        "with_charts": True,
        **choices_of(comparison),
    }
    return render(request, "audit/compare/indicator.html", context)


def choices_of(comparison: IndicatorComparison) -> dict[str, Any]:
    """What the forms and links of the selection offer."""
    selection = comparison.selection
    here = reverse("compare_indicator", kwargs={"indicator": comparison.passport.code})
    return {
        "registers": [
            (key, label, f"{here}?register={key}")
            for key, label in Register.choices
            if key != Register.FOREIGN_TEST or selection.register == key
        ],
        "periods": [(one, numbers.period_text(one)) for one in selection.periods],
        "sizes": size_choices(),
        "kinds": Corps.Type.choices,
        "clear_url": f"?{selection.query(region='', province='', size='', peers='', kind='')}",
        "matrix_url": f"{reverse('compare')}?{selection.query()}",
        "others": other_indicators(selection, comparison.passport),
        "peers_url": f"{reverse('compare_peers', kwargs={'code': selection.peers})}?{selection.query(peers='')}"
        if selection.peers
        else "",
    }


def address(selection: Selection, passport: Indicator, *, page: str = "compare_indicator", more: str = "") -> str:
    """The page of an indicator (or the file `page`) with this selection; `more` goes behind it."""
    return f"{reverse(page, kwargs={'indicator': passport.code})}?{selection.query()}{more}"


def other_indicators(selection: Selection, current: Indicator) -> list[dict[str, Any]]:
    """Every indicator by pillar, with the same selection."""
    return [
        {
            "pillar": PILLARS[pillar],
            "links": [
                {"name": one.name, "url": address(selection, one), "current": one.code == current.code}
                for one in indicators
                if one.pillar is pillar
            ],
        }
        for pillar in Pillar
    ]


def trend_pages(comparison: IndicatorComparison) -> list[dict[str, Any]]:
    """Links to the pages of trends; none where one page holds them all."""
    if comparison.pages == 1:
        return []
    return [
        {
            "number": number,
            "url": address(comparison.selection, comparison.passport, more=f"&page={number}#trends"),
            "current": number == comparison.page,
        }
        for number in range(1, comparison.pages + 1)
    ]


def remark_of(comparison: IndicatorComparison) -> str:
    """A sentence where there is little or nothing to compare; empty otherwise."""
    if not comparison.selection.period:
        return _("No figures of this register have been released yet.")
    if not comparison.corps:
        return _("No corps answers to this selection: leave a filter out.")
    if len(comparison.corps) == 1:
        return _("Only one corps answers to this selection, so there is nothing to compare it with.")
    return ""


def measured_text(comparison: IndicatorComparison) -> str:
    """Which period the figures were measured in, where that is an earlier one than was asked for; empty otherwise."""
    periods = {figure.period for figure in comparison.shown}
    if not periods or periods == {comparison.selection.period}:
        return ""
    return _("Figures of %(periods)s.") % {"periods": ", ".join(numbers.period_short(one) for one in sorted(periods))}


@require_safe
def compare_indicator_csv(request: HttpRequest, indicator: str) -> HttpResponse:
    """The corps of the selection with their figures, as a file."""
    comparison = comparison_of(request, indicator)
    header, rows = CSV_HEADER, csv_rows(comparison)
    if comparison.is_auditor:
        return csv_file(comparison, "figures", (*header, "rank", "rank_low", "rank_high"), with_ranks(comparison, rows))
    return csv_file(comparison, "figures", header, rows)


def with_ranks(comparison: IndicatorComparison, rows: Iterable[list[object]]) -> Iterable[list[object]]:
    """For an auditor: rank and its range, empty where corps cannot be told apart."""
    for row in rows:
        rank = comparison.ranks.get(str(row[0]))
        yield [*row, *((rank.rank, rank.lower, rank.upper) if rank else (None, None, None))]


@require_safe
def compare_indicator_trend_csv(request: HttpRequest, indicator: str) -> HttpResponse:
    """Every figure of the chosen corps through time, as a file."""
    comparison = comparison_of(request, indicator, every_course=True)
    return csv_file(comparison, "trends", TREND_HEADER, trend_rows(comparison))


def csv_file(
    comparison: IndicatorComparison, what: str, header: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """The name says whether the figures are real: files of the example register carry its name."""
    selection = comparison.selection
    name = f"{selection.register}-{comparison.passport.code}-{selection.period or 'none'}-{what}.csv"
    response = HttpResponse(csv_text(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
