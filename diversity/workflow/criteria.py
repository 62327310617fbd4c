"""The quality criterion of diversity: what is met, by which figure, and what would meet it. Pure rules.

A criterion is met when the target is reached, or when a third of the gap between the own baseline and the target was
closed (methods, part 12). What may not be seen, or was not delivered, is not assessed and never counts as failed.
"""

import csv
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

GAP_CLOSED = 1 / 3
"""Part of the own gap that counts as met (methods, part 12; a proposal)."""
LEAST_ASSESSED = 4
"""Criteria that must have been assessed before their share says something (framework 2026, DRV-14)."""
_ROUNDING = 1e-9


class Answer(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    NOT_ASSESSED = "not_assessed"
    NOT_APPLICABLE = "not_applicable"


class Why(StrEnum):
    """What an answer rests on."""

    TARGET = "target"
    GAP = "gap"
    DONE = "done"
    BELOW = "below"
    MISSING = "missing"
    HIDDEN = "hidden"
    NARROW = "narrow"
    NO_DELIVERY = "no_delivery"
    NO_GOAL = "no_goal"
    SMALL = "small"
    NOT_DUE = "not_due"


@dataclass(frozen=True, slots=True)
class Criterion:
    """`from_size` is the smallest denominator for which the criterion applies; None: for every corps."""

    key: str
    indicators: tuple[str, ...]
    from_size: int | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A figure as the reader may see it. `hidden`: there is one, and it is protected; `small`: it rests on
    too few for the framework; `value` None: none was delivered.

    `minimum` is the smallest count that this reader may be told of (0: all). `baseline` is the frozen first value.
    """

    indicator: str
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    period: str = ""
    target: float | None = None
    baseline: float | None = None
    hidden: bool = False
    small: bool = False
    minimum: int = 0

    @property
    def count_at_one(self) -> float | None:
        """How many people a value of 1 would be: the denominator of a share, and of a ratio that times the share of
        residents. None where it cannot be told.
        """
        if self.numerator is None or not self.value:
            return self.denominator
        return self.numerator / self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What records say on the day: nothing about a person."""

    plan_running: bool = False
    composition_on: date | None = None
    composition_fresh: bool = False
    survey_answered: bool = False
    actions: int = 0
    actions_due: int = 0
    actions_checked: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """`threshold` is the value that meets it, `needed` how many more people at the same size."""

    criterion: str
    answer: Answer
    why: Why
    reading: Reading | None = None
    threshold: float | None = None
    needed: int | None = None


def threshold_of(target: float, baseline: float | None) -> float:
    """The value that meets a criterion of which more is better. Scale of the value. Source: methods, part 12.

    Without a baseline, or with one at or above the target, it is the target.
    """
    if baseline is None or baseline >= target:
        return target
    return min(target, baseline + (target - baseline) * GAP_CLOSED)


def figure_judged(criterion: Criterion, reading: Reading) -> Judged:
    """One figure against its criterion.

    An answer is a disclosure too: where it would tell a protected count more closely than the minimum allows, the
    criterion is not assessed. That depends on sizes and thresholds only, never on the count itself.
    """

    def told(answer: Answer, why: Why, **more: float | int | None) -> Judged:
        return Judged(criterion=criterion.key, answer=answer, why=why, reading=reading, **more)  # type: ignore[arg-type]

    if reading.hidden:
        return told(Answer.NOT_ASSESSED, Why.HIDDEN)
    if reading.small:
        return told(Answer.NOT_APPLICABLE, Why.SMALL)
    if reading.value is None:
        legal = reading.indicator in ("DRV-06", "DRV-07")
        return told(Answer.NOT_ASSESSED, Why.NO_DELIVERY if legal else Why.MISSING)
    small = criterion.from_size is not None and (reading.denominator or 0) < criterion.from_size
    if small:
        return told(Answer.NOT_APPLICABLE, Why.SMALL)
    if reading.target is None:
        return told(Answer.NOT_ASSESSED, Why.NO_GOAL)
    threshold = threshold_of(reading.target, reading.baseline)
    one = reading.count_at_one
    wanted = None if one is None else math.ceil(threshold * one - _ROUNDING)
    if reading.minimum and wanted is not None and wanted - reading.minimum < reading.minimum:
        return told(Answer.NOT_ASSESSED, Why.NARROW)
    if reading.value >= reading.target - _ROUNDING:
        return told(Answer.MET, Why.TARGET, threshold=threshold)
    if reading.value >= threshold - _ROUNDING:
        return told(Answer.MET, Why.GAP, threshold=threshold)
    lacking = None if wanted is None or reading.numerator is None else math.ceil(wanted - reading.numerator - _ROUNDING)
    return told(Answer.NOT_MET, Why.BELOW, threshold=threshold, needed=lacking)


def criteria_judged(readings: Mapping[str, Reading], facts: Facts) -> list[Judged]:
    """Every criterion of the list, in its order. `readings` by indicator; one that is absent was not delivered."""
    return [_judged(criterion, readings, facts) for criterion in criteria()]


def _judged(criterion: Criterion, readings: Mapping[str, Reading], facts: Facts) -> Judged:
    if criterion.key == "plan":
        return _fact(criterion, facts.plan_running)
    if criterion.key == "measurement":
        return _fact(criterion, facts.composition_fresh and facts.survey_answered)
    if criterion.key == "actions":
        if facts.actions and not facts.actions_due and not facts.actions_checked:
            return Judged(criterion=criterion.key, answer=Answer.NOT_ASSESSED, why=Why.NOT_DUE)
        return _fact(criterion, facts.actions_checked > 0)
    answers = [figure_judged(criterion, readings.get(code, Reading(indicator=code))) for code in criterion.indicators]
    return min(answers, key=lambda each: ORDER.index(each.answer))


ORDER = (Answer.MET, Answer.NOT_MET, Answer.NOT_APPLICABLE, Answer.NOT_ASSESSED)
"""Of two figures either of which may meet a criterion, the one that says most goes first."""


def _fact(criterion: Criterion, done: bool) -> Judged:
    answer, why = (Answer.MET, Why.DONE) if done else (Answer.NOT_MET, Why.MISSING)
    return Judged(criterion=criterion.key, answer=answer, why=why)


def counted(judged: Iterable[Judged]) -> tuple[int, int]:
    """Criteria met, and criteria that apply and were assessed."""
    answers = [each.answer for each in judged]
    met = answers.count(Answer.MET)
    return met, met + answers.count(Answer.NOT_MET)


@cache
def criteria() -> tuple[Criterion, ...]:
    """The list that ships, from `data/diversity/criteria.csv`."""
    path = Path(__file__).resolve().parents[2] / "data" / "diversity" / "criteria.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Criterion(
                row["criterion"],
                tuple(row["indicators"].split()),
                int(row["from_size"]) if row["from_size"] else None,
                row["source"],
            )
            for row in csv.DictReader(file)
        )


def figure_codes() -> tuple[str, ...]:
    """Indicators that criteria are judged by."""
    return tuple(dict.fromkeys(code for criterion in criteria() for code in criterion.indicators))
