"""Table families of a release: decided beside its values and what earlier releases showed, and frozen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from legitimacy.disclosure.cells import CHANGE_SMALL, Cell, Verdict
from legitimacy.disclosure.families import UNTOLD, Known, Place, Protected, TableFamily, family_protect, table_families
from legitimacy.disclosure.policy import minimum_of_class
from legitimacy.indicators.definitions import State, Visibility
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators as measured
from legitimacy.models import Publication, Release, TablePublication
from legitimacy.models.disclosure import Audience
from legitimacy.models.inserting import objects_insert


@dataclass(frozen=True, slots=True)
class DecidedTable:
    family: TableFamily
    year: int
    protected: Protected


def tables_decide(release: Release, cells: Iterable[Cell], decided: Mapping[int, Verdict]) -> list[DecidedTable]:
    """Every family of the years that the release closes, protected as the public may read it.

    A year is decided beside what other releases showed of its family and what this one shows of the years before it.
    """
    years = sorted(
        {period.year for period in map(Period.parse, release.periods) if period.is_year or period.quarter == 4}
    )
    if not years:
        return []
    listed, ends = list(cells), {f"{year}-Q4": year for year in years}
    told, moved = _told_before(release.register) | _told(listed, decided, ends), _moved(listed, decided, ends)
    found = []
    for family in table_families:
        minimum = minimum_of_class(family.disclosure, Audience.PUBLIC)
        shown = _shown(release.register, family.key)
        for year in years:
            known = Known(shown=shown, told=told, moved=moved)
            counts = family.read(release.register, year, known.years)
            if counts is None:
                continue
            protected = family_protect(counts, minimum, known, family.extras)
            found.append(DecidedTable(family, year, protected))
            shown = shown | {
                one.place: value
                for one, value, is_shown in zip(
                    protected.quantities, protected.values, protected.published, strict=True
                )
                if is_shown
            }
    return found


def tables_insert(release: Release, tables: Sequence[DecidedTable]) -> None:
    objects_insert(
        [
            TablePublication(
                release=release, family=table.family.key, subject_id=one.subject_id, period=str(table.year),
                part=one.part, row=one.row, column=one.column, count=table.protected.value(place),
                visibility=Visibility.SHOWN if table.protected.published[place] else Visibility.SUPPRESSED,
                origin=table.protected.origin,
            )
            for table in tables
            for place, one in enumerate(table.protected.quantities)
        ]
    )  # fmt: skip


def _shown(register: str, family: str) -> dict[Place, int]:
    """What approved releases showed of a family; of several the newest. A withdrawn release was read too."""
    rows = TablePublication.objects.filter(
        release__register=register,
        release__status=Release.Status.APPROVED,
        family=family,
        visibility=Visibility.SHOWN,
    ).order_by("release__approved_at")
    return {
        Place(int(period), subject, part, row, column): count
        for period, subject, part, row, column, count in rows.values_list(
            "period", "subject_id", "part", "row", "column", "count"
        )
        if count is not None
    }


Told = dict[tuple[int, int, str, str], float | None]
"""By year, subject, indicator and side, as `families.Known` holds it."""


def _told(cells: Iterable[Cell], decided: Mapping[int, Verdict], years: Mapping[str, int]) -> Told:
    """What values of the periods in `years` tell of their counts: the number where shown, None where hidden."""
    told: Told = {}
    for cell in cells:
        if cell.period not in years or cell.state != State.OK or cell.value_id not in decided:
            continue
        place = years[cell.period], cell.subject_id, cell.indicator
        is_shown = decided[cell.value_id].is_shown
        numbers = _sides(cell.numerator, cell.denominator)
        for side, number in numbers.items():
            told[*place, side] = number if is_shown else None
        if not is_shown:
            told[*place, "denominator"] = UNTOLD
    return told


def _moved(
    cells: Iterable[Cell], decided: Mapping[int, Verdict], years: Mapping[str, int]
) -> set[tuple[int, int, str]]:
    """Values that are hidden because they changed by few, by year, subject and indicator."""
    return {
        (years[cell.period], cell.subject_id, cell.indicator)
        for cell in cells
        if cell.period in years and cell.value_id in decided and decided[cell.value_id].reason == CHANGE_SMALL
    }


def _told_before(register: str) -> Told:
    """What values in approved releases told of year ends. 1 query."""
    indicators = [one.code for one in measured if one.disclosure in {family.disclosure for family in table_families}]
    rows = Publication.objects.filter(
        audience=Audience.PUBLIC, release__register=register, release__status=Release.Status.APPROVED,
        visibility=Visibility.SHOWN, value__indicator__in=indicators, value__period__endswith="-Q4",
        value__state=State.OK,
    ).order_by("release__approved_at")  # fmt: skip
    told: Told = {}
    for subject, indicator, period, numerator, denominator in rows.values_list(
        "value__subject_id", "value__indicator", "value__period", "value__numerator", "value__denominator"
    ):
        for side, number in _sides(numerator, denominator).items():
            told[int(period[:4]), subject, indicator, side] = number
    return told


def _sides(numerator: float | None, denominator: float | None) -> dict[str, float | None]:
    rest = denominator - numerator if numerator is not None and denominator is not None else UNTOLD
    return {"numerator": numerator, "denominator": denominator, "rest": rest, "about": numerator, "part": UNTOLD}
