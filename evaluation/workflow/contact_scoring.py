"""From the answers of a half-year to what may be told of it. What is too small is not computed, so not stored."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from evaluation.workflow.contact import INDEX, POINTS, SPLITS, constructs_of, number
from evaluation.workflow.wave_scoring import Answered, Gap, Sums, Told, construct_answered, gap_of

DRAWN_AT_RANDOM = 1.0
"""Design effect: who was asked was drawn by lot from the contacts."""


@dataclass(frozen=True, slots=True)
class Half:
    """What a closed half-year keeps: valid questionnaires, respondents with an index, its mean and deviation, and what
    the corps may see.
    """

    answered: int
    scored: int
    score: float | None
    deviation: float | None
    result: dict[str, Any]


def half_of_answers(answers: Sequence[Mapping[str, Any]], version: str, on: date) -> Half:
    """Count answers once. `result` is empty where fewer than the minimum gave enough valid answers."""
    constructs = constructs_of(version, on)
    scales = {item.code: POINTS for construct in constructs for item in construct.items}
    sums: dict[str, Sums] = {construct.code: Sums() for construct in constructs}
    ends: dict[str, list[int]] = {construct.code: [0, 0] for construct in constructs}
    groups: dict[str, dict[str, Sums]] = {split: {} for split in SPLITS}
    valid = 0
    for one in answers:
        scored = {code: POINTS.score(str(one.get(code, ""))) for code in scales}
        valid += any(score is not None for score in scored.values())
        for construct in constructs:
            answered = construct_answered(construct, scored, scales)
            if answered is None:
                continue
            sums[construct.code].add(answered, 1.0)
            _ends_count(ends[construct.code], answered)
            if construct.code == INDEX:
                for split in SPLITS:
                    group = str(one.get(split, ""))
                    if group in SPLITS[split]:
                        groups[split].setdefault(group, Sums()).add(answered, 1.0)
    index = sums[INDEX]
    if index.n < number("result_least", on):
        return Half(valid, 0, None, None, {})
    told = {code: _told(one, ends[code], on) for code, one in sums.items()}
    gaps = {split: gap for split, found in groups.items() if (gap := _gap(found, on))}
    result = {
        "constructs": {code: asdict(one) for code, one in told.items() if one is not None},
        "gaps": {split: asdict(gap) for split, gap in gaps.items()},
    }
    whole = index.told(DRAWN_AT_RANDOM)
    return Half(valid, index.n, whole.mean, whole.deviation, result)


def _ends_count(ends: list[int], answered: Answered) -> None:
    """How many stand above the lowest and below the highest score."""
    ends[0] += answered.score > 0
    ends[1] += answered.score < 100


def _told(sums: Sums, ends: list[int], on: date) -> Told | None:
    """Enough people, and not all but a few of them at one end; a share only where neither side is small."""
    least, cell = number("result_least", on), number("cell_least", on)
    if sums.n < least or min(ends) < cell:
        return None
    told = sums.told(DRAWN_AT_RANDOM)
    favourable = round(sums.counting)
    if min(favourable, sums.n - favourable) < cell:
        return Told(told.n, told.mean, told.deviation, None, told.design_effect)
    return told


def _gap(groups: dict[str, Sums], on: date) -> Gap | None:
    told = {group: one.told(DRAWN_AT_RANDOM) for group, one in groups.items()}
    return gap_of(told, "mean", number("group_least", on))
