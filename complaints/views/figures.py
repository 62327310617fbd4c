"""Figures of a corps's own register, for the head of internal oversight, the chief of corps and auditors."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from complaints.navigation import work_page
from complaints.selectors.figures.answers import KEYS, answer_tables
from complaints.selectors.figures.counts import TABLES
from complaints.selectors.figures.months import NOW, tables_of
from complaints.selectors.figures.protected import HIDDEN, minimum_outside, protected
from complaints.selectors.figures.readers import figures_corps, is_own
from complaints.services.figures import register_month_count
from complaints.views.answer_panels import answer_panel, answer_rows
from complaints.views.panels import cell_text, panel_of
from legitimacy.access import allow, require
from legitimacy.charts.policy import with_charts
from legitimacy.exports.tables import csv_text
from legitimacy.models import Corps

CHARTS = ("flow", "backlog", "terms", "allegations", "endings", "findings", "mediation", "review")


def _corps(request: HttpRequest, code: str, **_kwargs: object) -> Corps:
    return get_object_or_404(Corps, code=code)


@with_charts
@require_safe
@allow("complaint.figures_some")
def complaints_figures(request: HttpRequest) -> HttpResponse:
    """The figures of the reader's own corps; for an auditor those of the corps chosen, or the first one."""
    choices = figures_corps(request.user)
    wanted = request.GET.get("corps", "").replace("\x00", "")
    corps = choices.filter(code=wanted).first() if wanted else choices.first()
    require(request, "complaint.figures", corps)
    return _page(request, corps) if corps else work_page(request, "403.html", status=403)


@with_charts
@require_safe
@allow("complaint.figures", _corps)
def complaints_figures_of(request: HttpRequest, code: str) -> HttpResponse:
    return _page(request, _corps(request, code))


@require_safe
@allow("complaint.figures", _corps)
def complaints_figures_csv(request: HttpRequest, code: str, table: str) -> HttpResponse:
    """One table as a file: counts, `c` where one is hidden."""
    if table not in TABLES:
        raise Http404(_("There is no such table."))
    corps = _corps(request, code)
    counted = tables_of(register_month_count(corps=corps))[table]
    rows = [
        [str(label), *(HIDDEN if cell is None else cell for cell in cells)]
        for label, cells in protected(counted, is_own=is_own(request.user, corps))
    ]
    return _csv(corps, table, counted.columns, rows)


@require_safe
@allow("complaint.figures", _corps)
def complaints_answers_csv(request: HttpRequest, code: str, table: str) -> HttpResponse:
    """One table of anonymous answers as a file: protected counts, the same for every reader."""
    if table not in KEYS:
        raise Http404(_("There is no such table."))
    corps = _corps(request, code)
    told = answer_tables(corps, register_month_count(corps=corps).counted_on)[table]
    rows = [[label, *(HIDDEN if cell is None else cell for cell in cells)] for label, cells in answer_rows(told)]
    return _csv(corps, table, told.columns, rows)


def _csv(corps: Corps, table: str, columns: Sequence[object], rows: Sequence[Sequence[object]]) -> HttpResponse:
    response = HttpResponse(csv_text(["", *map(str, columns)], rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="complaints-{corps.code}-{table}.csv"'
    response["Cache-Control"] = "no-store"
    return response


def _page(request: HttpRequest, corps: Corps) -> HttpResponse:
    month, own = register_month_count(corps=corps), is_own(request.user, corps)
    tables = tables_of(month)
    standing = tables[NOW]
    cells = protected(standing, is_own=own)[0][1]
    context: dict[str, Any] = {
        "corps": corps,
        "register": corps.register,
        "today": month.counted_on,
        "choices": [] if own else figures_corps(request.user),
        "chooser_url": reverse("complaints_figures"),
        "is_own": own,
        "minimum": minimum_outside(),
        "tiles": [(column, cell_text(cell)) for column, cell in zip(standing.columns, cells, strict=True)],
        "panels": [panel_of(tables[key], protected(tables[key], is_own=own), corps) for key in CHARTS],
        "answer_panels": [answer_panel(table, corps) for table in answer_tables(corps, month.counted_on).values()],
        "with_charts": True,
    }
    return work_page(request, "complaints/figures/figures.html", context)
