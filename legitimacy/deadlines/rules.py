"""Rule sets: how many days, from what, until what. Read once from `data/deadlines/`."""

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from django.conf import settings

from legitimacy.codes import Label

FOLDER = settings.BASE_DIR / "data" / "deadlines"


class Unit(StrEnum):
    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One term. It runs from the newest event of the first kind in `starts` that happened, until any of `ends`.

    `roll`: a last day that is no working day moves to the next. `repeats`: each newer start begins it anew.
    `right`: a right of somebody, never overdue. `waits_for_justice`: a criminal inquiry leaves it open until its end.
    `alarms` are days after the start on which to warn.
    """

    code: str
    amount: int
    unit: Unit
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    pausable: bool = False
    extendable_by: int = 0
    roll: bool = False
    repeats: bool = False
    right: bool = False
    waits_for_justice: bool = False
    alarms: tuple[int, ...] = ()
    basis: str
    citation: str | Label


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """`longest_wait_days`: how many days of waiting for a person may stop the clock in all."""

    code: str
    version: str
    valid_from: date
    longest_wait_days: int
    rules: tuple[Rule, ...]

    def rule(self, code: str) -> Rule:
        return next(rule for rule in self.rules if rule.code == code)


@cache
def rule_sets(name: str) -> tuple[RuleSet, ...]:
    """All versions in one file of `data/deadlines/`, oldest first."""
    content = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return tuple(sorted((_set(entry) for entry in content["set"]), key=lambda found: found.valid_from))


def rule_set_on(name: str, day: date) -> RuleSet:
    """The version in force on a day; the oldest for days before all of them."""
    begun = [found for found in rule_sets(name) if found.valid_from <= day]
    return begun[-1] if begun else rule_sets(name)[0]


def _set(entry: dict[str, Any]) -> RuleSet:
    rules = tuple(_rule(row) for row in entry["rule"])
    return RuleSet(rules=rules, **{name: value for name, value in entry.items() if name != "rule"})


def _rule(row: dict[str, Any]) -> Rule:
    values: dict[str, Any] = row | {"unit": Unit(row["unit"])}
    values |= {name: tuple(row[name]) for name in ("starts", "ends", "alarms") if name in row}
    if isinstance(row["citation"], dict):
        values["citation"] = Label(**row["citation"])
    return Rule(**values)
