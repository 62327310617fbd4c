"""Reading a table of staff counts in the columns of the template: all of it, or a sentence for each wrong row."""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from django.utils.translation import gettext as _

from diversity.imports.spreadsheets import is_workbook, workbook_to_csv
from diversity.workflow.cells import (
    CellFaultError,
    CellKey,
    Cells,
    Count,
    age_read,
    code_read,
    part_read,
    places_of,
)
from diversity.workflow.staffing import LARGEST, PARTS, SPLITS, Kind, Part
from legitimacy.imports.dates import date_read
from legitimacy.imports.errors import FileRefusedError, RowRejectedError
from legitimacy.imports.layouts import Field, Layout
from legitimacy.imports.sensitive import is_sensitive, names_people
from legitimacy.imports.summary import Reject
from legitimacy.imports.tables import Row, Table, table_open

CENT = Decimal("0.01")
MOST_FAULTS = 50
CODED = ("framework", "grade", "statute", "mandate", "step", "sex")
TITLES: dict[str, tuple[str, ...]] = {
    "reference_date": ("date", "datum", "peildatum", "referentiedatum", "date_de_référence", "stichtag"),
    "part": ("onderdeel", "partie", "teil"),
    "framework": ("kader", "cadre", "rahmen", "personalkader"),
    "grade": ("graad", "dienstgrad", "kader_of_niveau"),
    "statute": ("statuut", "statut"),
    "age": ("leeftijd", "leeftijdsklasse", "âge", "classe_d'âge", "alter", "altersklasse"),
    "mandate": ("mandaat", "mandat"),
    "step": ("overgang", "passage", "übergang"),
    "sex": ("geslacht", "sexe", "geschlecht"),
    "heads": ("aantal", "koppen", "personen", "nombre", "têtes", "personnes", "anzahl", "köpfe"),
    "fte": ("vte", "etp", "vzä", "voltijdse_equivalenten", "équivalents_temps_plein", "vollzeitäquivalente"),
}
"""Columns of the template, and what they are called in the other languages."""
LAYOUT = Layout(
    "staff",
    tuple(
        Field(name, titles, required=name == "heads", number=name in ("heads", "fte"))
        for name, titles in TITLES.items()
    ),
)


class SheetRefusedError(ValueError):
    """Rows that are wrong; nothing of the table is used. `rejects` holds the first of them by row."""

    def __init__(self, rejects: Iterable[Reject], count: int) -> None:
        self.rejects, self.count = tuple(rejects), count
        super().__init__(f"{count} rows are wrong.")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a table says. `rows` is how many rows held a count; no row itself is kept."""

    day: date | None
    cells: Cells
    rows: int


def sheet_read(path: Path, kind: str) -> Sheet:
    """Read a CSV file or a workbook. FileRefusedError for what is no such table, SheetRefusedError for wrong rows."""
    with tempfile.TemporaryDirectory(prefix="staff-") as folder:
        if is_workbook(path):
            text = Path(folder) / f"{path.stem[:60]}.csv"
            workbook_to_csv(path, text)
            path = text
        table = table_open(path, (LAYOUT,))
        _people_refuse(table)
        return _Reading(table, kind).sheet()


def pasted_read(text: str, kind: str) -> Sheet:
    """The same for text from a clipboard."""
    with tempfile.TemporaryDirectory(prefix="staff-") as folder:
        path = Path(folder) / "table.csv"
        path.write_text(text, encoding="utf-8", newline="")
        return sheet_read(path, kind)


def _people_refuse(table: Table) -> None:
    """A table of counts names nobody and holds no sensitive column; where it does, no row is read."""
    for title in table.header:
        if names_people(title) or is_sensitive(title):
            reason = _(
                "the column “%(title)s” is about persons. Hand in counts: one row for each group, never for a person."
            )
            raise FileRefusedError(table.path, reason % {"title": title.strip()[:60]})


class _Reading:
    """Goes through the rows once and adds them up; of a row only its place is remembered."""

    def __init__(self, table: Table, kind: str) -> None:
        self.table, self.kind = table, kind
        self.day: date | None = None
        self.cells: Cells = {}
        self.seen: dict[tuple[CellKey, ...], int] = {}
        self.is_crossed: bool | None = None
        self.faults: list[Reject] = []

    def sheet(self) -> Sheet:
        rows = 0
        for row in self.table.rows():
            try:
                row.require_shape()
                rows += self._row(row)
            except RowRejectedError as error:
                self.faults.append(Reject(row.number, error.column, error.reason))
        if self.faults:
            raise SheetRefusedError(self.faults[:MOST_FAULTS], len(self.faults))
        if not rows:
            raise FileRefusedError(self.table.path, _("no row of this table holds a count."))
        return Sheet(self.day, self.cells, rows)

    def _row(self, row: Row) -> bool:
        """Add one row; False where its count is empty."""
        heads, fte = self._heads(row), self._fte(row)
        if heads is None:
            if fte is not None:
                row.reject("heads", _("the cell is empty."))
            return False
        self._day(row)
        places = self._places(row)
        known = self.seen.setdefault(tuple(places), row.number)
        if known != row.number:
            row.reject("", _("counts the same group as row %(row)d; keep one of them.") % {"row": known})
        self._way_require(row, places)
        for place in places:
            has_fte = PARTS[self.kind][place.part].has_fte
            count = Count(heads, fte if has_fte else None)
            self.cells[place] = self.cells[place] + count if place in self.cells else count
            if self.cells[place].heads > LARGEST:
                row.reject(
                    "heads", _("together with the rows above these are more than %(most)d people.") % {"most": LARGEST}
                )
        return True

    def _heads(self, row: Row) -> int | None:
        heads = row.whole_or_none("heads")
        if heads is not None and heads > LARGEST:
            row.reject("heads", _("“%(text)s” is more than there are police officers."), row.text("heads"))
        return heads

    def _fte(self, row: Row) -> Decimal | None:
        number = row.number_or_none("fte")
        if number is None:
            return None
        if number < 0:
            row.reject("fte", _("“%(text)s” is below zero."), row.text("fte"))
        if number > LARGEST:
            row.reject("fte", _("“%(text)s” is more than there are police officers."), row.text("fte"))
        return Decimal(repr(number)).quantize(CENT, ROUND_HALF_UP)

    def _day(self, row: Row) -> None:
        if not row.text("reference_date"):
            return
        day = date_read(row, "reference_date")
        if self.day is not None and day != self.day:
            row.reject("reference_date", _("another day than in the rows above; hand in each day by itself."))
        self.day = day

    def _places(self, row: Row) -> list[CellKey]:
        told: dict[str, str] = {}
        try:
            told = {name: code_read(name, row.text(name)) for name in CODED}
            told |= {"age": age_read(row.text("age")), "part": part_read(row.text("part"))}
            return places_of(self.kind, told)
        except CellFaultError as fault:
            text = row.text(fault.field) if fault.field in TITLES else ""
            row.reject(fault.field, f"“%(text)s”: {fault.reason}" if text else fault.reason, text)

    def _way_require(self, row: Row, places: list[CellKey]) -> None:
        """Either every row gives one split, or every row all of them: otherwise people count twice."""
        splits = [place for place in places if place.part in SPLITS]
        if self.kind != Kind.COMPOSITION or not splits:
            return
        crossed = len(splits) > 1
        if self.is_crossed is not None and crossed != self.is_crossed:
            row.reject(
                str(Part.GRADE),
                _("some rows give one split, this one gives another number of them: people would count twice."),
            )
        self.is_crossed = crossed
