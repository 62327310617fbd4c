"""Writes the example register: a fictional country, its corps, their merger and what is known of their areas."""

from datetime import date

from django.db import transaction

from legitimacy.demo.files import CorpsRow, areas_read, corps_read, links_read, schools_read
from legitimacy.models import AreaStatistic, Corps, CorpsLink, Region, Register, School, SubjectKind

COUNTRY = "VBL"
SOURCE = "Voorbeeldland, gesimuleerd"
FIRST_YEAR, LAST_YEAR = 2018, 2025
# Yearly growth of residents and of the share over 65, the same everywhere: it only has to make dates matter.
GROWTH = 0.004
AGEING = 0.0015


def population_of(row: CorpsRow, year: int) -> int:
    """Residents on 1 January of `year`; the shipped number is that of 2025."""
    return round(row.population * (1 - GROWTH * (LAST_YEAR - year)))


@transaction.atomic
def register_write() -> int:
    """Write the register once; number of corps added (0 when it stands already)."""
    if Corps.objects.filter(register=Register.EXAMPLE).exists():
        return 0
    regions = _regions_write()
    rows = corps_read()
    corps = {row.code: _corps_write(row, regions) for row in rows}
    _links_write(corps)
    _schools_write()
    AreaStatistic.objects.bulk_create([fact for row in rows for fact in _statistics(row, corps[row.code])])
    return len(corps)


def _regions_write() -> dict[str, Region]:
    regions: dict[str, Region] = {}
    for area in areas_read():
        regions[area.code] = Region.objects.create(
            code=area.code,
            kind=area.kind,
            register=Register.EXAMPLE,
            parent=regions.get(area.parent),
            name=area.name,
            **area.names,
        )
    return regions


def _corps_write(row: CorpsRow, regions: dict[str, Region]) -> Corps:
    province = regions[row.province]
    return Corps.objects.create(
        code=row.code,
        kind=SubjectKind.CORPS,
        register=Register.EXAMPLE,
        name=row.name,
        **row.names,
        province=province,
        region=province.parent,
        languages=row.languages,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def _links_write(corps: dict[str, Corps]) -> None:
    for link in links_read():
        CorpsLink.objects.create(
            predecessor=corps[link.predecessor],
            successor=corps[link.successor],
            on=link.on,
            residents=link.residents,
            share=link.share,
        )


def _schools_write() -> None:
    for school in schools_read():
        School.objects.create(
            code=school.code, kind=SubjectKind.SCHOOL, register=Register.EXAMPLE, name=school.name, **school.names
        )


def _statistics(row: CorpsRow, corps: Corps) -> list[AreaStatistic]:
    kinds = AreaStatistic.Kind
    facts = []
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        residents = population_of(row, year)
        values = {
            kinds.POPULATION: float(residents),
            kinds.DENSITY: round(row.density * residents / row.population, 1),
            kinds.SHARE_OVER_65: round(row.share_over_65 - AGEING * (LAST_YEAR - year), 4),
        }
        facts += [
            AreaStatistic(subject=corps, kind=kind, date=date(year, 1, 1), value=value, source=SOURCE)
            for kind, value in values.items()
        ]
    return facts
