"""Tables of the pages as files."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from legitimacy.disclosure.visible import VisibleValue
from legitimacy.indicators.definitions import State

RISKY = ("=", "+", "-", "@", "\t", "\r")
FIGURE_HEADER = (
    *("corps", "register", "indicator", "period", "window", "state", "value", "lower", "upper"),
    *("numerator", "denominator", "n", "coverage", "origin", "source", "revision"),
)


def figure_row(value: VisibleValue, register: str) -> list[object]:
    """Plain numbers, shares 0-1; empty where nothing may be shown, with the state beside it."""
    state = value.state if value.is_shown or value.state != State.OK else value.visibility
    shown = (value.value, value.lower, value.upper, value.numerator, value.denominator, value.n)
    return [
        *(value.corps_code, register, value.indicator, value.period, value.window, state),
        *("" if number is None else number for number in shown),
        *(value.coverage, value.origin, value.source, value.revision),
    ]


def csv_response(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _cell(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RISKY) else cell
