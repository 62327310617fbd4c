"""Table families of a release: decided beside its values and what earlier releases showed, and frozen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from legitimacy.disclosure.cells import Cell, Verdict
from legitimacy.disclosure.families import Known, Protected, TableFamily, family_protect, table_families
from legitimacy.disclosure.policy import minimum_of_class
from legitimacy.indicators.definitions import State, Visibility
from legitimacy.indicators.periods import Period
from legitimacy.models import Release, TablePublication
from legitimacy.models.disclosure import Audience
from legitimacy.models.inserting import objects_insert


@dataclass(frozen=True, slots=True)
class DecidedTable:
    family: TableFamily
    year: int
    protected: Protected


def tables_decide(release: Release, cells: Iterable[Cell], decided: Mapping[int, Verdict]) -> list[DecidedTable]:
    """Every family of the years that the release closes, protected as the public may read it."""
    years = sorted(
        {period.year for period in map(Period.parse, release.periods) if period.is_year or period.quarter == 4}
    )
    listed = list(cells)
    found = []
    for family in table_families:
        minimum = minimum_of_class(family.disclosure, Audience.PUBLIC)
        for year in years:
            counts = family.read(release.register, year)
            if counts is None:
                continue
            known = Known(
                shown=_shown(release.register, family.key, year),
                earlier=_shown(release.register, family.key, year - 1),
                told=_told(listed, decided, f"{year}-Q4"),
            )
            found.append(DecidedTable(family, year, family_protect(counts, minimum, known)))
    return found


def tables_insert(release: Release, tables: Sequence[DecidedTable]) -> None:
    objects_insert(
        [
            TablePublication(
                release=release, family=table.family.key, subject_id=one.subject_id, period=str(table.year),
                part=one.part, row=one.row, column=one.column, count=table.protected.value(place),
                visibility=Visibility.SHOWN if table.protected.published[place] else Visibility.SUPPRESSED,
                origin=table.protected.counts.origin,
            )
            for table in tables
            for place, one in enumerate(table.protected.counts.quantities)
        ]
    )  # fmt: skip


def _shown(register: str, family: str, year: int) -> dict[tuple[int, str, str, str], int]:
    """What approved releases showed of a family and year; of several the newest."""
    rows = TablePublication.objects.filter(
        release__register=register,
        release__status=Release.Status.APPROVED,
        family=family,
        period=str(year),
        visibility=Visibility.SHOWN,
    ).order_by("release__approved_at")
    return {
        (subject, part, row, column): count
        for subject, part, row, column, count in rows.values_list("subject_id", "part", "row", "column", "count")
        if count is not None
    }


def _told(
    cells: Iterable[Cell], decided: Mapping[int, Verdict], period: str
) -> dict[tuple[int, str, str], float | None]:
    """What values of the period tell of their counts: the number where it is shown, None where it is hidden."""
    told: dict[tuple[int, str, str], float | None] = {}
    for cell in cells:
        if cell.period == period and cell.state == State.OK and cell.value_id in decided:
            is_shown = decided[cell.value_id].is_shown
            told[cell.subject_id, cell.indicator, "numerator"] = cell.numerator if is_shown else None
            told[cell.subject_id, cell.indicator, "denominator"] = cell.denominator if is_shown else -1.0
    return told
