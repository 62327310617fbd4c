"""Memory does not grow with the file."""

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from legitimacy.imports.values import figures_import
from legitimacy.models import Corps

MEGABYTE = 1 << 20


def lines(rows: int) -> Iterator[str]:
    """A third each of new figures, exact duplicates of them, and rows with an unknown code."""
    yield "code;indicator;period;numerator;denominator\n"
    for number in range(rows // 3):
        year, rest = divmod(number, 4 * 20)
        figure = f"LEG-03;{1900 + year % 126}-Q{rest % 4 + 1};{number % 7};{7 + number % 11}\n"
        corps = f"T{number // 500 % 60 + 100}"
        yield from (f"{corps};{figure}", f"{corps};{figure}", f"9999;{figure}")


def peak(path: Path, rows: int) -> float:
    """Most megabytes in use while a file of so many rows is imported."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(lines(rows))
    tracemalloc.start()
    try:
        summary = figures_import(path=path, rejects_to=path.with_suffix(".rejects"))
        assert summary.read == rows // 3 * 3
        return tracemalloc.get_traced_memory()[1] / MEGABYTE
    finally:
        tracemalloc.stop()


@pytest.mark.django_db
def test_a_larger_file_takes_no_more_memory(tmp_path: Path) -> None:
    for number in range(60):
        Corps.objects.create(code=f"T{number + 100}", name="Test", register="belgium", kind="corps")
    small, large = peak(tmp_path / "small.csv", 16_000), peak(tmp_path / "large.csv", 56_000)
    assert large < 1.2 * small + 2
    assert large < 60
