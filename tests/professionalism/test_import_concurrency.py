"""The same file handed in twice at once is stored once, and nobody gets an error of the database."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.conf import LazySettings
from django.db import connection

from legitimacy.imports.mappings import MAPPINGS
from legitimacy.imports.record_files import records_import
from legitimacy.imports.record_mappings import record_mapping_read
from legitimacy.models import Corps, OperationalCount, Register
from professionalism.models import TrainingCount
from tests.people import corps_make

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]
ROWS = {
    "training_counts.toml": ("training", "on,grade,staff\n2024-12-31,agent,10\n2024-12-31,inspector,20\n"),
    "operations_plain.toml": (
        "operations", "corps,period,kind,category,count\nT001,2024-03,checks,,40\nT001,2024-03,checks_reasoned,,30\n"
    ),
}  # fmt: skip


def twice(path: Path, name: str, corps: Corps | None) -> list[tuple[int, int, int]]:
    """Added, unchanged and rejected of two imports that begin at the same moment."""
    barrier = Barrier(2)
    mapping = record_mapping_read(MAPPINGS / name, ROWS[name][0])

    def run(_number: int) -> tuple[int, int, int]:
        try:
            barrier.wait(10)
            summary = records_import(path=path, mapping=mapping, corps=corps).summary
            return summary.added, summary.unchanged, summary.rejected
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(run, range(2)))


def test_two_imports_of_one_file_at_once_store_it_once(tmp_path: Path, settings: LazySettings) -> None:
    settings.DEMO = True
    corps = corps_make("T001", "Test corps", Register.FOREIGN_TEST)
    for name, (_kind, text) in ROWS.items():
        path = tmp_path / "rows.csv"
        path.write_text(text, encoding="utf-8")
        assert twice(path, name, corps if name.startswith("training") else None) == [(0, 2, 0), (2, 0, 0)]
    assert (TrainingCount.objects.count(), OperationalCount.objects.count()) == (2, 2)
