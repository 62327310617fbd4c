"""Staff tables as a file. CSV, XLSX and JSON are written from the same cells."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from diversity.selectors.tables import StaffTable, StaffTables
from legitimacy.exports.documents import Cell, Column, Document, Table, Type
from legitimacy.indicators.definitions import Origin, State, Visibility

KEY = "staff"
ALL = "all"
FORMATS = ("csv", "xlsx", "json")


def staff_document(found: StaffTables) -> Document:
    """One number a row. Hidden ones are empty beside `suppressed`, missing parts beside `not_delivered`; zero is 0."""
    release, name = found.release, found.subject.display_name
    columns = (
        Column("area", _("Corps or area")),
        Column("register", _("Register")),
        Column("year", _("Year")),
        Column("release", _("Release")),
        Column("part", _("Table")),
        Column("row", _("Row")),
        Column("column", _("Column")),
        Column("heads", _("People"), Type.COUNT),
        Column("state", _("State")),
    )
    head = (found.subject.code, found.subject.register, str(found.year), release.code)
    rows = [(*head, *row) for table in found.tables for row in _rows(table)]
    table = Table(key=KEY, title=_("Staff, protected"), columns=columns, rows=rows)
    return Document(
        kind="staff_tables",
        title=_("Who works in %(name)s") % {"name": name},
        language=get_language() or "en",
        origin=found.origin,
        snapshot=release.approved_at or release.proposed_at,
        facts=((_("Corps or area"), f"{name} ({found.subject.code})"), (_("Year"), str(found.year)),
               (_("Release"), release.code)),
        tables=(table,),
        main=KEY,
        mark=_("simulated") if found.origin == Origin.SIMULATED else "",
        notes=(
            _("State suppressed: hidden, because the number is small or would give a small one away."),
            _("State not_delivered: nothing was handed over. Zero is 0: nobody."),
        ),
    )  # fmt: skip


def _rows(table: StaffTable) -> list[tuple[Cell, ...]]:
    if not table.lines:
        return [(str(table.part), ALL, ALL, None, State.NOT_DELIVERED.value)]
    return [
        (str(table.part), line.code or ALL, column or ALL, count, _state(text))
        for line in table.lines
        for (column, _words), count, text in zip(table.columns, line.counts, line.numbers, strict=True)
    ]


def _state(text: str) -> str:
    return {"c": Visibility.SUPPRESSED.value, "m": State.NOT_DELIVERED.value}.get(text, State.OK.value)
