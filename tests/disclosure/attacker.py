"""Somebody who collects everything that was ever published and solves for what was not. Independent of the rules.

The attacker knows all published figures and scores of all releases, the framework, how windows add up, and even the
denominator of every hidden share; not its numerator.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np
from scipy.optimize import linprog

from legitimacy.disclosure.visible import VisiblePart, VisibleScorecard, VisibleValue
from legitimacy.indicators.periods import Period
from legitimacy.models import FrameworkItem

SLACK = 1e-7
WINDOWS = {"rolling_12_months": 4, "rolling_36_months": 12}


@dataclass(frozen=True, slots=True)
class Solved:
    """The least and the largest numerator that a hidden share can have."""

    value: VisibleValue
    least: int
    most: int

    @property
    def width(self) -> int:
        return self.most - self.least


@dataclass(slots=True)
class Equation:
    """lower <= constant + sum of weight x hidden score <= upper."""

    constant: float
    weights: dict[int, float]
    lower: float
    upper: float


@dataclass(slots=True)
class Attacker:
    items: Mapping[str, FrameworkItem]
    bases: Mapping[int, float]
    equations: dict[int, list[Equation]] = field(default_factory=lambda: defaultdict(list))
    hidden: dict[int, VisibleValue] = field(default_factory=dict)
    shown: dict[int, VisibleValue] = field(default_factory=dict)

    def read(self, cards: Iterable[VisibleScorecard]) -> None:
        for card in cards:
            for value in card.items:
                if value.value_id is not None and value.state == "ok":
                    (self.shown if value.value is not None else self.hidden)[value.value_id] = value
            for key, part in card.parts.items():
                if part.level == "facet":
                    self._read_facet(card, key, part)
        for equation in (one for many in self.equations.values() for one in many):
            for value_id in set(equation.weights) & set(self.shown):
                known = self.shown[value_id]
                equation.constant += equation.weights.pop(value_id) * float(
                    score(self.items[known.indicator], np.array(known.value))
                )
        for value_id in self.shown:
            self.hidden.pop(value_id, None)

    def _read_facet(self, card: VisibleScorecard, key: str, part: VisiblePart) -> None:
        inside = [one for one in card.items if self._is_input(one, key)]
        hidden = [one for one in inside if one.score is None]
        if not hidden or (part.score is None and part.lower is None):
            return
        total = sum(self.items[one.indicator].weight for one in inside)
        constant = sum(self.items[one.indicator].weight * (one.score or 0.0) for one in inside) / total
        weights = {one.value_id or 0: self.items[one.indicator].weight / total for one in hidden}
        lower, upper = (part.score, part.score) if part.score is not None else (part.lower, part.upper)
        assert lower is not None
        assert upper is not None
        open_end = SLACK if upper < 100 and part.score is None else -SLACK
        self.equations[card.corps_id].append(Equation(constant, weights, lower - SLACK, upper - open_end))

    def _is_input(self, value: VisibleValue, key: str) -> bool:
        item = self.items[value.indicator]
        return f"{value.indicator[:3]}.{item.facet}" == key and item.weight > 0 and value.state == "ok"

    def solve(self) -> list[Solved]:
        """Linear programmes over scores, then over the quarters inside windows, for every hidden share of people."""
        solved: dict[int, Solved] = {}
        for value_id, value in self.hidden.items():
            equations = self.equations[value.subject_id]
            if value_id in self.bases:
                behind = any(value_id in one.weights for one in equations)
                low, high = score_range(equations, value_id) if behind else (0.0, 100.0)
                solved[value_id] = self._numerators(value, low, high)
        return [self._through_windows(one, solved) for one in solved.values()]

    def _numerators(self, value: VisibleValue, low: float, high: float) -> Solved:
        base = self.bases[value.value_id or 0]
        numbers = np.arange(int(base) + 1)
        scores = score(self.items[value.indicator], numbers / base)
        possible = numbers[(scores >= low - SLACK) & (scores <= high + SLACK)]
        return Solved(value, int(possible.min()), int(possible.max())) if len(possible) else Solved(value, 0, -1)

    def _through_windows(self, one: Solved, solved: Mapping[int, Solved]) -> Solved:
        """What windows of the same series that share quarters with it add."""
        if one.value.window not in WINDOWS:
            return one
        rows: list[tuple[VisibleValue, float, float]] = []
        for value in (*self.shown.values(), *self.hidden.values()):
            if (value.subject_id, value.indicator) == (one.value.subject_id, one.value.indicator):
                known = solved.get(value.value_id or 0)
                rows.append((value, known.least, known.most) if known else (value, value.numerator, value.numerator))  # type: ignore[arg-type]
        latest = {
            value.period: (value, low, high) for value, low, high in sorted(rows, key=lambda row: row[0].revision)
        }
        if latest[one.value.period][0].value_id != one.value.value_id:
            return one
        low, high = window_range(list(latest.values()), one.value)
        most = one.most if np.isinf(high) else min(one.most, int(np.floor(high + 1e-6)))
        return Solved(one.value, max(one.least, int(np.ceil(low - 1e-6))), most)

    def solve_quarters(self) -> list[tuple[VisibleValue, float, float]]:
        """Counts and complements of single quarters, as far as published windows of the same series give them away."""
        series: dict[tuple[int, str], dict[str, VisibleValue]] = defaultdict(dict)
        for value in sorted(self.shown.values(), key=lambda one: one.revision):
            if value.window in WINDOWS and value.value_id in self.bases:
                series[value.subject_id, value.indicator][value.period] = value
        found = []
        for windows in (list(one.values()) for one in series.values()):
            counts = [float(value.numerator or 0) for value in windows]
            rests = [float(value.denominator or 0) - count for value, count in zip(windows, counts, strict=True)]
            for low, high in quarter_ranges(windows, counts) + quarter_ranges(windows, rests):
                found.append((windows[0], low, high))
        return found

    def enumerate_facets(self) -> list[Solved]:
        """Exact: every combination of whole numerators that fits one band, where there are few enough to try."""
        found = []
        for equation in (one for many in self.equations.values() for one in many):
            ids = list(equation.weights)
            if all(value_id in self.bases for value_id in ids):
                found += self._enumerate(equation, ids)
        return found

    def _enumerate(self, equation: Equation, ids: Sequence[int]) -> list[Solved]:
        if np.prod([self.bases[value_id] + 1 for value_id in ids]) > 200_000:
            return []
        columns = [
            score(self.items[self.hidden[v].indicator], np.arange(int(self.bases[v]) + 1) / self.bases[v]) for v in ids
        ]
        grids = np.array(list(product(*(range(len(column)) for column in columns))))
        sums = equation.constant + sum(
            equation.weights[v] * column[grids[:, place]]
            for place, (v, column) in enumerate(zip(ids, columns, strict=True))
        )
        possible = grids[(sums >= equation.lower) & (sums <= equation.upper)]
        return [
            Solved(self.hidden[v], int(possible[:, place].min()), int(possible[:, place].max()))
            for place, v in enumerate(ids)
        ]


def score(item: FrameworkItem, values: np.ndarray) -> np.ndarray:
    assert item.floor is not None
    assert item.target is not None
    return np.asarray(100 * np.clip((values - item.floor) / (item.target - item.floor), 0, 1))


def score_range(equations: Sequence[Equation], wanted: int) -> tuple[float, float]:
    """Least and largest score of one hidden value, by two linear programmes over all equations of its corps."""
    ids = sorted({value_id for one in equations for value_id in one.weights})
    rows = np.array([[one.weights.get(value_id, 0.0) for value_id in ids] for one in equations])
    lower = np.array([one.lower - one.constant for one in equations])
    upper = np.array([one.upper - one.constant for one in equations])
    goal = np.array([1.0 if value_id == wanted else 0.0 for value_id in ids])
    ends = []
    for sign in (1, -1):
        answer = linprog(
            sign * goal, A_ub=np.vstack([rows, -rows]), b_ub=np.concatenate([upper, -lower]), bounds=(0, 100)
        )
        assert answer.status == 0, answer.message
        ends.append(sign * float(answer.fun or 0.0))
    return ends[0], ends[1]


def window_range(rows: Sequence[tuple[VisibleValue, float, float]], wanted: VisibleValue) -> tuple[float, float]:
    """Least and largest count of one window when the counts of the quarters are not negative and shared."""
    quarters = quarters_of([value for value, _, _ in rows])
    matrix = np.array([window_row(value, quarters) for value, _, _ in rows])
    goal = window_row(wanted, quarters)
    return count_range(matrix, [low for _, low, _ in rows], [high for _, _, high in rows], goal)


def quarter_ranges(windows: Sequence[VisibleValue], counts: Sequence[float]) -> list[tuple[float, float]]:
    """Least and largest count of every single quarter under published windows of one series."""
    quarters = quarters_of(windows)
    matrix = np.array([window_row(value, quarters) for value in windows])
    return [count_range(matrix, counts, counts, goal) for goal in np.eye(len(quarters))[matrix.any(axis=0)]]


def quarters_of(windows: Sequence[VisibleValue]) -> list[Period]:
    quarters = [min(Period.parse(value.period).shift(1 - WINDOWS[value.window]) for value in windows)]
    while quarters[-1] != max(Period.parse(value.period) for value in windows):
        quarters.append(quarters[-1].next)
    return quarters


def window_row(value: VisibleValue, quarters: Sequence[Period]) -> np.ndarray:
    end = quarters.index(Period.parse(value.period))
    row = np.zeros(len(quarters))
    row[end - WINDOWS[value.window] + 1 : end + 1] = 1
    return row


def count_range(
    matrix: np.ndarray, low: Sequence[float], high: Sequence[float], goal: np.ndarray
) -> tuple[float, float]:
    both, limits = np.vstack([matrix, -matrix]), np.concatenate([high, [-one for one in low]])
    ends = [linprog(sign * goal, A_ub=both, b_ub=limits, bounds=(0, None)) for sign in (1, -1)]
    return float(ends[0].fun or 0.0), -float(ends[1].fun or 0.0) if ends[1].status == 0 else np.inf
