"""A document as a file: XLSX, CSV, JSON or PDF."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from legitimacy.exports.documents import Document, Table
from legitimacy.exports.pdf import pdf_render
from legitimacy.exports.tables import csv_text, json_bytes
from legitimacy.exports.workbooks import workbook_bytes

PAGE = Path(__file__).parent / "pages" / "report.typ"


def document_csv(document: Document, *, bom: bool = False) -> bytes:
    """The main table: one line of keys, then its rows, with the origin first."""
    table = document.table(document.main)
    header = ["origin", *(column.key for column in table.columns)]
    return csv_text(header, ([document.origin, *row] for row in table.rows), bom=bom).encode()


def document_json(document: Document) -> bytes:
    return json_bytes(
        {
            "kind": document.kind,
            "title": document.title,
            "origin": document.origin,
            "mark": document.mark,
            "snapshot": document.snapshot,
            "facts": [{"label": label, "text": text} for label, text in document.facts],
            "notes": list(document.notes),
            "checksum": document.checksum,
            "tables": [
                {
                    "key": table.key,
                    "title": table.title,
                    "columns": [{"key": c.key, "title": c.title, "type": c.type} for c in table.columns],
                    "rows": [list(row) for row in table.rows],
                }
                for table in document.tables
            ],
        }
    )


def document_pdf(document: Document) -> bytes:
    """Tagged, PDF/UA-1. Tables without words or entries for paper stay in the other files."""
    data = {
        "heading": document.title,
        "mark": document.mark,
        "made": document.snapshot.isoformat(),
        "lead": list(document.lead),
        "facts": [*map(list, document.facts), [_("Checksum (SHA-256)"), document.checksum]],
        "parts": [_part(table) for table in document.tables if table.words or table.entries],
        "notes": list(document.notes),
        "notes-title": _("Method and limits"),
    }
    return pdf_render(PAGE, data, language=document.language, title=document.title, made_at=document.snapshot)


def _part(table: Table) -> dict[str, Any]:
    columns = list(table.word_columns)
    widths = [_width(table, number) for number in range(len(columns))]
    if table.bars:
        columns.append(_("0 to 100"))
        widths.append(max(widths))
    return {
        "title": table.title,
        "about": table.about,
        "columns": columns,
        "widths": widths,
        "rows": [list(row) for row in table.words],
        "bars": [
            None if bar is None else {"score": bar.score, "lower": bar.lower, "upper": bar.upper} for bar in table.bars
        ],
        "charts": [chart.plain() for chart in table.charts],
        "entries": [{"title": entry.title, "parts": [list(part) for part in entry.parts]} for entry in table.entries],
        "empty": _("Nothing to show."),
    }


def _width(table: Table, number: int) -> int:
    """A share of the paper, between 10 and 30: four in five texts of the column fit, and each word of its title."""
    lengths = sorted(len(row[number]) for row in table.words)
    usual = lengths[len(lengths) * 4 // 5] if lengths else 0
    title = max(map(len, table.word_columns[number].split()), default=0)
    word = max((len(word) for row in table.words for word in row[number].split()), default=0)
    return min(30, max(10, usual + 1, title + 2, min(word + 1, 16)))


WRITERS: Mapping[str, Callable[[Document], bytes]] = {
    "xlsx": workbook_bytes,
    "csv": document_csv,
    "csv-excel": lambda document: document_csv(document, bom=True),
    "json": document_json,
    "pdf": document_pdf,
}
EXTENSIONS: Mapping[str, str] = {"csv-excel": "csv"}
TYPES: Mapping[str, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "csv-excel": "text/csv; charset=utf-8",
    "json": "application/json",
    "pdf": "application/pdf",
}
