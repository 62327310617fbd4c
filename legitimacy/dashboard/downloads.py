"""Tables of the pages as files."""

from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from legitimacy.disclosure.selectors import replies_read
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.exports.scorecards import reply_text
from legitimacy.exports.tables import csv_text
from legitimacy.indicators.definitions import State

FIGURE_HEADER = (
    *("corps", "register", "indicator", "period", "window", "state", "value", "lower", "upper"),
    *("numerator", "denominator", "n", "coverage", "origin", "source", "revision", "reply"),
)


def figure_rows(values: Sequence[VisibleValue], register: str) -> list[list[object]]:
    replies = replies_read(values)
    return [figure_row(value, register, reply_text(replies.get(value.value_id or 0, []))) for value in values]


def figure_row(value: VisibleValue, register: str, reply: str) -> list[object]:
    """Plain numbers, shares 0-1; empty where nothing may be shown, with the state beside it."""
    state = value.state if value.is_shown or value.state != State.OK else value.visibility
    return [
        *(value.corps_code, register, value.indicator, value.period, value.window, state),
        *(value.value, value.lower, value.upper, value.numerator, value.denominator, value.n),
        *(value.coverage, value.origin, value.source, value.revision, reply),
    ]


def csv_response(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    response = HttpResponse(csv_text(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
