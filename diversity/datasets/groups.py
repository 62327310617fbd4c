"""Who declared a disability, and origin: of those of whom it was handed over, beside all staff.

DRV-08 counts full-time equivalents of those who declared, so that whoever reads it nearly knows the heads: they count
as known where it is shown, and are hidden where it is hidden. DRV-06 counts two of the three groups of origin.
"""

from collections.abc import Mapping

from diversity.datasets.counted import Told
from diversity.datasets.problem import Problem, sums, together
from diversity.datasets.stock import Atoms
from diversity.workflow.staffing import FRAMEWORKS, ORIGINS, Part
from legitimacy.disclosure.families import Quantity, Tells

DECLARED, OTHERS = "declared", "others"
BELGIAN, OUTSIDE = ORIGINS[0], ORIGINS[1:]


def disability_add(problem: Problem, told: Told, stocks: Mapping[int, Atoms]) -> None:
    found: dict[int, Atoms] = {}
    for corps_id in [corps_id for corps_id in sorted(told.heads) if told.disability_is_whole(corps_id)]:
        heads = told.heads[corps_id]
        found[corps_id] = cells = {}
        for framework in FRAMEWORKS:
            declared = heads.get((Part.DECLARED, framework, "", ""), 0)
            others = heads.get((Part.ASKED, framework, "", ""), 0) - declared
            cells[framework, DECLARED], cells[framework, OTHERS] = [problem.atom(declared)], [problem.atom(others)]
            if corps_id in stocks:
                problem.same(sums(cells, framework, ""), sums(stocks[corps_id], framework, ""))
        _disability_table(problem, told.year, corps_id, "corps", cells)
    for area, level, members in told.areas(list(found)):
        _disability_table(problem, told.year, area, level, together(found[corps_id] for corps_id in members))


def _disability_table(problem: Problem, year: int, subject_id: int, level: str, cells: Atoms) -> None:
    place = (year, subject_id, Part.DECLARED.value, level)
    problem.table(place, cells, (DECLARED, ""), tells=_disability_tells)
    for row in (*FRAMEWORKS, ""):
        problem.guard(sums(cells, row, OTHERS))


def _disability_tells(row: str, column: str) -> Tells | None:
    if column != DECLARED:
        return None
    return "DRV-08", "part" if row else "about"


def origin_add(problem: Problem, told: Told, stocks: Mapping[int, Atoms]) -> None:
    found: dict[int, Atoms] = {}
    for corps_id in [corps_id for corps_id in sorted(told.heads) if told.origin_is_whole(corps_id)]:
        heads = told.heads[corps_id]
        found[corps_id] = {(g, ""): [problem.atom(heads[Part.STAFF, "", "", g])] for g in ORIGINS}
        if corps_id in stocks:
            problem.same(sums(found[corps_id], "", ""), sums(stocks[corps_id], "", ""))
        _origin_table(problem, told.year, corps_id, "corps", found[corps_id])
    for area, level, members in told.areas(list(found)):
        _origin_table(problem, told.year, area, level, together(found[corps_id] for corps_id in members))


def _origin_table(problem: Problem, year: int, subject_id: int, level: str, cells: Atoms) -> None:
    problem.table((year, subject_id, Part.STAFF.value, level), cells, ("",), tells=_origin_tells)
    outside = tuple(atom for group in OUTSIDE for atom in cells[group, ""])
    problem.quantities.append(
        Quantity(
            year=year, subject_id=subject_id, part=Part.STAFF.value, row="outside", column="", atoms=outside,
            level="", tells=("DRV-06", "numerator"),
        )
    )  # fmt: skip


def _origin_tells(row: str, _column: str) -> Tells | None:
    if not row:
        return "DRV-06", "denominator"
    return "DRV-06", "rest" if row == BELGIAN else "part"
