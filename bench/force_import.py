"""Claim: importing 60,000 rows of a force register takes at most 5 times a bare bulk_create of the same objects.

Both run in this process, on the same database, in turn. The bare side has everything ready in memory: no file is read,
no row is checked, joined or compared. `BENCH_ROWS` takes another number of rows.
"""

import os
import tempfile
from pathlib import Path

from bench.records_import import bare_seconds_of, django_start, seconds
from bench.result import Ratio

ROWS = 60_000
BOUND = 5.0
MEANS = (("hands", 4), ("handcuffs", 3), ("spray", 5), ("firearm", 9), ("baton", 6))
MAPPING = """
kind = "force"
one_row_per = "application"
[organisation]
register = "foreign_test"
code = "BENCH"
name = "Bench"
[fields]
reference = "number"
happened_on = "on"
happened_hour = "hour"
unit = "unit"
finding = "finding"
registered_on = "registered"
reviewed_on = "reviewed"
means = "means"
level = "level"
worked = "worked"
officer_harm = "harm"
sex = "sex"
age_band = "age"
"""


def file_write(path: Path, rows: int) -> None:
    """Two or three uses of force an incident, as registers have them."""
    with path.open("w", encoding="utf-8") as file:
        file.write("number,on,hour,unit,finding,registered,reviewed,means,level,worked,harm,sex,age\n")
        for number in range(rows):
            incident = number * 2 // 5
            day, month = incident % 27 + 1, incident % 12 + 1
            means, level = MEANS[number % len(MEANS)]
            on, reviewed = f"2023-{month:02}-{day:02}", f"2024-{month:02}-{day:02}"
            worked, sex = ("yes", "no")[number % 2], "mf"[number % 2]
            file.write(
                f"{path.stem}-{incident},{on},{incident % 24},unit {incident % 40},justified,{on},{reviewed},"
                f"{means},{level},{worked},none,{sex},{18 + number % 40}\n"
            )


def run() -> list[Ratio]:
    rows = int(os.environ.get("BENCH_ROWS", ROWS))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        django_start(name)
        from django.core.management import call_command

        from legitimacy.imports.record_files import records_import
        from legitimacy.imports.record_mappings import record_mapping_read

        call_command("migrate", verbosity=0)
        mapping, path = folder / "bench.toml", folder / "bench.csv"
        mapping.write_text(MAPPING, encoding="utf-8")
        file_write(path, rows)

        def imported() -> None:
            records_import(path=path, mapping=record_mapping_read(mapping, "force"))

        ours, again = seconds(imported), seconds(imported)
        plain = bare()
        detail = f"{ours:.1f} / {plain:.1f} s for {rows:,} rows; again, nothing new: {again:.1f} s"
        return [Ratio("import of force reports against bare bulk_create", ours / plain, BOUND, detail)]


def bare() -> float:
    """Seconds of storing the imported objects once more, with keys and numbers of their own."""
    from professionalism import models

    names = ("ForceIncident", "ForceOfficer", "ForceCitizen", "ForceApplication", "ForceReview", "ForceEvent")
    return bare_seconds_of([getattr(models, name) for name in names], renamed=("source_reference", "number"))


if __name__ == "__main__":
    for ratio in run():
        print(ratio.row())
