"""Claim: importing 20,000 rows of attendance takes at most 5 times a bare bulk_create of the same objects.

Both run in this process, on the same database, in turn. The bare side has everything ready in memory: no file is read,
no row is checked or compared. `BENCH_ROWS` takes another number of rows.
Measured once at 20,000 rows: 2.0 on PostgreSQL, 4.1 on SQLite.
"""

import os
import tempfile
from pathlib import Path
from typing import Any

from bench.records_import import django_start, seconds
from bench.result import Ratio

ROWS = 20_000
BOUND = 5.0
QUARTERS, GRADES = 40, ("agent", "inspector", "chief_inspector", "commissioner")


def world_make(modules: int) -> Any:
    from legitimacy.models import Corps, Register, School, SubjectKind
    from professionalism.models import Module, TrainingCount

    corps = Corps.objects.create(code="BENCH", name="Bench", register=Register.FOREIGN_TEST, kind=SubjectKind.CORPS)
    school = School.objects.create(code="S", name="S", register=Register.FOREIGN_TEST, kind=SubjectKind.SCHOOL)
    Module.objects.bulk_create(
        Module(provider=school, code=f"M{number}", name="M", hours=4, is_assessed=True) for number in range(modules)
    )
    TrainingCount.objects.bulk_create(
        TrainingCount(subject=corps, grade=grade, on=f"{year}-12-31", staff=500, origin="test")
        for grade in GRADES
        for year in range(2013, 2026)
    )
    return corps


def file_write(path: Path, modules: int, rows: int) -> None:
    places = (
        f"S,M{module},{2015 + quarter // 4}-Q{quarter % 4 + 1},{grade},{20 + module % 9},{10 + quarter % 9}\n"
        for module in range(modules)
        for quarter in range(QUARTERS)
        for grade in GRADES
    )
    with path.open("w", encoding="utf-8") as file:
        file.write("provider,module,period,grade,attended,passed\n")
        file.writelines(line for line, _ in zip(places, range(rows), strict=False))


def bare_seconds() -> float:
    from professionalism.models import Attendance

    rows = list(Attendance.objects.order_by("pk"))
    Attendance.objects.all().delete()
    for row in rows:
        row.pk, row._state.adding = None, True
    return seconds(lambda: Attendance.objects.bulk_create(rows, batch_size=1_000))


def run() -> list[Ratio]:
    rows = int(os.environ.get("BENCH_ROWS", ROWS))
    modules = -(-rows // (QUARTERS * len(GRADES)))
    with tempfile.TemporaryDirectory() as name:
        django_start(name)
        from django.core.management import call_command

        from legitimacy.imports.mappings import MAPPINGS
        from legitimacy.imports.record_files import records_import
        from legitimacy.imports.record_mappings import record_mapping_read

        call_command("migrate", verbosity=0)
        corps, path = world_make(modules), Path(name) / "bench.csv"
        file_write(path, modules, rows)
        mapping = record_mapping_read(MAPPINGS / "training_attendance.toml", "training")
        ours = seconds(lambda: records_import(path=path, mapping=mapping, corps=corps))
        again = seconds(lambda: records_import(path=path, mapping=mapping, corps=corps))
        plain = bare_seconds()
        detail = f"{ours:.1f} / {plain:.1f} s for {rows:,} rows; again, nothing new: {again:.1f} s"
        return [Ratio("import of attendance against bare bulk_create", ours / plain, BOUND, detail)]


if __name__ == "__main__":
    for ratio in run():
        print(ratio.row())
