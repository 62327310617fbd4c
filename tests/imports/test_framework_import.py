"""The framework: checked whole, then immutable."""

import csv
from pathlib import Path

import pytest
from django.conf import settings

from legitimacy.imports.errors import FileRefusedError
from legitimacy.imports.framework import framework_import
from legitimacy.imports.framework.reading import FrameworkFaultsError
from legitimacy.indicators.registry import indicators
from legitimacy.models import Framework, FrameworkItem, TrailEvent
from tests.imports.conftest import Write

ITEMS = settings.BASE_DIR / "data" / "framework" / "framework_2026.csv"
FACETS = settings.BASE_DIR / "data" / "framework" / "framework_2026_facets.csv"


def rewritten(target: Path, source: Path, key: str, changes: dict[str, str], column: str = "code") -> Path:
    """A copy of a shipped file in which the first row with this key has other cells."""
    rows = list(csv.DictReader(source.read_text(encoding="utf-8").splitlines()))
    next(row for row in rows if row[column] == key).update(changes)
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return target


@pytest.mark.django_db
def test_the_shipped_framework_is_in_force_for_every_indicator() -> None:
    summary = framework_import(path=ITEMS, facets=FACETS)
    framework = Framework.objects.get()
    assert (summary.read, summary.added) == (78, 78)
    assert (framework.code, framework.status, framework.valid_from) == ("2026.1", "in_force", "2021")
    assert [item.indicator for item in framework.items.all()] == indicators.keys()
    assert framework.facets.count() == 8


@pytest.mark.django_db
def test_goalposts_are_stored_as_the_file_gives_them() -> None:
    framework_import(path=ITEMS, facets=FACETS)
    trust = FrameworkItem.objects.get(indicator="PRV-03")
    assert (trust.facet, trust.floor, trust.target, trust.weight) == ("experience", 0.35, 0.57, 1.0)
    assert "Gemeente-Stadsmonitor 2023" in trust.basis
    ratio = FrameworkItem.objects.get(indicator="DRV-09")
    assert (ratio.outer_low, ratio.band_low, ratio.band_high, ratio.outer_high) == (0.5, 0.8, 1.25, 2.0)


@pytest.mark.django_db
def test_loading_it_again_changes_nothing() -> None:
    framework_import(path=ITEMS, facets=FACETS)
    assert framework_import(path=ITEMS, facets=FACETS).unchanged == 78
    assert TrailEvent.objects.count() == 1


@pytest.mark.django_db
def test_a_framework_in_force_never_changes(tmp_path: Path) -> None:
    framework_import(path=ITEMS, facets=FACETS)
    other = rewritten(tmp_path / "f.csv", ITEMS, "PRV-03", {"target": "0.6"})
    with pytest.raises(FileRefusedError, match="never changes"):
        framework_import(path=other, facets=FACETS)
    assert FrameworkItem.objects.get(indicator="PRV-03").target == 0.57
    assert framework_import(path=other, facets=FACETS, code="2027.1", valid_from="2027-Q1").added == 78


@pytest.mark.django_db
def test_translations_of_the_basis_may_come_later(write: Write) -> None:
    framework_import(path=ITEMS, facets=FACETS)
    basis = write("code,nl,fr,de", "PRV-03,doel,but,", name="basis.csv")
    assert framework_import(path=ITEMS, facets=FACETS, basis=basis).updated == 1
    trust = FrameworkItem.objects.get(indicator="PRV-03")
    assert (trust.basis_nl, trust.basis_fr, trust.basis_de) == ("doel", "but", "")
    assert framework_import(path=ITEMS, facets=FACETS, basis=basis).unchanged == 79


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "changes", "sentence"),
    [
        ("PRV-03", {"code": "PRV-99"}, "there is no such indicator"),
        ("PRV-03", {"direction": "lower"}, "direction is “lower”, but its passport says “higher”"),
        ("PRV-03", {"window": "year"}, "window is “year”, but its passport says “survey_wave”"),
        ("PRV-03", {"direction": "upward"}, "“upward” is none of: band, context, higher, lower"),
        ("PRV-03", {"target": "0.35"}, "floor and its target are equal"),
        ("PRV-03", {"target": "0.2"}, "wrong side"),
        ("PRV-03", {"target": ""}, "needs a floor and a target"),
        ("PRV-03", {"target": "57"}, "its target is outside of what the indicator can be"),
        ("PRV-03", {"facet": "trust"}, "'trust', which PRV does not have"),
        ("PRV-03", {"weight": "-1"}, "below zero"),
        ("PRV-03", {"code": "PRV-01"}, "stands in row"),
        ("PRV-03", {"public_min_denominator": "10"}, "public minimum is lower"),
        ("PRV-03", {"min_denominator": "0"}, "not above zero"),
        ("PRV-03", {"funding_allowed": "maybe"}, "neither yes nor no"),
        ("PRV-03", {"basis": ""}, "the cell is empty"),
        ("LEG-05", {"weight": "1"}, "a context indicator weighs 0"),
        ("LEG-05", {"funding_allowed": "yes"}, "never tied to money"),
        ("LEG-05", {"floor": "1"}, "has no goalposts"),
        ("DRV-09", {"outer_low": "0.9"}, "limits are out of order"),
        ("DRV-09", {"band_high": ""}, "its band needs"),
    ],
)
def test_each_fault_is_told_and_nothing_is_loaded(
    tmp_path: Path, code: str, changes: dict[str, str], sentence: str
) -> None:
    with pytest.raises(FrameworkFaultsError) as error:
        framework_import(path=rewritten(tmp_path / "f.csv", ITEMS, code, changes), facets=FACETS)
    assert sentence in str(error.value)
    assert not Framework.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pillar", "changes", "sentence"),
    [
        ("EFF", {"facet_weight": "0.6"}, "sum to 1.1 instead of 1"),
        ("EFF", {"pillar_weight": "0.5"}, "differs between its facets"),
        ("EFF", {"pillar": "XYZ"}, "is none of"),
        ("EFF", {"facet": "system"}, "stands in row"),
    ],
)
def test_facets_that_do_not_add_up_are_told(
    tmp_path: Path, pillar: str, changes: dict[str, str], sentence: str
) -> None:
    with pytest.raises(FrameworkFaultsError, match=sentence):
        framework_import(path=ITEMS, facets=rewritten(tmp_path / "x.csv", FACETS, pillar, changes, "pillar"))


@pytest.mark.django_db
def test_a_translation_for_an_unknown_indicator_is_a_fault(write: Write) -> None:
    with pytest.raises(FrameworkFaultsError, match="not in the framework"):
        framework_import(path=ITEMS, facets=FACETS, basis=write("code,nl,fr,de", "PRV-99,a,b,c"))


@pytest.mark.django_db
def test_a_file_of_a_thousand_rows_is_no_framework(write: Write, tmp_path: Path) -> None:
    header = FACETS.read_text(encoding="utf-8").splitlines()[0]
    row = "EFF,0.25,results,0.5,a,b,c,d"
    with pytest.raises(FileRefusedError, match="are no framework"):
        framework_import(path=ITEMS, facets=write(header, *[row] * 1_001))
