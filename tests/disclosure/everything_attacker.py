"""Somebody who puts all that a product published into one system of whole numbers and solves for what is hidden.

Knows how things add up, that counts are whole and not negative, the weights and goalposts of scores, and the bases of
hidden shares. Shares no code with the choice or the proof of the product, nor with its own list of what is small.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from tests.disclosure.told import HIDDEN, Key, Told

Form = Mapping[Key, float]
"""A sum of unknown counts."""
ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Goal:
    """How an indicator is scored within its facet."""

    facet: str
    weight: float
    floor: float
    target: float


@dataclass(slots=True)
class EverythingAttacker:
    """`areas`: the corps in each subject. `summed`: indicators whose figures of areas are sums of those of corps.

    `bases`: what is known of denominators by subject, indicator and period, for the worst case.
    """

    areas: Mapping[str, Collection[str]]
    provinces: Sequence[str]
    summed: Collection[str]
    goals: Mapping[str, Goal]
    bases: Mapping[tuple[str, str, str], float]
    exact: dict[Key, tuple[float, float]] = field(default_factory=dict)
    scores: dict[tuple[str, str, str], tuple[float, float]] = field(default_factory=dict)
    states: dict[Key, dict[str, set[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    forms: list[tuple[Form, float, float]] = field(default_factory=list)
    columns: dict[Key, int] = field(default_factory=dict)

    def read(self, told: Iterable[Told]) -> None:
        """Keep the closest limits of each number, and which channel shows or hides it."""
        shares: dict[Key, tuple[float, float]] = {}
        for one in told:
            subject, what, period, side = one.key
            is_figure = side in ("numerator", "denominator", "value", "state")
            place = (subject, what, period, "figure") if is_figure else one.key
            if one.low is None or one.high is None:
                if one.state:
                    state = "band" if side == "score" and one.state == "band" else one.state
                    self.states[place]["hidden" if state in HIDDEN and state != "band" else state].add(one.channel)
                continue
            self.states[place]["band" if one.low < one.high and not is_figure else "ok"].add(one.channel)
            if side == "score":
                _closer(self.scores, (subject, what.partition(":")[2], period), one)
            elif side == "value":
                _closer(shares, one.key, one)
            else:
                _closer(self.exact, one.key, one)
        for (subject, what, period, _side), (low, high) in shares.items():
            base = self.bases.get((subject, what, period))
            if base and what in self.goals:
                key = subject, what, period, "numerator"
                _closer(self.exact, key, Told(key, "ok", low * base - ROUNDING, high * base + ROUNDING, "share"))

    def disagreeing(self) -> dict[Key, dict[str, set[str]]]:
        """What one channel shows and another hides."""
        return {key: dict(one) for key, one in self.states.items() if "hidden" in one and one.keys() & {"ok", "band"}}

    def add(self, form: Form, low: float, high: float) -> None:
        for key in form:
            self.columns.setdefault(key, len(self.columns))
        self.forms.append((form, low, high))

    def link(self) -> None:
        """Everything that was read, and how it adds up."""
        published = {key[:3]: low for key, (low, high) in self.exact.items() if key[3] == "denominator" and low == high}
        self.bases = published | dict(self.bases)
        for key, (low, high) in self.exact.items():
            self.add(self.form(key), low, high)
        for subject, what, period in {key[:3] for key in self.exact if ":" not in key[1]} | self.bases.keys():
            count, base = ((subject, what, period, side) for side in ("numerator", "denominator"))
            if what in self.goals:
                self.add(minus(self.form(base), self.form(count)), 0, np.inf)
            if (subject, what, period) in self.bases and what in self.goals:
                known = self.bases[subject, what, period]
                self.add(self.form(base), known, known)
        self._link_splits()
        self._link_scores()

    def form(self, key: Key) -> Form:
        """The counts of corps that a number is the sum of; of a split of the staff, the counts of provinces."""
        subject, what, period, side = key
        if what.startswith("staff:") and not what.startswith("staff:framework:"):
            return self._split(subject, what, period)
        if what in self.summed or what.startswith("staff:framework:"):
            found: dict[Key, float] = {}
            for corps in self.areas.get(subject, ()):
                for cell in _staff_cells(corps, what, period, side):
                    found[cell] = 1.0
            return found
        return {key: 1.0}

    def _split(self, subject: str, what: str, year: str) -> Form:
        _staff, part, group, sex = what.split(":")
        groups = self._groups(part) if group == "all" else [group]
        inside = self.provinces if subject not in self.provinces else [subject]
        return {
            (province, f"staff:{part}:{one}:{each}", year, "count"): 1.0
            for province in inside
            for one in groups
            for each in ("fmx" if sex == "all" else sex)
        }

    def _groups(self, part: str) -> list[str]:
        named = (key[1].split(":") for key in self.states if key[1].startswith(f"staff:{part}:"))
        return sorted({group for _staff, _part, group, _sex in named if group != "all"})

    def _link_splits(self) -> None:
        """Each split of the staff of a province counts the same women and men as its corps together."""
        for part, year in {(key[1].split(":")[1], key[2]) for key in self.states if key[1].startswith("staff:")}:
            if part != "framework":
                for province in self.provinces:
                    for sex in "fmx":
                        whole = self.form((province, f"staff:framework:all:{sex}", year, "count"))
                        self.add(minus(self.form((province, f"staff:{part}:all:{sex}", year, "count")), whole), 0, 0)

    def _link_scores(self) -> None:
        """A score that is told bounds each hidden share under it, whatever the other hidden ones are."""
        for (corps, facet, period), (low, high) in self.scores.items():
            goals = {code: goal for code, goal in self.goals.items() if goal.facet == facet}
            inside = {code: goal for code, goal in goals.items() if (corps, code, period) in self.bases}
            known = {code: self._score(corps, code, period) for code in inside}
            total = sum(goal.weight for goal in inside.values())
            shown = sum(goal.weight * (known[code] or 0.0) for code, goal in inside.items())
            hidden = [code for code in inside if known[code] is None]
            for code in hidden:
                others = 100.0 * sum(inside[one].weight for one in hidden if one != code)
                least = (low * total - shown - others) / inside[code].weight
                most = (high * total - shown) / inside[code].weight
                base = self.bases[corps, code, period]
                numbers = np.arange(int(base) + 1)
                scores = _scored(inside[code], numbers / base)
                fitting = numbers[(scores >= least - ROUNDING) & (scores <= most + ROUNDING)]
                if len(fitting):
                    key = corps, code, period, "numerator"
                    self.add(self.form(key), float(fitting.min()), float(fitting.max()))

    def _score(self, corps: str, code: str, period: str) -> float | None:
        low, high = self.exact.get((corps, code, period, "numerator"), (0.0, np.inf))
        if low != high:
            return None
        return float(_scored(self.goals[code], np.array([low / self.bases[corps, code, period]]))[0])

    def narrow(self, wanted: Sequence[Form]) -> list[tuple[float, float]]:
        """Least and largest value of each form over all whole counts that give what was published."""
        for form in wanted:
            for key in form:
                self.columns.setdefault(key, len(self.columns))
        matrix = self._matrix([form for form, _low, _high in self.forms])
        constraint = LinearConstraint(matrix, [low for _, low, _ in self.forms], [high for _, _, high in self.forms])
        found = []
        for form in wanted:
            aim = self._matrix([form]).toarray().ravel()
            whole = np.ones(len(aim), dtype=np.int64)
            ends = []
            for sign in (1, -1):
                answer = milp(sign * aim, constraints=constraint, bounds=Bounds(0, np.inf), integrality=whole)
                # Whole counts without an upper end are called unbounded or infeasible by the presolve: ask again.
                if answer.status in (2, 4):
                    answer = milp(sign * aim, constraints=constraint, bounds=Bounds(0, 1e6), integrality=whole)
                assert answer.status in (0, 3), (form, answer.message)
                ends.append(np.inf if answer.status == 3 else float(np.round(sign * answer.fun, 6)))
            found.append((ends[0], ends[1]))
        return found

    def _matrix(self, forms: Sequence[Form]) -> csr_array:
        rows = np.repeat(np.arange(len(forms)), [len(form) for form in forms])
        places = np.array([self.columns[key] for form in forms for key in form], dtype=np.int64)
        numbers = np.array([weight for form in forms for weight in form.values()])
        return csr_array((numbers, (rows, places)), shape=(len(forms), len(self.columns)))


def _staff_cells(corps: str, what: str, period: str, side: str) -> list[Key]:
    """A staff number of a corps as framework and sex; the share of women among the operational is one of them."""
    if what == "DRV-04":
        sexes = "f" if side == "numerator" else "fmx"
        return [(corps, f"staff:framework:operational:{sex}", period[:4], "count") for sex in sexes]
    if not what.startswith("staff:"):
        return [(corps, what, period, side)]
    _staff, _part, group, sex = what.split(":")
    groups = ("operational", "civilian") if group == "all" else (group,)
    sexes = "fmx" if sex == "all" else sex
    return [(corps, f"staff:framework:{one}:{each}", period, "count") for one in groups for each in sexes]


def _closer(known: dict[Key, tuple[float, float]] | dict[tuple[str, str, str], tuple[float, float]], key: object,
            one: Told) -> None:  # fmt: skip
    low, high = known.get(key, (-np.inf, np.inf))  # type: ignore[call-overload]
    known[key] = max(low, one.low or 0.0), min(high, one.high if one.high is not None else np.inf)  # type: ignore[index]


def minus(left: Form, right: Form) -> Form:
    found = dict(left)
    for key, weight in right.items():
        found[key] = found.get(key, 0.0) - weight
    return {key: weight for key, weight in found.items() if weight}


def _scored(goal: Goal, shares: np.ndarray) -> np.ndarray:
    return np.asarray(100 * np.clip((shares - goal.floor) / (goal.target - goal.floor), 0, 1))
