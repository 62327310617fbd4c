"""Funding advice: from figures to points, and from points to amounts (methods, part 12).

Needs nothing but Python: this very file ships beside every calculation sheet, and `python funding.py SHEET.json`
computes the sheet again and says whether the same comes out. Nobody's amount depends on the points of another: what a
corps does not earn stays in the envelope, so that there is no race and no rank.
"""

import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Standing(StrEnum):
    """What there is to judge for one indicator of one corps."""

    USABLE = "usable"
    SUPPRESSED = "suppressed"
    TOO_FEW = "too_few"
    NOT_DUE = "not_due"
    NO_SAMPLE_SIZE = "no_sample_size"
    NO_AUDITED_SAMPLE = "no_audited_sample"
    NO_LEGAL_DELIVERY = "no_legal_delivery"
    NOT_APPLICABLE = "not_applicable"
    NOT_DELIVERED = "not_delivered"
    REJECTED = "rejected"


# What was due and is missing gains nothing. All other absences are nobody's failure: they leave the sum.
GAINS_NOTHING = frozenset({Standing.NOT_DELIVERED, Standing.REJECTED})
# These were never asked of the corps, so they do not count against what could be assessed either.
NOT_ASKED = frozenset({Standing.NOT_APPLICABLE, Standing.NO_LEGAL_DELIVERY})


class Outcome(StrEnum):
    """What an indicator came to."""

    TARGET_REACHED = "target_reached"
    GAP_CLOSED = "gap_closed"
    PARTLY = "partly"
    NOTHING = "nothing"
    NOT_ASSESSED = "not_assessed"


