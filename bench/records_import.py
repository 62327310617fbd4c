"""Claim: importing 100,000 rows of complaints takes at most 5 times a bare bulk_create of the same objects.

Both run in this process, on the same database, in turn. The bare side has everything ready in memory: no file is read,
no row is checked, joined or compared. `BENCH_ROWS` takes another number of rows. Where django-import-export is found
(see `by_import_export`), it stores the same rows of the same file and must take longer.
"""

import gc
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench import by_import_export
from bench.result import Ratio

ROWS = 100_000
BOUND, FASTER = 5.0, 1.0
MEMORY_BOUND = 1.25
MEMORY_ROWS = (5_000, 20_000)
CATEGORIES = ("H3", "T1", "T2", "H2", "O1")
MAPPING = """
kind = "complaints"
one_row_per = "allegation"
[organisation]
register = "foreign_test"
code = "BENCH"
name = "Bench"
[fields]
reference = "number"
received_on = "received"
decided_on = "decided"
category = "category"
finding = "finding"
allegation_text = "text"
allegation_reference = "allegation"
unit = "unit"
"""


def django_start(folder: str) -> None:
    """Django on a database of its own: DATABASE_URL's server where one is named, else SQLite."""
    from legitimacy.demo_env import demo_settings

    os.environ.update(demo_settings())
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
    os.environ.update(REDIS_URL="", VAR_DIR=folder, DJANGO_SETTINGS_MODULE="legitimacy.settings")
    import django

    django.setup()


def file_write(path: Path, rows: int) -> None:
    """Three rows a case in two of three cases, one in the third: 1.5 allegations a case or so."""
    with path.open("w", encoding="utf-8") as file:
        file.write("number,received,decided,category,finding,text,allegation,unit\n")
        for number in range(rows):
            case = number * 2 // 3
            day, month = case % 28 + 1, case % 12 + 1
            finding = ("founded", "unfounded", "")[case % 3]
            category = CATEGORIES[number % len(CATEGORIES)]
            file.write(
                f"{path.stem}-{case},2023-{month:02}-{day:02},2024-{month:02}-{day:02},{category},{finding},"
                f"what happened in row {number},{number},unit {number % 40}\n"
            )


def seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def imported(path: Path, mapping: Path) -> None:
    from legitimacy.imports.record_files import records_import
    from legitimacy.imports.record_mappings import record_mapping_read

    records_import(path=path, mapping=record_mapping_read(mapping, "complaints"))


def objects_again(models: Sequence[Any], renamed: tuple[str, str]) -> list[list[Any]]:
    """The rows that the import made, as unsaved objects that point at each other. `renamed` are the two columns of the
    first model that no two rows may share.
    """
    found: dict[tuple[Any, Any], Any] = {}
    tables = []
    for model in models:
        rows = list(model._default_manager.order_by("pk"))
        for row in rows:
            found[model, row.pk] = row
            for field in model._meta.concrete_fields:
                if field.is_relation and (field.related_model, getattr(row, field.attname)) in found:
                    setattr(row, field.name, found[field.related_model, getattr(row, field.attname)])
        tables.append(rows)
    for rows in tables:
        for row in rows:
            row.pk, row._state.adding = row._meta.pk.get_default(), True
    for number, record in enumerate(tables[0]):
        setattr(record, renamed[0], f"bare-{number}")
        setattr(record, renamed[1], f"B-{number}")
    return tables


def bare_seconds() -> float:
    from complaints import models

    names = ("Complaint", "Allegation", "InvolvedMember", "MemberAllegation", "Finding", "Event", "SearchText")
    return bare_seconds_of([getattr(models, name) for name in names], renamed=("external_reference", "number"))


def bare_seconds_of(models: Sequence[Any], *, renamed: tuple[str, str]) -> float:
    tables = objects_again(models, renamed)
    taken = seconds(lambda: bare(tables))
    tables.clear()
    gc.collect()  # as long as so much lives, Python sweeps so seldom that garbage would count as memory
    return taken


def bare(tables: list[list[Any]]) -> None:
    from django.db import transaction

    with transaction.atomic():
        for rows in tables:
            for row in rows:  # keys of the rows before are known now
                for field in row._meta.concrete_fields:
                    if field.is_relation and field.is_cached(row):
                        setattr(row, field.name, getattr(row, field.name))
            type(rows[0])._default_manager.bulk_create(rows, batch_size=1_000)


def memory(folder: Path, mapping: Path) -> Ratio:
    import tracemalloc

    peaks = []
    for rows in MEMORY_ROWS:
        path = folder / f"memory{rows}.csv"
        file_write(path, rows)
        tracemalloc.start()
        imported(path, mapping)
        peaks.append(tracemalloc.get_traced_memory()[1] / 2**20)
        tracemalloc.stop()
    detail = f"{peaks[1]:.0f} / {peaks[0]:.0f} MB for {MEMORY_ROWS[1]:,} / {MEMORY_ROWS[0]:,} rows"
    return Ratio("import of records, memory of four times the rows", peaks[1] / peaks[0], MEMORY_BOUND, detail)


def run() -> list[Ratio]:
    rows = int(os.environ.get("BENCH_ROWS", ROWS))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        django_start(name)
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        mapping, path = folder / "bench.toml", folder / "bench.csv"
        mapping.write_text(MAPPING, encoding="utf-8")
        file_write(path, rows)
        ours = seconds(lambda: imported(path, mapping))
        again = seconds(lambda: imported(path, mapping))
        plain = bare_seconds()
        detail = f"{ours:.1f} / {plain:.1f} s for {rows:,} rows; again, nothing new: {again:.1f} s"
        return [
            Ratio("import of records against bare bulk_create", ours / plain, BOUND, detail),
            *against_import_export(path, ours, rows),
            memory(folder, mapping),
        ]


def against_import_export(path: Path, ours: float, rows: int) -> list[Ratio]:
    if not by_import_export.is_there():
        print("| import of records against django-import-export | | | not measured | it is not on PYTHONPATH |")
        return []
    theirs = by_import_export.seconds_taken(path)
    detail = f"{ours:.1f} / {theirs:.1f} s for {rows:,} rows; theirs without a check, a join or a look-up"
    return [Ratio("import of records against django-import-export in bulk", ours / theirs, FASTER, detail)]


if __name__ == "__main__":
    for ratio in run():
        print(ratio.row())
