"""Rules as data: what they may read, and that nothing else can be read."""

import tomllib
from typing import Any

import pytest

from professionalism.services.signals.finders import FINDERS
from professionalism.workflow.signal_rules import FILE, Kind, SignalRuleError, rules_parse, signal_rules


def content() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def test_the_rules_of_the_issue_are_there_each_with_its_source() -> None:
    assert [rule.code for rule in signal_rules()] == [
        *("force_complaint", "attitude_complaint", "unjustified_force", "missing_report", "above_peers"),
        *("judgment", "colleague_report", "injury"),
    ]
    assert all(rule.citation and rule.label.nl and rule.about.de for rule in signal_rules())


def test_every_kind_has_a_finder() -> None:
    assert set(FINDERS) == set(Kind)


@pytest.mark.parametrize("kind", ["sick_leave", "origin", "religion"])
def test_no_rule_reads_sick_leave_or_origin(kind: str) -> None:
    changed = content()
    changed["rule"][0] |= {"kind": kind}
    with pytest.raises(SignalRuleError, match="unknown kind"):
        rules_parse(changed)


def test_parameters_that_do_not_belong_to_a_kind_are_refused() -> None:
    changed = content()
    changed["rule"][0]["parameters"]["sick_leave_days"] = 30
    with pytest.raises(SignalRuleError, match="takes"):
        rules_parse(changed)


def test_two_rules_of_one_code_are_refused() -> None:
    changed = content()
    changed["rule"].append(changed["rule"][0])
    with pytest.raises(SignalRuleError, match="one code"):
        rules_parse(changed)
