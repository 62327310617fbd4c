"""The matrix of corps, on the screen and as a file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from audit.exports.compare import CSV_HEADER, csv_name, csv_rows
from audit.selectors.compare.columns import Column, codes_elsewhere, columns_of, sort_fault
from audit.selectors.compare.order import ordered
from audit.selectors.compare.reader import Reader, reader_of
from audit.selectors.compare.reading import Comparison, comparison_read
from audit.selectors.compare.selection import (
    NAME,
    SIZE_LIMITS,
    Measure,
    Selection,
    Size,
    View,
    corps_selected,
    selection_read,
)
from audit.views.compare.cells import SIGNS
from audit.views.compare.heat import LEGEND
from audit.views.compare.matrix import bands_of, heads_of, order_of, report_url, rows_html, sort_query
from legitimacy import numbers
from legitimacy.access import can
from legitimacy.exports.tables import csv_text
from legitimacy.indicators.definitions import Pillar
from legitimacy.models import Corps, Register
from legitimacy.models.disclosure import Audience
from legitimacy.standings import PILLARS, STANDINGS


class Matrix:
    """One selection with its figures, as this reader may read them."""

    def __init__(self, request: HttpRequest, *, with_items: bool = False) -> None:
        self.reader: Reader = reader_of(request.user)
        self.selection: Selection = selection_read(request.GET, self.reader)
        chosen = corps_selected(self.selection, self.reader)
        self.comparison: Comparison = comparison_read(
            self.selection,
            self.reader,
            chosen,
            with_parts=self.selection.view == View.PILLARS,
            with_items=with_items or self.selection.view != View.PILLARS,
        )
        self.columns: list[Column] = columns_of(self.selection, self.comparison)
        self.corps: list[Corps] = ordered(self.comparison, self.selection, self.columns)
        fault = sort_fault(self.selection, self.columns)
        self.faults: list[str] = [*self.selection.faults, *([fault] if fault else [])]

    def remark(self) -> str:
        """A sentence where there is little or nothing to compare; empty otherwise."""
        if not self.corps:
            return _("No corps answers to this selection: leave a filter out.")
        if not self.selection.period:
            return _("No figures of this register have been released yet.")
        if self.comparison.is_empty:
            return _("None of these corps has figures for %(period)s: choose another period.") % {
                "period": numbers.period_text(self.selection.period)
            }
        if len(self.corps) == 1:
            return _("Only one corps answers to this selection, so there is nothing to compare it with.")
        return self._remark_on_order()

    def _remark_on_order(self) -> str:
        column = next((one for one in self.columns if one.key == self.selection.sort), None)
        if column is None or column.passport is None:
            return ""
        figures = self.comparison.figures.values()
        if not any(found[column.key].is_shown for found in figures if column.key in found):
            return _("No corps of this selection has a figure to show for “%(name)s”.") % {"name": column.name}
        return ""


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Everybody reads it: visitors what was released, an auditor their register, a chief their own corps as chief."""
    matrix = Matrix(request)
    selection = matrix.selection
    audience = matrix.reader.audience_of_register(selection.register)
    context: dict[str, Any] = {
        "register": selection.register,
        "registers": [
            one for one in Register.choices if one[0] != Register.FOREIGN_TEST or selection.register == one[0]
        ],
        "selection": selection,
        "period_text": numbers.period_text(selection.period) if selection.period else "",
        "periods": [(one, numbers.period_short(one)) for one in selection.periods],
        "sizes": size_choices(),
        "kinds": Corps.Type.choices,
        "pillars": [(pillar.value, PILLARS[pillar]) for pillar in Pillar],
        "views": switch_links(selection, "view", view_words()),
        "measures": switch_links(selection, "measure", measure_words()) if selection.view != View.GOALS else [],
        "faults": matrix.faults,
        "remark": matrix.remark(),
        "framework": matrix.comparison.framework,
        "count": len(matrix.corps),
        "bands": bands_of(matrix.columns),
        "heads": heads_of(matrix.columns, selection),
        "name_order": order_of(selection, NAME),
        "name_sort_url": f"?{sort_query(selection, NAME)}",
        "body": rows_html(matrix.comparison, matrix.corps, matrix.columns, selection, matrix.reader.own),
        "signs": [(sign, STANDINGS[standing]) for standing, sign in SIGNS.items()],
        "legend": LEGEND,
        "elsewhere": len(codes_elsewhere(matrix.comparison)) if selection.view == View.INDICATORS else 0,
        "is_inside": audience != Audience.PUBLIC,
        "has_own": any(one.pk in matrix.reader.own for one in matrix.corps),
        "share_url": f"{reverse('compare')}?{selection.query()}",
        "csv_url": f"{reverse('compare_csv')}?{selection.query()}",
        "flags_url": f"{reverse('compare_flags')}?{selection.query(view=View.INDICATORS, sort=NAME, desc=False)}"
        if can(request.user, "compare.flags", selection.register)
        else "",
        "report_url": report_url(request, selection, matrix.corps) if len(matrix.corps) > 1 else "",
        "clear_url": f"?{selection.query(region='', province='', size='', peers='', kind='', pillar='')}",
    }
    return render(request, "audit/compare/matrix.html", context)


@require_safe
def compare_csv(request: HttpRequest) -> HttpResponse:
    """The cells of the matrix as a file: a line for each corps and column."""
    matrix = Matrix(request, with_items=True)
    text = csv_text(CSV_HEADER, csv_rows(matrix.comparison, matrix.corps, matrix.columns, matrix.selection))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{csv_name(matrix.comparison, matrix.selection)}"'
    return response


def switch_links(selection: Selection, name: str, words: dict[str, str]) -> list[dict[str, Any]]:
    """Links that change one thing of the selection; the order goes back to names when the columns change."""
    order: dict[str, object] = {"sort": NAME, "desc": False} if name == "view" else {}
    return [
        {
            "label": label,
            "url": f"?{selection.query(**{name: key}, **order)}",
            "current": getattr(selection, name) == key,
        }
        for key, label in words.items()
    ]


def view_words() -> dict[str, str]:
    return {View.INDICATORS: _("Indicators"), View.PILLARS: _("Pillars"), View.GOALS: _("Goals")}


def measure_words() -> dict[str, str]:
    return {Measure.SCORE: _("Score 0 to 100"), Measure.VALUE: _("Figure"), Measure.INTERVAL: _("Margin")}


def size_choices() -> list[tuple[str, str]]:
    """Classes of residents, in words."""
    low, high = (numbers.number_text(limit) for limit in (SIZE_LIMITS[Size.SMALL][1], SIZE_LIMITS[Size.LARGE][0]))
    return [
        (Size.SMALL, _("under %(number)s residents") % {"number": low}),
        (Size.MEDIUM, _("%(low)s to %(high)s residents") % {"low": low, "high": high}),
        (Size.LARGE, _("%(number)s residents or more") % {"number": high}),
    ]
