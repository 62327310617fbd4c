"""The rules of early signals, read once from `data/professionalism/signals.toml`: an operator changes them there."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from django.conf import settings

from legitimacy.codes import Label

FILE = settings.BASE_DIR / "data" / "professionalism" / "signals.toml"
BASES = frozenset({"seen", "own", "proposal"})


class Kind(StrEnum):
    """Where a rule reads. No kind reads sick leave, origin, religion or opinion, so that no rule can."""

    MEMBER_EVENT = "member_event"
    FORCE_FINDING = "force_finding"
    MISSING_REPORT = "missing_report"
    PEERS = "peers"
    COLLEAGUE_REPORT = "colleague_report"
    INJURY = "injury"


PARAMETERS: Mapping[Kind, frozenset[str]] = {
    Kind.MEMBER_EVENT: frozenset({"event"}),
    Kind.FORCE_FINDING: frozenset({"findings"}),
    Kind.MISSING_REPORT: frozenset({"from_level", "within_days"}),
    Kind.PEERS: frozenset({"level", "least_peers", "least_exposure", "least_incidents"}),
    Kind.COLLEAGUE_REPORT: frozenset(),
    Kind.INJURY: frozenset({"harms"}),
}


class SignalRuleError(ValueError):
    """A rule that cannot be used; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalRule:
    """One rule. `family` groups the signals that count as coming back; `about` is what the member reads."""

    code: str
    kind: Kind
    label: Label
    about: Label
    family: str
    expires_months: int
    valid_from: date
    parameters: Mapping[str, Any]
    basis: str
    citation: Label


def rules_parse(content: Mapping[str, Any]) -> tuple[SignalRule, ...]:
    """The rules of a file. SignalRuleError for an unknown kind or basis, and for parameters that do not fit."""
    found = tuple(_rule(row) for row in content["rule"])
    if len({rule.code for rule in found}) < len(found):
        raise SignalRuleError("Two rules have one code.")
    return found


@cache
def signal_rules() -> tuple[SignalRule, ...]:
    return rules_parse(tomllib.loads(FILE.read_text(encoding="utf-8")))


def rule_of(code: str) -> SignalRule | None:
    """The rule of a code; None for one that its file lost, so that old signals stay readable."""
    return next((rule for rule in signal_rules() if rule.code == code), None)


def families_of(codes: Iterable[str]) -> frozenset[str]:
    return frozenset(rule.family for rule in signal_rules() if rule.code in set(codes))


def codes_of(families: Iterable[str]) -> list[str]:
    return [rule.code for rule in signal_rules() if rule.family in set(families)]


def _rule(row: Mapping[str, Any]) -> SignalRule:
    code = row["code"]
    if row["kind"] not in set(Kind) or row["basis"] not in BASES:
        raise SignalRuleError(f"Rule {code!r}: unknown kind or basis.")
    kind = Kind(row["kind"])
    if set(row["parameters"]) != PARAMETERS[kind]:
        raise SignalRuleError(f"Rule {code!r}: a rule of kind {kind} takes {sorted(PARAMETERS[kind])}.")
    texts = {name: Label(**row[name]) for name in ("label", "about", "citation")}
    return SignalRule(**dict(row) | {"kind": kind} | texts)
