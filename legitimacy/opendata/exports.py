"""Scorecards of one register and period as a file. Every row names its register and origin: nothing is mistaken."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from legitimacy.disclosure.records import COLUMNS, Place, card_records
from legitimacy.disclosure.selectors import scorecards_list
from legitimacy.disclosure.visible import VisibleScorecard
from legitimacy.exports.tables import csv_text, json_bytes
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Register

FORMATS = ("csv", "json")


class NothingToExportError(LookupError):
    """No scorecard of that register and period stands ready for that audience."""

    def __init__(self, register: str, period: str, audience: str) -> None:
        super().__init__(
            f"There are no scorecards of {period} in the register {register} for the audience {audience}: "
            "compute the period, and for the public release it, first."
        )


@dataclass(frozen=True, slots=True)
class Export:
    """What a file holds: the scorecards of a register and period, as one audience reads them."""

    register: str
    period: str
    audience: str
    cards: tuple[tuple[Place, VisibleScorecard], ...]

    @property
    def name(self) -> str:
        """File name without ending; it says when figures are simulated."""
        mark = "-simulated" if self.register == Register.EXAMPLE else ""
        return f"scorecards-{self.register}{mark}-{self.period}-{self.audience}"

    def records(self) -> list[dict[str, Any]]:
        return [record for place, card in self.cards for record in card_records(card, place)]


def export_read(*, register: str, period: str, audience: str) -> Export:
    """NothingToExportError when there is nothing. A handful of queries, whatever the number of corps."""
    cards = scorecards_list(audience=audience, register=register, period=period)
    if not cards:
        raise NothingToExportError(register, period, audience)
    found = Corps.objects.filter(pk__in=[card.corps_id for card in cards]).in_bulk()
    placed = ((Place(register, card.corps_code, found[card.corps_id].name), card) for card in cards)
    return Export(register, period, audience, tuple(placed))


def export_write(export: Export, file_format: str) -> bytes:
    """The file's content, UTF-8. `file_format` is csv or json."""
    records = export.records()
    if file_format == "csv":
        return csv_text(COLUMNS, ([record[name] for name in COLUMNS] for record in records)).encode()
    return json_bytes(
        {
            "register": export.register,
            "period": export.period,
            "audience": export.audience,
            "origin": sorted({str(record["origin"]) for record in records if record["origin"]}),
            "note": note(export.register),
            "records": records,
        }
    )


def note(register: str) -> str:
    """What a reader must know of the figures of this register."""
    if register == Register.EXAMPLE:
        return _("Voorbeeldland: fictional corps with simulated figures (%(origin)s).") % {"origin": Origin.SIMULATED}
    if register == Register.FOREIGN_TEST:
        return _("Foreign test register: real figures of a police force outside Belgium, to test imports.")
    return _("Real figures. What nobody delivered is marked not_delivered; it is never zero.")
