"""Who works there on the last day of a year."""

from collections import defaultdict
from collections.abc import Iterator

from diversity.datasets.counted import Told
from diversity.datasets.problem import Problem, together
from diversity.workflow.staffing import FRAMEWORK, FRAMEWORKS, LEADING, LISTS, SEXES, SPLITS, Part
from legitimacy.disclosure.families import Tells

OPERATIONAL = "operational"
COLUMNS = (*SEXES, "")
Atoms = dict[tuple[str, str], list[int]]
"""Atoms of one corps by framework and sex."""
Split = dict[tuple[str, str, str], list[int]]
"""Atoms of one area by part, key and sex."""


def stock_add(problem: Problem, told: Told) -> dict[int, Atoms]:
    """Tables of one year, and the atoms of each corps that handed its staff over."""
    corps_ids = [corps_id for corps_id in sorted(told.heads) if any(told.has(corps_id, part) for part in SPLITS)]
    stocks = {corps_id: _corps_atoms(problem, told, corps_id) for corps_id in corps_ids}
    for corps_id, atoms in stocks.items():
        _framework_table(problem, (told.year, corps_id, FRAMEWORK, "corps"), atoms)
    groups: dict[int, list[int]] = defaultdict(list)
    for corps_id in corps_ids:
        groups[told.provinces[corps_id]].append(corps_id)
    inside = {area: _area_atoms(problem, told, members, stocks) for area, members in sorted(groups.items())}
    for area, level, members in told.areas(corps_ids):
        _framework_table(
            problem, (told.year, area, FRAMEWORK, level), together(stocks[corps_id] for corps_id in members)
        )
        within = [inside[area]] if level == "province" else list(inside.values())
        for part in SPLITS:
            cells = together({(key, sex): a for (p, key, sex), a in one.items() if p == part} for one in within)
            problem.table((told.year, area, part, level), cells, COLUMNS)
    return stocks


def _framework_table(problem: Problem, place: tuple[int, int, str, str], cells: Atoms) -> None:
    problem.table(place, cells, COLUMNS, tells=_tells, is_whole=True)


def _tells(row: str, sex: str) -> Tells | None:
    """DRV-04 is the share of women in the operational framework."""
    if row != OPERATIONAL or sex not in ("f", ""):
        return None
    return "DRV-04", "numerator" if sex == "f" else "denominator"


def _corps_atoms(problem: Problem, told: Told, corps_id: int) -> Atoms:
    """Atoms by framework and sex; those of the operational framework in two, leading and other, for DRV-05."""
    found: Atoms = {}
    for framework in FRAMEWORKS:
        for sex in SEXES:
            every = told.people(corps_id, Part.GRADE, framework, sex)
            leading = sum(told.heads[corps_id].get((Part.GRADE, framework, key, sex), 0) for key in LEADING)
            found[framework, sex] = [problem.atom(leading), problem.atom(every - leading)]
    return found


def _area_atoms(problem: Problem, told: Told, members: list[int], stocks: dict[int, Atoms]) -> Split:
    """Atoms of one area; each part counts the same people as its corps together."""
    found: Split = defaultdict(list)
    for part in SPLITS:
        for framework in FRAMEWORKS:
            for sex in SEXES:
                whole = [atom for one in members for atom in stocks[one][framework, sex]]
                atoms = []
                for key in _keys(part, framework):
                    count = sum(told.heads[one].get((part, framework, key, sex), 0) for one in members)
                    atoms.append(problem.atom(count))
                    found[part, key, sex].append(atoms[-1])
                    if part == Part.GRADE and key in LEADING:
                        leading = [stocks[one][framework, sex][0] for one in members]
                        problem.equal.append(([atoms[-1]], leading))
                if problem.sum(atoms) == problem.sum(whole):
                    problem.equal.append((atoms, whole))
    return found


def _keys(part: str, framework: str) -> Iterator[str]:
    """Keys of a part; grades of this framework alone."""
    for code, entry in LISTS.lists[str(part)].items():
        if entry.extra["framework"] in ("", framework):
            yield code
