"""Claims: a spreadsheet of 100,000 rows, and a report on paper, against the bare libraries doing the same.

The spreadsheet is written by `legitimacy.exports.workbooks` and, in turn, by plain xlsxwriter in constant-memory mode
from the same cells; its memory is that of Python's own allocations while it is written to a file. The report on one
corps is compared with a bare typst compile of the same data by the same template.
"""

import json
import os
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.result import Ratio

ROWS, ROUNDS, SHEETS = 100_000, 9, 3
MOST_MEGABYTES = 50


def run() -> list[Ratio]:
    from tests.env import TESTING

    for name, value in TESTING.items():
        os.environ.setdefault(name, value)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "legitimacy.settings")
    import django

    django.setup()
    with tempfile.TemporaryDirectory() as folder:
        return [*_spreadsheet(Path(folder)), _paper()]


def _document(rows: int, first: int = 0) -> Any:
    from legitimacy.exports.documents import Bar, Column, Document, Table, Type

    kinds = (Type.TEXT, Type.TEXT, Type.TEXT, Type.SHARE, Type.NUMBER, Type.NUMBER, Type.COUNT, Type.TEXT)
    columns = [Column(f"column{number}", f"Column {number}", kind) for number, kind in enumerate(kinds)]
    cells = [
        (f"V{n % 185:03d}", f"Corps {n % 185}", f"EFF-{n % 70:02d}", n / rows, n / 7, None, n, "ok")
        for n in range(first, first + rows)
    ]
    few = cells[:70]
    return Document(
        kind="corps",
        title="Report",
        language="nl",
        origin="simulated",
        snapshot=datetime(2026, 1, 1, tzinfo=UTC),
        facts=[("Corps", "V017")],
        mark="Simulated",
        main="figures",
        notes=["A note."],
        tables=[
            Table(
                key="figures",
                title="Figures",
                columns=columns,
                rows=cells,
                words=[[str(cell) for cell in row] for row in few],
                word_columns=[column.title for column in columns],
                bars=[Bar(50, 40, 60) for _row in few],
            )
        ],
    )


def _spreadsheet(folder: Path) -> list[Ratio]:
    from legitimacy.exports.workbooks import FORMATS, workbook_write

    document = _document(ROWS)
    table = document.tables[0]

    def ours() -> None:
        workbook_write(folder / "ours.xlsx", document)

    def bare() -> None:
        import xlsxwriter

        with xlsxwriter.Workbook(str(folder / "bare.xlsx"), {"constant_memory": True}) as book:
            sheet = book.add_worksheet()
            looks = [book.add_format({"num_format": FORMATS.get(column.type, "General")}) for column in table.columns]
            for number, row in enumerate(table.rows):
                for place, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(number, place, cell)
                    elif cell is not None:
                        sheet.write_number(number, place, cell, looks[place])

    mine, plain = _in_turn(ours, bare, SHEETS)
    tracemalloc.start()
    ours()
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return [
        Ratio("XLSX of 100,000 rows against plain xlsxwriter", mine / plain, 1.2, f"{mine:.1f} / {plain:.1f} s"),
        Ratio("its memory, in parts of 50 MB", peak / MOST_MEGABYTES, 1.0, f"{peak:.1f} MB"),
    ]


def _paper() -> Ratio:
    """Every compile gets other words, as typst remembers what it set before."""
    import typst
    from django.conf import settings

    from legitimacy.exports import pdf, reports

    prepared: list[tuple[Path, dict[str, str]]] = []

    def keep(template: Path, data: Any, *, title: str, language: str, **_given: Any) -> bytes:
        inputs = {"data": json.dumps(data, ensure_ascii=False), "language": language, "title": title}
        prepared.append((template, inputs))
        return b""

    vars(reports)["pdf_render"] = keep
    for number in range(ROUNDS):
        reports.document_pdf(_document(70, first=10_000 * (number + 1)))
    vars(reports)["pdf_render"] = pdf.pdf_render
    documents = [_document(70, first=1_000_000 * (number + 1)) for number in range(ROUNDS)]

    def bare() -> None:
        template, inputs = prepared.pop()
        compiler = typst.Compiler(template, root=settings.BASE_DIR, sys_inputs=inputs)
        compiler.compile(format="pdf", pdf_standards="ua-1")

    mine, plain = _in_turn(lambda: reports.document_pdf(documents.pop()), bare, ROUNDS)
    return Ratio("PDF of one corps against a bare typst compile", mine / plain, 1.5, f"{mine:.2f} / {plain:.2f} s")


def _in_turn(ours: Callable[[], object], bare: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Medians of both, measured in turn."""
    times: tuple[list[float], list[float]] = ([], [])
    for _round in range(rounds):
        for one, taken in zip((ours, bare), times, strict=True):
            begun = time.perf_counter()
            one()
            taken.append(time.perf_counter() - begun)
    return statistics.median(times[0]), statistics.median(times[1])
