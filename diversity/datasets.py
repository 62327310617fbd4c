"""Tables of staff that go out: sex by framework for each corps, by grade, statute and age for provinces and country."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from diversity.models import StaffCell, StaffReturn
from diversity.workflow.staffing import FAMILY, FRAMEWORK, FRAMEWORKS, LEADING, LISTS, SEXES, SPLITS, Kind, Part
from legitimacy.disclosure.families import FamilyCounts, Quantity, TableFamily
from legitimacy.indicators.definitions import Disclosure
from legitimacy.models import Corps, Region, Register, SubjectKind

OPERATIONAL = "operational"


class _Problem:
    """Atoms and numbers in the making."""

    def __init__(self) -> None:
        self.counts: list[int] = []
        self.quantities: list[Quantity] = []
        self.equal: list[tuple[list[int], list[int]]] = []

    def atom(self, count: int) -> int:
        self.counts.append(count)
        return len(self.counts) - 1

    def table(self, subject_id: int, part: str, level: str, cells: dict[tuple[str, str], list[int]]) -> None:
        """Every cell of a part with its sums over rows, columns and all; `cells` by row and sex."""
        rows = sorted({row for row, _sex in cells})
        for row in (*rows, ""):
            for sex in (*SEXES, ""):
                atoms = [a for (r, s), found in cells.items() for a in found if row in (r, "") and sex in (s, "")]
                if atoms:
                    place = {"subject_id": subject_id, "part": part, "row": row, "column": sex}
                    self.quantities.append(
                        Quantity(**place, atoms=tuple(atoms), level=level, tells=_tells(part, row, sex))  # type: ignore[arg-type]
                    )


def _tells(part: str, row: str, sex: str) -> tuple[str, str] | None:
    """DRV-04 is the share of women in the operational framework."""
    if part != FRAMEWORK or row != OPERATIONAL or sex not in ("f", ""):
        return None
    return "DRV-04", "numerator" if sex == "f" else "denominator"


def staff_read(register: str, year: int) -> FamilyCounts | None:
    """Validated staff of the last day of `year`, of every corps of a register that handed it over; 3 queries."""
    returns = StaffReturn.objects.in_force(Kind.COMPOSITION).filter(
        reference_date=date(year, 12, 31), corps__register=register
    )
    heads: dict[int, dict[tuple[str, str, str, str], int]] = defaultdict(lambda: defaultdict(int))
    cells = StaffCell.objects.filter(staff_return__in=returns, part__in=SPLITS)
    for corps_id, part, framework, key, sex, count in cells.values_list(
        "staff_return__corps", "part", "framework", "key", "group", "heads"
    ):
        heads[corps_id][part, framework, key, sex] += count
    if not heads:
        return None
    places = dict(Corps.objects.filter(pk__in=heads).values_list("pk", "province"))
    nation = Region.objects.filter(register=register, kind=SubjectKind.NATION).values_list("pk", flat=True).first()
    problem = _Problem()
    of_corps = {corps_id: _corps_atoms(problem, corps_id, heads[corps_id]) for corps_id in sorted(heads)}
    groups: dict[int, list[int]] = defaultdict(list)
    for corps_id in sorted(heads):
        groups[places[corps_id] or 0].append(corps_id)
    inside: dict[int, dict[tuple[str, str, str], list[int]]] = {}
    for province, members in sorted(groups.items()):
        inside[province] = _area_atoms(problem, members, heads, of_corps)
        if province:
            _area_tables(problem, province, "province", members, of_corps, [inside[province]])
    if nation is not None:
        _area_tables(problem, nation, "nation", sorted(heads), of_corps, list(inside.values()))
    return FamilyCounts(problem.counts, problem.quantities, problem.equal, Register(register).origin.value)


Atoms = dict[tuple[str, str], list[int]]


def _corps_atoms(problem: _Problem, corps_id: int, heads: dict[tuple[str, str, str, str], int]) -> Atoms:
    """Atoms by framework and sex; those of the operational framework in two, leading and other, for DRV-05."""
    found: Atoms = defaultdict(list)
    for framework in FRAMEWORKS:
        for sex in SEXES:
            every = sum(n for (part, f, _k, s), n in heads.items() if (part, f, s) == (Part.GRADE, framework, sex))
            leading = sum(heads.get((Part.GRADE, framework, key, sex), 0) for key in LEADING)
            found[framework, sex] = [problem.atom(leading), problem.atom(every - leading)]
    problem.table(corps_id, FRAMEWORK, "corps", found)
    return found


def _area_atoms(
    problem: _Problem,
    members: Iterable[int],
    heads: dict[int, dict[tuple[str, str, str, str], int]],
    of_corps: dict[int, Atoms],
) -> dict[tuple[str, str, str], list[int]]:
    """Atoms of one area by part, key and sex; each part counts the same people as its corps together."""
    listed = list(members)
    found: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for part in SPLITS:
        for framework in FRAMEWORKS:
            for sex in SEXES:
                whole = [atom for one in listed for atom in of_corps[one][framework, sex]]
                atoms = []
                for key in _keys(part, framework):
                    count = sum(heads[one].get((part, framework, key, sex), 0) for one in listed)
                    atoms.append(problem.atom(count))
                    found[part, key, sex].append(atoms[-1])
                    if part == Part.GRADE and key in LEADING:
                        leading = [of_corps[one][framework, sex][0] for one in listed]
                        problem.equal.append(([atoms[-1]], leading))
                if sum(problem.counts[a] for a in atoms) == sum(problem.counts[a] for a in whole):
                    problem.equal.append((atoms, whole))
    return found


def _area_tables(
    problem: _Problem,
    subject_id: int,
    level: str,
    members: Iterable[int],
    of_corps: dict[int, Atoms],
    parts: list[dict[tuple[str, str, str], list[int]]],
) -> None:
    listed = list(members)
    whole: Atoms = defaultdict(list)
    for one in listed:
        for place, atoms in of_corps[one].items():
            whole[place] += atoms
    problem.table(subject_id, FRAMEWORK, level, whole)
    for part in SPLITS:
        cells: Atoms = defaultdict(list)
        for inside in parts:
            for (p, key, sex), atoms in inside.items():
                if p == part:
                    cells[key, sex] += atoms
        problem.table(subject_id, part, level, cells)


def _keys(part: str, framework: str) -> Iterator[str]:
    """Keys of a part; grades of this framework alone."""
    for code, entry in LISTS.lists[str(part)].items():
        if entry.extra["framework"] in ("", framework):
            yield code


STAFF = TableFamily(key=FAMILY, title=_("Staff by sex"), disclosure=Disclosure.DIVERSITY, read=staff_read)
FAMILIES = (STAFF,)
