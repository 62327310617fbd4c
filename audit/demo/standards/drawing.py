"""Draws the simulated assessments and samples: numbers only, in the world behind all figures of the example.

Each corps is assessed every two years, pages are tested every year, queries are sampled by half-year and replies by
year. A corps that does well in the world scores well here.

V038 Tannenried has nothing. V019 Eikenstreek chose the database queries of the last half of 2025 itself, so that this
sample is rejected.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from legitimacy.simulations import Example

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

SILENT = ("V038",)
COMPLETE = frozenset({"V017", "V019", "V039", "V042", "V062", "V064", "V081", "V082"})
NEVER = 0.05
"""Chance that a corps never delivers one of these indicators; those with planted cases deliver all."""
REJECTED = ("V019", "LEG-13", 30)
"""Corps, indicator and first column of a rejected sample."""
EVERY, FIRST = 8, 4
"""Quarters between two assessments of a corps, and the first column with a year before it."""
SAMPLED_FROM = 8
"""First column of samples: 2020, a year before the first scorecard."""
OFFSETS = {"EFF-04": 0, "PRV-13": 3, "DRV-13": 6}
FEWEST_DOCUMENTS, MOST_DOCUMENTS = 6, 9
QUERIES, REPLIES, PAGES = 30, 5, 30
"""Items by quarter, by quarter, and in all: the plans of the three standards."""
DISAGREE = 0.04
"""Chance that one of two readers sees an item differently."""
TOO_KIND = 0.12
"""Chance that a corps gives itself more than it gets."""


@dataclass(frozen=True, slots=True)
class DrawnList:
    """One assessment by points: levels (2 met, 1 partly, 0 not) by criterion, as judged and as the corps says."""

    corps: int
    code: str
    column: int
    judged: Ints
    said: Ints


@dataclass(frozen=True, slots=True)
class DrawnDocuments:
    """The corps's own standards judged at one time: `levels` by document and criterion."""

    corps: int
    column: int
    levels: Ints


@dataclass(frozen=True, slots=True)
class DrawnSample:
    """A sample of one corps; `first` and `last` are the columns of its first and last quarter."""

    corps: int
    code: str
    first: int
    last: int
    rng: np.random.Generator = field(repr=False)
    share: float
    size: int
    is_rejected: bool

    def outcomes(self, size: int) -> tuple[Bools, Bools, Bools]:
        """Whether each item passes: to the first reader, to the second, and in the end."""
        passes = self.rng.random(size) < self.share
        differs = self.rng.random(size) < DISAGREE
        firsts = self.rng.random(size) < 0.5
        return passes ^ (differs & firsts), passes ^ (differs & ~firsts), passes


def silent_pairs(example: Example) -> set[tuple[int, str]]:
    """Corps and indicators that are never delivered."""
    rng = example.generator("standards", "missing")
    codes = ("EFF-04", "LEG-13", "DRV-13", "PRV-07", "PRV-13", "PRV-14")
    drawn = rng.random((len(example.codes), len(codes))) < NEVER
    return {
        (row, codes[column])
        for row, corps in enumerate(example.codes)
        for column in range(len(codes))
        if corps in SILENT or (drawn[row, column] and corps not in COMPLETE)
    }


def lists_draw(example: Example, code: str, worth: Ints, silent: set[tuple[int, str]]) -> Iterator[DrawnList]:
    """Assessments of the corps as a whole by a list whose criteria are worth `worth` points."""
    expected = example.expected(code)
    for corps, column in _columns(example, OFFSETS[code]):
        if (corps, code) in silent:
            continue
        rng = example.generator("standards", code, example.codes[corps], str(column))
        judged = levels_for(rng, worth, float(expected[corps, column]) / 100)
        kinder = (rng.random(len(worth)) < TOO_KIND) & (judged < 2)
        yield DrawnList(corps, code, column, judged, judged + kinder)


def levels_for(rng: np.random.Generator, worth: Ints, share: float) -> Ints:
    """Levels of which the points come as near to `share` of all as halves allow."""
    order = rng.permutation(len(worth))
    wanted = float(np.clip(share, 0, 1)) * float(worth.sum())
    levels = np.zeros(len(worth), dtype=np.int64)
    for place in order:
        points = float(worth[place])
        levels[place] = 2 if wanted >= points * 0.75 else 1 if wanted >= points * 0.25 else 0
        wanted -= points * levels[place] / 2
    return levels


def documents_draw(example: Example, criteria: int, silent: set[tuple[int, str]]) -> Iterator[DrawnDocuments]:
    expected = example.expected("DRV-13")
    for corps, column in _columns(example, OFFSETS["DRV-13"]):
        if (corps, "DRV-13") in silent:
            continue
        name = example.codes[corps]
        count = int(example.generator("standards", "documents", name).integers(FEWEST_DOCUMENTS, MOST_DOCUMENTS + 1))
        rounding = float(example.generator("standards", "rounding", name).random())
        met = int(np.clip(np.floor(count * float(expected[corps, column]) + rounding), 0, count))
        rng = example.generator("standards", "DRV-13", name, str(column))
        levels = np.full((count, criteria), 2, dtype=np.int64)
        for document in rng.permutation(count)[met:]:
            levels[document, rng.integers(0, criteria)] = rng.integers(0, 2)
        yield DrawnDocuments(corps, column, levels)


def samples_draw(example: Example, silent: set[tuple[int, str]]) -> Iterator[DrawnSample]:
    """Samples of queries by half-year, of replies by year, and of pages in one quarter of each year."""
    plans = (("LEG-13", 2, QUERIES), ("PRV-07", 4, REPLIES))
    for code, quarters, by_quarter in plans:
        expected = example.expected(code)
        for corps, first, last in _spans(example, quarters):
            if (corps, code) not in silent:
                share = float(expected[corps, first : last + 1].mean())
                yield _sample(example, corps, code, first, last, share, by_quarter * (last - first + 1))
    expected = example.expected("PRV-14")
    for corps, column in _columns(example, 1, every=4, first=SAMPLED_FROM):
        if (corps, "PRV-14") not in silent:
            yield _sample(example, corps, "PRV-14", column, column, float(expected[corps, column]), PAGES)


def _sample(example: Example, corps: int, code: str, first: int, last: int, share: float, size: int) -> DrawnSample:
    name = example.codes[corps]
    rng = example.generator("standards", code, name, str(first))
    return DrawnSample(corps, code, first, last, rng, share, size, (name, code, first) == REJECTED)


def _columns(example: Example, offset: int, *, every: int = EVERY, first: int = FIRST) -> Iterator[tuple[int, int]]:
    """When each corps is assessed: in turn, and in the first quarter of a corps that is new."""
    for corps in range(len(example.codes)):
        alive = np.flatnonzero(example.alive[corps])
        for column in alive:
            is_new = column == alive[0] and column > 0
            if column >= first and ((column - corps - offset) % every == 0 or is_new):
                yield corps, int(column)


def _spans(example: Example, quarters: int) -> Iterator[tuple[int, int, int]]:
    """Corps, first and last column of each stretch of so many quarters in which the corps existed."""
    for corps in range(len(example.codes)):
        for start in range(SAMPLED_FROM, len(example.quarters), quarters):
            alive = [column for column in range(start, start + quarters) if example.alive[corps, column]]
            if alive:
                yield corps, alive[0], alive[-1]
