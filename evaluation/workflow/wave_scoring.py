"""From answers to constructs, while rows are read: running sums, never a row. Explained in docs/methods/surveys.md."""

from dataclasses import dataclass, field
from math import sqrt

from evaluation.workflow.waves import Construct, Figure
from legitimacy.indicators.intervals import UNKNOWN_DESIGN_EFFECT, normal_quantile

FEW_POINTS = 7
"""Scales of at most so many points have two best answers; on longer ones whatever lies above the middle counts."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How the answers of one item become scores 0-100 in which high is favourable.

    Whole numbers from `low` to `high`, turned round where a high one is unfavourable; or, with `scores`, a score for
    each answer. `missing` are answers that say nothing.
    """

    low: int = 0
    high: int = 0
    is_reversed: bool = False
    missing: frozenset[str] = frozenset()
    scores: tuple[tuple[str, float], ...] = ()

    def score(self, text: str) -> float | None:
        """The score of an answer, None where it says nothing. ValueError for an answer outside of the scale."""
        if not text or text in self.missing:
            return None
        if self.scores:
            return dict(self.scores)[text] if text in dict(self.scores) else _outside()
        sign = text.removeprefix("-")
        if not (sign.isascii() and sign.isdigit() and len(sign) < 6) or not self.low <= int(text) <= self.high:
            return _outside()
        place = (int(text) - self.low) / (self.high - self.low) * 100
        return 100 - place if self.is_reversed else place

    @property
    def points(self) -> int:
        return len(self.scores) or self.high - self.low + 1

    @property
    def top(self) -> float:
        """The lowest score that counts as favourable; mirrored, the highest that counts as unfavourable."""
        if self.scores or self.points <= 3:
            return 100.0
        if self.points > FEW_POINTS:
            return 50.0 + 50.0 / (self.points - 1)
        return 100.0 * (self.points - 2) / (self.points - 1)

    def stored(self) -> list[object]:
        """What makes answers comparable, for the record of a wave."""
        return [dict(self.scores)] if self.scores else [self.low, self.high, self.is_reversed]


def _outside() -> float:
    raise ValueError


@dataclass(frozen=True, slots=True)
class Answered:
    """What one respondent says of a construct: a score 0-100, and whether the answers are those that it counts."""

    score: float
    counts: bool


def construct_answered(
    construct: Construct, scored: dict[str, float | None], scales: dict[str, Scale]
) -> Answered | None:
    """None where fewer items than the construct needs have a valid answer. Most of the valid answers decide."""
    found = [(score, scales[item.code].top) for item in construct.items if (score := scored.get(item.code)) is not None]
    if len(found) < construct.valid_least:
        return None
    is_bottom = construct.figure == Figure.BOTTOM
    counting = sum(score <= 100 - top + 1e-9 if is_bottom else score >= top - 1e-9 for score, top in found)
    return Answered(sum(score for score, _top in found) / len(found), counting * 2 > len(found))


@dataclass(slots=True)
class Sums:
    """Running sums over respondents, with their weights."""

    n: int = 0
    weight: float = 0.0
    squares: float = 0.0
    score: float = 0.0
    score_squares: float = 0.0
    counting: float = 0.0

    def add(self, answered: Answered, weight: float) -> None:
        self.n += 1
        self.weight += weight
        self.squares += weight * weight
        self.score += weight * answered.score
        self.score_squares += weight * answered.score * answered.score
        self.counting += weight * answered.counts

    def told(self, stated: float | None) -> "Told":
        """Weighted mean, share and standard deviation; `stated` is the design effect of the codebook.

        Without one it is 1.5, or that of the weights alone (Kish: n sum w² / (sum w)²) where that is larger.
        """
        mean = self.score / self.weight
        variance = max(0.0, self.score_squares / self.weight - mean * mean)
        spread = sqrt(variance * self.n / (self.n - 1)) if self.n > 1 else 0.0
        kish = self.n * self.squares / (self.weight * self.weight)
        effect = stated if stated is not None else max(UNKNOWN_DESIGN_EFFECT, kish)
        return Told(self.n, min(100.0, mean), spread, min(1.0, self.counting / self.weight), effect)


@dataclass(frozen=True, slots=True)
class Told:
    """One construct of all respondents or of a group. Mean and deviation in points 0-100, `share` 0-1."""

    n: int
    mean: float | None
    deviation: float | None
    share: float | None
    design_effect: float

    def points(self, figure: str) -> tuple[float, float]:
        """Value in points and the variance of its estimate: of the mean, or of the share as percentage points."""
        if figure == Figure.MEAN:
            value, spread = self.mean or 0.0, self.deviation or 0.0
        else:
            value = (self.share or 0.0) * 100
            spread = sqrt(value * (100 - value))
        return value, spread * spread * self.design_effect / self.n


@dataclass(frozen=True, slots=True)
class Gap:
    high: str
    low: str
    difference: float
    lower: float
    upper: float
    least: int


def gap_of(groups: dict[str, Told], figure: str, least: int) -> Gap | None:
    """The largest difference between groups of at least `least`; None where fewer than two are large enough.

    In points: d +- 1.96 sqrt(v1 + v2), v the squared standard error of each group.
    """
    found = {code: told.points(figure) for code, told in groups.items() if told.n >= least}
    if len(found) < 2:
        return None
    ordered = sorted(found, key=lambda code: (found[code][0], code))
    low, high = ordered[0], ordered[-1]
    difference = found[high][0] - found[low][0]
    half = normal_quantile(0.95) * sqrt(found[high][1] + found[low][1])
    return Gap(high, low, difference, difference - half, difference + half, min(groups[low].n, groups[high].n))


@dataclass(slots=True)
class WaveSums:
    """All sums of one corps: by construct, split and group (both empty for everybody)."""

    answered: int = 0
    weight: float = 0.0
    sums: dict[tuple[str, str, str], Sums] = field(default_factory=dict)

    def add(self, told: dict[str, Answered], groups: dict[str, str], weight: float) -> None:
        self.answered += 1
        self.weight += weight
        places = [("", ""), *((split, group) for split, group in groups.items() if group)]
        for construct, answered in told.items():
            for split, group in places:
                self.sums.setdefault((construct, split, group), Sums()).add(answered, weight)
