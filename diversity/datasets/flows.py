"""Who came and who went in a year, tied to who was there before and after.

Staff of last year, and who joined, less who left, are the staff of this year. Whoever reads three of the four knows the
fourth, so that sum stands in the problem where it holds. Where it does not, or last year's staff was never handed over,
what a reader would work out from it is guarded instead: who was there, who stayed, who changed in another way.
"""

from itertools import product

from diversity.datasets.counted import Told
from diversity.datasets.problem import Cells, Problem, sums, together
from diversity.datasets.stock import COLUMNS, Atoms
from diversity.workflow.staffing import FLOWS, FRAMEWORKS, SEXES, Part


def flows_add(problem: Problem, told: Told, now: dict[int, Atoms], before: dict[int, Atoms]) -> None:
    """Tables of one year. `now` and `before`: atoms of the staff of each corps at its end and a year earlier."""
    flows: dict[str, dict[int, Atoms]] = {}
    for part in FLOWS:
        whole = [corps_id for corps_id in sorted(told.heads) if told.flow_is_whole(corps_id, part)]
        flows[part] = {
            corps_id: {
                (framework, sex): [problem.atom(told.people(corps_id, part, framework, sex))]
                for framework, sex in product(FRAMEWORKS, SEXES)
            }
            for corps_id in whole
        }
        for corps_id, atoms in flows[part].items():
            problem.table((told.year, corps_id, part, "corps"), atoms, COLUMNS, is_stock=False)
        for area, level, members in told.areas(whole):
            cells = together(flows[part][corps_id] for corps_id in members)
            problem.table((told.year, area, part, level), cells, COLUMNS, is_stock=False)
    for corps_id in sorted(flows[Part.JOINED].keys() | flows[Part.LEFT].keys()):
        joined, left = flows[Part.JOINED].get(corps_id), flows[Part.LEFT].get(corps_id)
        stock, earlier = now.get(corps_id), before.get(corps_id)
        if joined and left and stock and earlier:
            _balance(problem, earlier, joined, left, stock)
        elif joined and left:
            _alone(problem, stock, joined, left)
            _alone(problem, earlier, left, joined)
        # Who of the staff is new, and who of last year's went: those who are left over are few or many too.
        if joined and stock:
            _rest(problem, stock, joined)
        if left and earlier:
            _rest(problem, earlier, left)


def _balance(problem: Problem, earlier: Cells, joined: Cells, left: Cells, stock: Cells) -> None:
    """The sum by framework and sex; where it is off, by any row and column, by how much is guarded."""
    holds = True
    for place in product(FRAMEWORKS, SEXES):
        plus, minus = [*stock[place], *left[place]], [*earlier[place], *joined[place]]
        if problem.sum(plus) == problem.sum(minus):
            problem.equal.append((plus, minus))
        else:
            holds = False
    if holds:
        return
    for row, column in product((*FRAMEWORKS, ""), COLUMNS):
        plus = [*sums(stock, row, column), *sums(left, row, column)]
        minus = [*sums(earlier, row, column), *sums(joined, row, column)]
        if problem.sum(plus) != problem.sum(minus):
            problem.guard(plus, minus)
        elif not (row and column):
            problem.equal.append((plus, minus))


def _alone(problem: Problem, stock: Cells | None, came: Cells, went: Cells) -> None:
    """What the other year's staff would be: `stock` less who came and more who went."""
    if stock is None:
        return
    for row, column in product((*FRAMEWORKS, ""), COLUMNS):
        problem.guard([*sums(stock, row, column), *sums(went, row, column)], sums(came, row, column))


def _rest(problem: Problem, whole: Cells, part: Cells) -> None:
    for row, column in product((*FRAMEWORKS, ""), COLUMNS):
        problem.guard(sums(whole, row, column), sums(part, row, column))
