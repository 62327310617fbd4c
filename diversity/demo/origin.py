"""Simulated residents by age, sex and origin, and official aggregates by origin of the larger corps. All fictional."""

from collections.abc import Iterator
from datetime import date

import numpy as np
from django.db import transaction

from diversity.demo.drawing import CIVILIANS, by_weights, delivers, part_of, share_of, staff_of, years_of
from diversity.demo.staffing import JOINED, Cell, returns_write
from diversity.models import StaffReturn
from diversity.workflow.staffing import FROM_OUTSIDE, Kind, Part, Source
from legitimacy.indicators.periods import Period
from legitimacy.models import AreaStatistic, Corps, Region, Register
from legitimacy.models.inserting import objects_insert
from legitimacy.simulations import Example, Floats, Simulator

BASIS = "fictional"
SUPPLIER, CREDIT = "Statbel", "Voorbeeldland, gesimuleerd"
LARGER = 100
"""Staff from which the example has aggregates: smaller corps are told by their region."""
ON = date(2020, 1, 1)
WORKING, YOUNG, WOMEN = 0.6, 0.21, 0.497
OUTSIDE, OUTSIDE_SPREAD, FOREIGN_PART, YOUNGER = 0.27, 0.3, 0.62, 1.12
STAFF_FOREIGN_PART = 0.93
"""Of staff counted in DRV-06 nearly all are Belgian: police posts ask for it."""
GROUPS = ("belgian", "foreign", "non_belgian")
Kinds = AreaStatistic.Kind


@transaction.atomic
def origin_simulate(example: Example) -> int:
    """Write residents and aggregates once; number of returns and statistics."""
    corps = {each.code: each for each in Corps.objects.filter(register=Register.EXAMPLE)}
    done = StaffReturn.objects.filter(corps__register=Register.EXAMPLE, kind__in=FROM_OUTSIDE).exists()
    if not corps or done:
        return 0
    outside = outside_of(example)
    statistics = list(_residents(example, corps, outside))
    objects_insert(statistics)
    drafted = [(corps[code], kind, quarter, cells) for code, kind, quarter, cells in _drafts(example, outside)]
    return len(statistics) + returns_write(drafted, basis=BASIS, supplier=SUPPLIER, source=Source.OFFICIAL)


def outside_of(example: Example) -> Floats:
    """Share of residents of working age with a foreign background or without Belgian nationality, by corps."""
    rng = example.generator("diversity", "outside")
    return np.clip(OUTSIDE * np.exp(rng.normal(0, OUTSIDE_SPREAD, len(example.codes))), 0.08, 0.75)


def _residents(example: Example, corps: dict[str, Corps], outside: Floats) -> Iterator[AreaStatistic]:
    regions: dict[int, dict[str, float]] = {}
    parents = dict(
        Region.objects.filter(register=Register.EXAMPLE, parent__isnull=False).values_list("pk", "parent_id")
    )
    for row, code in enumerate(example.codes):
        people = float(example.residents[row, np.flatnonzero(example.alive[row])[0]])
        told = _kinds(people, outside[row])
        one = corps[code]
        if bool(example.alive[row, -1]):
            area = one.region_id
            while area is not None:
                sums = regions.setdefault(area, {})
                for kind, number in told.items():
                    sums[kind] = sums.get(kind, 0.0) + number
                area = parents.get(area)
        yield from _statistics(one.pk, told)
    for area, sums in regions.items():
        yield from _statistics(area, sums)


def _statistics(subject_id: int, told: dict[str, float]) -> Iterator[AreaStatistic]:
    for kind, number in told.items():
        yield AreaStatistic(subject_id=subject_id, kind=kind, date=ON, value=number, source=CREDIT)


def _kinds(people: float, outside: float) -> dict[str, float]:
    working, young = round(people * WORKING), round(people * YOUNG)
    women = round(working * WOMEN)
    found: dict[str, float] = {Kinds.WORKING_WOMEN: women, Kinds.WORKING_MEN: working - women}
    for name, whole, share in (("working", working, outside), ("young", young, min(0.85, outside * YOUNGER))):
        parts = by_weights(whole, [1 - share, share * FOREIGN_PART, share * (1 - FOREIGN_PART)])
        found |= {Kinds(f"{name}_{group}"): part for group, part in zip(GROUPS, parts, strict=True)}
    return found


def _drafts(example: Example, outside: Floats) -> Iterator[tuple[str, str, Period, list[Cell]]]:
    staff = staff_of(example)
    stock, intake = share_of(example, "DRV-06"), share_of(example, "DRV-07")
    rng = example.generator("diversity", "origin")
    rounding = rng.uniform(0, 1, (len(example.codes), 3))
    chance = rng.random((len(example.codes), len(example.quarters)))
    for column, quarter in years_of(example):
        for row, code in enumerate(example.codes):
            people = round(int(staff[row, column]) * (1 + CIVILIANS))
            if people < LARGER or not delivers(example, row, column):
                continue
            share = min(0.9, stock[row, column] * outside[row])
            yield code, Kind.ORIGIN, quarter, _cells(Part.STAFF, people, share, rounding[row])
            recruits = round(people * JOINED)
            share = min(0.9, intake[row, column] * outside[row] * YOUNGER)
            drawn = np.array([chance[row, column], rounding[row, 1], 0.0])
            yield code, Kind.RECRUITS_ORIGIN, quarter, _cells(Part.RECRUITS, recruits, share, drawn)


def _cells(part: str, people: int, share: float, rounding: Floats) -> list[Cell]:
    outside = part_of(people, share, float(rounding[0]))
    foreign = part_of(outside, STAFF_FOREIGN_PART, float(rounding[1]))
    counts = {"belgian": people - outside, "foreign_background": foreign, "non_belgian": outside - foreign}
    return [(part, "", "", group, heads, None) for group, heads in counts.items()]


def nothing_plant() -> int:
    """People of the demo find official aggregates in the mass."""
    return 0


DIVERSITY_ORIGIN = Simulator(key="diversity_origin", simulate=origin_simulate, plant=nothing_plant)