class RulesError(ValueError):
    """Rules that cannot divide anything. `field` names the one that is wrong."""

    def __init__(self, field: str, reason: str) -> None:
        self.field = field
        super().__init__(f"{field}: {reason}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """One scheme.

    `envelope_cents` is what can be given at most. An indicator earns nothing at a score of `score_from` or less, all
    at `score_to` or more, and linearly between; or all when `gap_share` of the corps's own gap to the target was
    closed, linearly from nothing. `guaranteed_share` of a corps's maximum needs no points. Maxima go by
    residents ** `size_exponent`. A corps of which less than `minimum_assessed` of the weight could be judged is not
    assessed. Shares are 0-1, scores 0-100.
    """

    envelope_cents: int
    score_from: float = 50.0
    score_to: float = 100.0
    gap_share: float = 1 / 3
    size_exponent: float = 0.5
    guaranteed_share: float = 0.0
    minimum_assessed: float = 2 / 3

    def __post_init__(self) -> None:
        if self.envelope_cents <= 0:
            raise RulesError("envelope_cents", "an envelope holds more than nothing")
        if not 0 <= self.score_from < self.score_to <= 100:
            raise RulesError("score_from", "scores lie from 0 to 100, the first below the second")
        for field in ("size_exponent", "guaranteed_share", "minimum_assessed"):
            if not 0 <= getattr(self, field) <= 1:
                raise RulesError(field, "a share lies from 0 to 1")
        if not 0 < self.gap_share <= 1:
            raise RulesError("gap_share", "a share of a gap lies above 0 and up to 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One indicator of one corps: `value` and `baseline` in the stored scale, with the framework's goalposts."""

    indicator: str
    weight: float
    standing: str
    floor: float
    target: float
    value: float | None = None
    baseline: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Earned:
    """`score` (0-100), `gap_closed` (share of the own gap, None without one to close), `earned` (share 0-1)."""

    indicator: str
    outcome: str
    earned: float | None
    score: float | None = None
    gap_closed: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What a corps comes to. `amount_cents` and `points` are None when it is not assessed: its maximum is then kept
    apart for the authority, as nobody may gain or lose by what could not be seen.
    """

    corps: str
    maximum_cents: int
    assessed: float
    points: float | None
    amount_cents: int | None
    earned: tuple[Earned, ...]


def earned_by(item: Input, rules: Rules) -> Earned:
    """Level or progress, whichever gives more. Errors: RulesError when floor and target are equal."""
    standing = Standing(item.standing)
    if standing in GAINS_NOTHING:
        return Earned(indicator=item.indicator, outcome=Outcome.NOTHING, earned=0.0)
    if standing is not Standing.USABLE or item.value is None:
        return Earned(indicator=item.indicator, outcome=Outcome.NOT_ASSESSED, earned=None)
    if item.floor == item.target:
        raise RulesError(item.indicator, "its floor equals its target, so that there is nothing to score between")
    score = 100 * _share((item.value - item.floor) / (item.target - item.floor))
    level = _share((score - rules.score_from) / (rules.score_to - rules.score_from))
    gap_closed = _gap_closed(item)
    progress = _share(gap_closed / rules.gap_share) if gap_closed is not None else 0.0
    return Earned(
        indicator=item.indicator,
        outcome=_outcome(score, level, progress),
        earned=max(level, progress),
        score=score,
        gap_closed=gap_closed,
    )


def _gap_closed(item: Input) -> float | None:
    """Share of the gap between baseline and target that was closed; None without a gap, negative when it grew."""
    if item.baseline is None or item.value is None:
        return None
    gap = item.target - item.baseline
    is_short = gap > 0 if item.target > item.floor else gap < 0
    return (item.value - item.baseline) / gap if is_short else None


def _outcome(score: float, level: float, progress: float) -> Outcome:
    if score >= 100:
        return Outcome.TARGET_REACHED
    if progress >= 1:
        return Outcome.GAP_CLOSED
    return Outcome.PARTLY if max(level, progress) > 0 else Outcome.NOTHING


def advise(corps: Mapping[str, tuple[float, Sequence[Input]]], rules: Rules) -> dict[str, Advice]:
    """Advice for every corps, by code. `corps` holds the residents and the inputs of each.

    The maxima divide the envelope by size alone and are rounded down to a cent, so that they never sum to more.
    Errors: RulesError for residents of 0 or less.
    """
    sizes = {}
    for code, (residents, _inputs) in corps.items():
        if not residents > 0:
            raise RulesError(code, "a corps without residents has no size")
        sizes[code] = residents**rules.size_exponent
    total = sum(sizes.values())
    return {code: advise_one(code, sizes[code] / total, inputs, rules) for code, (_residents, inputs) in corps.items()}


def advise_one(code: str, size_share: float, inputs: Sequence[Input], rules: Rules) -> Advice:
    """Advice for one corps that has `size_share` (0-1) of the envelope as its maximum."""
    maximum = int(rules.envelope_cents * size_share)
    earned = tuple(earned_by(item, rules) for item in inputs)
    asked = sum(item.weight for item in inputs if Standing(item.standing) not in NOT_ASKED)
    counted = [(item.weight, one.earned) for item, one in zip(inputs, earned, strict=True) if one.earned is not None]
    weight = sum(share for share, _ in counted)
    assessed = weight / asked if asked > 0 else 0.0
    points = amount = None
    # A hair of rounding must not decide whether a corps is assessed.
    if weight > 0 and assessed >= rules.minimum_assessed - 1e-9:
        points = sum(share * each for share, each in counted) / weight
        amount = int(maximum * (rules.guaranteed_share + (1 - rules.guaranteed_share) * points) + 1e-6)
    return Advice(
        corps=code, maximum_cents=maximum, assessed=assessed, points=points, amount_cents=amount, earned=earned
    )


def sheet_digest(sheet: Mapping[str, Any]) -> str:
    """SHA-256 over everything in a sheet but the digest itself and its signatures."""
    content = {name: value for name, value in sheet.items() if name not in ("digest", "signatures")}
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def sheet_faults(sheet: Mapping[str, Any]) -> list[str]:
    """What in a sheet does not come out when it is computed again; empty when everything does."""
    faults = []
    if sheet.get("digest") != sheet_digest(sheet):
        faults.append("The checksum does not fit: the sheet was changed after it was made.")
    inputs = [Input(**{name: row[name] for name in Input.__slots__}) for row in sheet["inputs"]]
    advice = advise_one(sheet["corps"], sheet["size_share"], inputs, Rules(**sheet["rules"]))
    stated = [{name: row[name] for name in Earned.__slots__} for row in sheet["inputs"]]
    for one, said in zip(advice.earned, stated, strict=True):
        faults += _differences(one.indicator, asdict(one), said)
    result = asdict(advice)
    faults += _differences("result", {name: result[name] for name in sheet["result"]}, sheet["result"])
    return faults


def _differences(where: str, computed: Mapping[str, Any], stated: Mapping[str, Any]) -> list[str]:
    return [
        f"{where}: {name} is {stated[name]} on the sheet and {computed[name]} when computed again."
        for name in computed
        if not _same(computed[name], stated[name])
    ]


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, (int, float)):
        return abs(one - other) < 1e-9
    return bool(one == other)


def _share(value: float) -> float:
    return min(1.0, max(0.0, value))


def main(arguments: Sequence[str]) -> int:
    """Compute a sheet again. 0 when the same comes out, 1 when it does not, 2 when there is no sheet to read."""
    if len(arguments) != 1:
        sys.stderr.write("Give one calculation sheet: python funding.py SHEET.json\n")
        return 2
    try:
        with open(arguments[0], encoding="utf-8") as file:  # noqa: PTH123  this file runs alone, and stays plain
            sheet = json.load(file)
        faults = sheet_faults(sheet)
    except (OSError, ValueError, KeyError, TypeError) as fault:
        sys.stderr.write(f"This is no calculation sheet: {fault}\n")
        return 2
    sys.stdout.write("\n".join(faults) + "\n" if faults else f"The same comes out. Checksum {sheet['digest']}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
