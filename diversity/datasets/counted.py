"""What corps handed over about the last day of a year and about the year, as the tables count it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from diversity.models import StaffCell, StaffReturn
from diversity.workflow.staffing import FLOWS, FRAMEWORKS, ORIGINS, SPLITS, Kind, Part
from legitimacy.models import Corps, Region, SubjectKind

Heads = Mapping[tuple[str, str, str, str], int]
"""Of one corps and year, by part, framework, key and group. What was not handed over has no entry."""
KINDS = (Kind.COMPOSITION, Kind.MOVEMENTS, Kind.DISABILITY, Kind.ORIGIN)
PARTS = (*SPLITS, *FLOWS, Part.DECLARED, Part.ASKED, Part.STAFF)


@dataclass(frozen=True, slots=True)
class Told:
    """One year of a register. `provinces`: those of the corps, 0 for a corps without."""

    year: int
    heads: Mapping[int, Heads]
    provinces: Mapping[int, int]
    nation: int | None

    def people(self, corps_id: int, part: str, framework: str, sex: str) -> int:
        """Of one part, over all its keys."""
        return sum(
            count for (p, f, _key, s), count in self.heads[corps_id].items() if (p, f, s) == (part, framework, sex)
        )

    def has(self, corps_id: int, part: str) -> bool:
        return any(place[0] == part for place in self.heads[corps_id])

    def flow_is_whole(self, corps_id: int, part: str) -> bool:
        """Whether a part of the movements was handed over: women and men of each framework that has staff."""
        heads = self.heads[corps_id]
        given = {(f, s) for (p, f, _key, s) in heads if p == part}
        staffed = {f for (p, f, _key, _s), count in heads.items() if p == Part.GRADE and count}
        return bool(given) and all((f, sex) in given for f in staffed or set(FRAMEWORKS) for sex in ("f", "m"))

    def disability_is_whole(self, corps_id: int) -> bool:
        """Whether both who declared and who could are there, for each framework that has staff."""
        heads = self.heads[corps_id]
        staffed = {f for (p, f, _key, _s), count in heads.items() if p in (Part.GRADE, Part.ASKED) and count}
        return bool(staffed) and all(
            (part, f, "", "") in heads for f in staffed for part in (Part.DECLARED, Part.ASKED)
        ) and all(
            heads.get((Part.DECLARED, f, "", ""), 0) <= heads.get((Part.ASKED, f, "", ""), 0) for f in FRAMEWORKS
        )  # fmt: skip

    def origin_is_whole(self, corps_id: int) -> bool:
        """Whether all groups of origin are there."""
        return all((Part.STAFF, "", "", group) in self.heads[corps_id] for group in ORIGINS)

    def areas(self, corps_ids: list[int]) -> list[tuple[int, str, list[int]]]:
        """Provinces and the country with those of the corps that lie in them."""
        inside: dict[int, list[int]] = defaultdict(list)
        for corps_id in corps_ids:
            inside[self.provinces[corps_id]].append(corps_id)
        found = [(area, "province", members) for area, members in sorted(inside.items()) if area]
        return [*found, (self.nation, "nation", corps_ids)] if self.nation is not None and corps_ids else found


@dataclass(frozen=True, slots=True)
class Returned:
    """Every year end of a register, by year and corps."""

    heads: Mapping[int, Mapping[int, Heads]]
    provinces: Mapping[int, int]
    nation: int | None

    @property
    def years(self) -> set[int]:
        return set(self.heads)

    def of(self, year: int) -> Told:
        return Told(year, self.heads[year], self.provinces, self.nation)


def returned_read(register: str) -> Returned:
    """Validated returns of all 31 Decembers. 4 queries at most."""
    returns = StaffReturn.objects.in_force(*KINDS).filter(
        corps__register=register, reference_date__month=12, reference_date__day=31
    )
    found: dict[int, dict[int, dict[tuple[str, str, str, str], int]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(int))
    )
    cells = StaffCell.objects.filter(staff_return__in=returns, part__in=PARTS).order_by()
    for corps_id, day, part, framework, key, group, count in cells.values_list(
        "staff_return__corps", "staff_return__reference_date", "part", "framework", "key", "group", "heads"
    ):
        found[day.year][corps_id][part, framework, key, group] += count
    plain = {year: {corps_id: dict(heads) for corps_id, heads in corps.items()} for year, corps in found.items()}
    provinces = dict(Corps.objects.filter(register=register).values_list("pk", "province"))
    nation = Region.objects.filter(register=register, kind=SubjectKind.NATION).values_list("pk", flat=True).first()
    return Returned(plain, {corps_id: province or 0 for corps_id, province in provinces.items()}, nation)
