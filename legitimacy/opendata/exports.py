"""Scorecards of one register and period as a file, and figures as a stream. Every row names its register and origin."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from legitimacy.cells import cell_safe
from legitimacy.disclosure.selectors import replies_read, scorecards_list
from legitimacy.disclosure.visible import VisibleScorecard, VisibleValue
from legitimacy.exports.scorecards import COLUMNS, file_name, scorecard_document, scorecard_rows
from legitimacy.exports.tables import csv_text, json_bytes
from legitimacy.indicators.definitions import State
from legitimacy.indicators.registry import indicators
from legitimacy.models import Corps, Register

FORMATS = ("csv", "json")


class NothingToExportError(LookupError):
    """No scorecard of that register and period stands ready for that audience."""

    def __init__(self, register: str, period: str, audience: str) -> None:
        super().__init__(
            _(
                "There are no scorecards of %(period)s in the register %(register)s for the audience %(audience)s: "
                "compute the period, and for the public release it, first."
            )
            % {"period": period, "register": register, "audience": audience}
        )


@dataclass(frozen=True, slots=True)
class Export:
    """The scorecards of a register and period, as one audience reads them; `names` by corps code."""

    register: str
    period: str
    audience: str
    cards: tuple[VisibleScorecard, ...]
    names: dict[str, str]

    def name(self, file_format: str) -> str:
        """File name; it says when figures are not real."""
        origin = self.cards[0].origin
        return file_name(register=self.register, origin=origin, period=self.period, extension=file_format)


def export_read(*, register: str, period: str, audience: str) -> Export:
    """NothingToExportError when there is nothing. A handful of queries, whatever the number of corps."""
    cards = scorecards_list(audience=audience, register=register, period=period)
    if not cards:
        raise NothingToExportError(register, period, audience)
    names = dict(Corps.objects.filter(register=register).values_list("code", "name"))
    return Export(register, period, audience, tuple(cards), names)


def export_write(export: Export, file_format: str) -> bytes:
    """The file's content, UTF-8. `file_format` is csv or json."""
    register, names = export.register, export.names
    replies = replies_read(figure for card in export.cards for figure in card.items)
    if file_format == "csv":
        rows = (
            row
            for card in export.cards
            for row in scorecard_rows(card, register=register, corps_name=names[card.corps_code], replies=replies)
        )
        return csv_text(COLUMNS, ([row.get(name) for name in COLUMNS] for row in rows)).encode()
    documents = [
        scorecard_document(card, register=register, corps_name=names[card.corps_code], replies=replies)
        for card in export.cards
    ]
    head = {"register": register, "period": export.period, "audience": export.audience, "note": note(register)}
    return json_bytes(head | {"scorecards": documents})


def note(register: str) -> str:
    """What a reader must know of the figures of this register."""
    if register == Register.EXAMPLE:
        return _("Voorbeeldland: fictional corps with simulated figures.")
    if register == Register.FOREIGN_TEST:
        return _("Foreign test register: real figures of a police force outside Belgium, to test imports.")
    return _("Real figures. What nobody delivered is marked not_delivered; it is never zero.")


LINES = 500
VALUE_COLUMNS = (
    *("register", "corps", "indicator", "period", "window", "state", "origin", "value", "lower", "upper"),
    *("numerator", "denominator", "n", "unit", "coverage", "back_cast", "source", "as_of", "revision"),
)


def value_row(register: str, value: VisibleValue) -> tuple[object, ...]:
    """One figure by `VALUE_COLUMNS`; numbers are empty exactly where `state` is not `ok`."""
    state = value.state if value.state != State.OK or value.is_shown else value.visibility
    return (
        *(register, value.corps_code, value.indicator, value.period, value.window, str(state), value.origin),
        *(value.value, value.lower, value.upper, value.numerator, value.denominator, value.n),
        *(indicators.get(value.indicator).unit, value.coverage, str(value.back_cast).lower(), cell_safe(value.source)),
        *(value.as_of.isoformat() if value.as_of else "", value.revision),
    )


class _Lines:
    """What csv writes to: gives the line back."""

    def write(self, line: str) -> str:
        return line


def csv_stream(header: Iterable[str], rows: Iterator[tuple[object, ...]]) -> Iterator[str]:
    """RFC 4180, some hundred lines at a time."""
    writer: Any = csv.writer(_Lines())
    yield writer.writerow(header)
    while lines := [writer.writerow(row) for row in islice(rows, LINES)]:
        yield "".join(lines)
