"""From answers to what may be told of them. Pure arithmetic; explained in docs/methods/inclusion.md.

What is too small to be shown is not computed, so that it is stored nowhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from diversity.workflow.surveys import ABOUT_SELF, POINTS, Construct, Item
from legitimacy.indicators.intervals import mean_interval

Floats = npt.NDArray[np.float64]
Answers = Mapping[str, Any]
EVERYBODY_ASKED = 1.0
"""Design effect: nobody was drawn, so answers count in full. The margin knows nothing of those who did not answer."""
Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Which answers count, and how many it takes to tell of them."""

    answered: int
    group: int
    cell: int
    valid_share: float
    construct_share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """A mean score 0-100 over `n` respondents with 95 % limits; `deviation` is the sample standard deviation."""

    value: float
    lower: float
    upper: float
    n: int
    deviation: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """The largest difference between two groups that are large enough, in score points with 95 % limits."""

    high: str
    low: str
    value: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Shares (0-1) of the valid answers to one sentence. `neither` is None where only agreeing and not can be told
    apart; all are None where hardly anybody, or hardly anybody else, answered so.
    """

    agree: float | None = None
    neither: float | None = None
    disagree: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """`climate` by construct, and in total under the empty name; `gaps` by question; `items` by code."""

    climate: dict[str, Mean]
    gaps: dict[str, Gap]
    items: dict[str, Shares]

    def stored(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> "Result":
        return cls(
            climate={key: Mean(**one) for key, one in stored["climate"].items()},
            gaps={key: Gap(**one) for key, one in stored["gaps"].items()},
            items={key: Shares(**one) for key, one in stored["items"].items()},
        )


def result_of(answers: Sequence[Answers], items: Sequence[Item], limits: Limits) -> Result | None:
    """What may be told of a closed round; None where fewer than `limits.answered` gave enough valid answers."""
    raw = points_of(answers, items)
    scores = scores_of(raw, items)
    totals = _mean_where(scores, limits.valid_share)
    if np.count_nonzero(~np.isnan(totals)) < limits.answered:
        return None
    climate = {"": _mean(totals)}
    for construct in Construct.values:
        columns = [place for place, item in enumerate(items) if item.construct == construct]
        found = _mean_where(scores[:, columns], limits.construct_share)
        if _may_be_told(found, limits):
            climate[construct] = _mean(found)
    gaps = {
        question.code: gap
        for question in ABOUT_SELF
        if (gap := _gap(totals, [str(one.get(question.code, "")) for one in answers], question.choices, limits))
    }
    shares = {item.code: _shares(raw[:, place], limits) for place, item in enumerate(items)}
    return Result(climate=climate, gaps=gaps, items=shares)


def points_of(answers: Sequence[Answers], items: Sequence[Item]) -> Floats:
    """Points 1-5 as they were given, one row per respondent and one column per item; NaN where not answered."""
    table = np.full((len(answers), len(items)), np.nan)
    for row, answer in enumerate(answers):
        for column, item in enumerate(items):
            given = answer.get(item.code)
            if given is not None:
                table[row, column] = float(given)
    return table


def scores_of(points: Floats, items: Sequence[Item]) -> Floats:
    """Points as scores 0-100 in which high is good: sentences that tell of a worse climate are turned round."""
    turned = np.array([item.is_reversed for item in items])
    return np.where(turned, POINTS - points, points - 1) / (POINTS - 1) * 100


def _mean_where(scores: Floats, least: float) -> Floats:
    """Mean of the valid scores of each respondent; NaN where fewer than the share `least` are valid."""
    valid = np.count_nonzero(~np.isnan(scores), axis=1)
    sums = np.nansum(scores, axis=1)
    return np.where(valid >= least * scores.shape[1], sums / np.maximum(valid, 1), np.nan)


def _mean(values: Floats) -> Mean:
    kept = values[~np.isnan(values)]
    mean, deviation = float(kept.mean()), float(kept.std(ddof=1))
    interval = mean_interval(mean, deviation, len(kept), deff=EVERYBODY_ASKED)
    lower, upper = max(0.0, float(interval.lower)), min(100.0, float(interval.upper))
    return Mean(value=mean, lower=lower, upper=upper, n=len(kept), deviation=deviation)


def _may_be_told(scores: Floats, limits: Limits) -> bool:
    """Enough people, and not all but a few of them at one end: that would say what everybody thinks."""
    kept = scores[~np.isnan(scores)]
    inside = min(np.count_nonzero(kept > 0), np.count_nonzero(kept < 100))
    return bool(len(kept) >= limits.answered and inside >= limits.cell)


def _gap(totals: Floats, told: Sequence[str], choices: Sequence[tuple[str, object]], limits: Limits) -> Gap | None:
    """Means and sizes of the groups are not told: with them, and the mean of all, those left over could be solved."""
    groups = np.array(told)
    found = {}
    for code, _words in choices:
        kept = totals[(groups == code) & ~np.isnan(totals)]
        if len(kept) >= limits.group:
            found[code] = (float(kept.mean()), float(kept.var(ddof=1)) / len(kept))
    if len(found) < 2:
        return None
    ordered = sorted(found, key=lambda code: found[code][0])
    low, high = ordered[0], ordered[-1]
    gap = found[high][0] - found[low][0]
    half = Z95 * float(np.sqrt(found[high][1] + found[low][1]))
    return Gap(high=high, low=low, value=gap, lower=gap - half, upper=gap + half)


def _shares(points: Floats, limits: Limits) -> Shares:
    """Three kinds of answers, else two, else none: no cell that is told holds fewer than `limits.cell` people."""
    valid = points[~np.isnan(points)]
    middle = (POINTS + 1) // 2
    agree, disagree = int((valid > middle).sum()), int((valid < middle).sum())
    neither = len(valid) - agree - disagree
    if len(valid) < limits.answered or min(agree, neither + disagree) < limits.cell:
        return Shares()
    if min(neither, disagree) < limits.cell:
        return Shares(agree=agree / len(valid), disagree=(neither + disagree) / len(valid))
    return Shares(agree=agree / len(valid), neither=neither / len(valid), disagree=disagree / len(valid))
