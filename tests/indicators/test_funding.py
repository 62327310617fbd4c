"""Funding advice, against values worked by hand and against what must always hold."""

import json
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legitimacy.indicators import funding
from legitimacy.indicators.funding import Input, Outcome, Rules, RulesError, Standing, advise, advise_one, earned_by

RULES = Rules(envelope_cents=1_000_000_00)


def item(value: float | None, baseline: float | None = None, standing: str = "usable", **given: float) -> Input:
    usual = {"weight": 1.0, "floor": 0.4, "target": 0.9} | given
    return Input(indicator="EFF-01", standing=standing, value=value, baseline=baseline, **usual)


@pytest.mark.parametrize(
    ("value", "baseline", "earned", "outcome"),
    [
        # Goalposts 0.4 to 0.9. Score 50 lies at 0.65, 75 at 0.775.
        (0.9, None, 1.0, Outcome.TARGET_REACHED),
        (0.775, None, 0.5, Outcome.PARTLY),
        (0.65, None, 0.0, Outcome.NOTHING),
        # A gap of 0.6 from 0.3: a third of it is closed at 0.5, a sixth at 0.4.
        (0.5, 0.3, 1.0, Outcome.GAP_CLOSED),
        (0.4, 0.3, 0.5, Outcome.PARTLY),
        (0.2, 0.3, 0.0, Outcome.NOTHING),
        # From 0.76 to 0.775 a ninth of the gap is closed, a third of what a third asks; the level gives more.
        (0.775, 0.76, 0.5, Outcome.PARTLY),
        # Nobody who stood beyond the target has a gap to close.
        (0.7, 0.95, 0.2, Outcome.PARTLY),
    ],
)
def test_level_or_a_third_of_the_own_gap(value: float, baseline: float | None, earned: float, outcome: str) -> None:
    found = earned_by(item(value, baseline), RULES)
    assert found.earned == pytest.approx(earned)
    assert found.outcome == outcome


def test_lower_is_better_by_the_same_rule() -> None:
    late = earned_by(item(40.0, 100.0, floor=120.0, target=40.0), RULES)
    assert (late.earned, late.outcome) == (1.0, Outcome.TARGET_REACHED)
    assert earned_by(item(80.0, 100.0, floor=120.0, target=40.0), RULES).outcome == Outcome.GAP_CLOSED


@pytest.mark.parametrize("standing", ["suppressed", "too_few", "not_due", "no_audited_sample", "no_legal_delivery"])
def test_what_cannot_be_seen_is_not_assessed_and_never_failed(standing: str) -> None:
    advice = advise_one("V017", 0.5, [item(0.9), item(0.9), item(None, standing=standing)], RULES)
    assert advice.points == 1.0
    assert advice.earned[2].outcome == Outcome.NOT_ASSESSED


@pytest.mark.parametrize("standing", ["not_delivered", "rejected"])
def test_who_does_not_deliver_cannot_gain(standing: str) -> None:
    advice = advise_one("V017", 0.5, [item(0.9), item(None, standing=standing)], RULES)
    assert advice.points == 0.5


def test_without_a_legal_delivery_nothing_is_lost_not_even_the_assessment() -> None:
    inputs = [item(0.9), *(item(None, standing="no_legal_delivery") for _ in range(4))]
    assert advise_one("V017", 1.0, inputs, RULES).points == 1.0
    inputs = [item(0.9), *(item(None, standing="suppressed") for _ in range(4))]
    hidden = advise_one("V017", 1.0, inputs, RULES)
    assert hidden.points is None
    assert hidden.amount_cents is None
    assert hidden.assessed == pytest.approx(0.2)


def test_amounts_worked_by_hand() -> None:
    """Residents 10,000 and 40,000: sizes 100 and 200, so a third and two thirds of 1,000,000 euros."""
    corps = {"A": (10_000.0, [item(0.9)]), "B": (40_000.0, [item(0.775)])}
    advice = advise(corps, replace(RULES, guaranteed_share=0.2))
    assert advice["A"].maximum_cents == 33_333_333
    assert advice["B"].maximum_cents == 66_666_666
    assert advice["A"].amount_cents == 33_333_333
    assert advice["B"].amount_cents == int(66_666_666 * 0.6)


@given(
    values=st.lists(st.floats(0, 1), min_size=2, max_size=8),
    residents=st.lists(st.floats(500, 2_000_000), min_size=8, max_size=8),
    exponent=st.floats(0, 1),
)
def test_never_more_than_the_envelope_and_no_corps_depends_on_another(
    values: list[float], residents: list[float], exponent: float
) -> None:
    rules = replace(RULES, size_exponent=exponent)
    corps = {f"C{n}": (residents[n], [item(value, 0.3)]) for n, value in enumerate(values)}
    advice = advise(corps, rules)
    assert sum(one.amount_cents or 0 for one in advice.values()) <= rules.envelope_cents
    assert sum(one.maximum_cents for one in advice.values()) <= rules.envelope_cents
    others = corps | {"C1": (residents[1], [item(0.9)])}
    assert advise(others, rules)["C0"] == advice["C0"]


@given(st.floats(0, 1), st.floats(0, 0.01), st.floats(0, 1))
def test_there_is_no_cliff(value: float, step: float, baseline: float) -> None:
    """A small step in the figure is a small step in what is earned: at most by the steeper of the two lines."""
    one, other = earned_by(item(value, baseline), RULES), earned_by(item(value + step, baseline), RULES)
    assert one.earned is not None
    assert other.earned is not None
    steepest = max(1 / 0.25, 3 / abs(0.9 - baseline) if abs(0.9 - baseline) > 1e-6 else 0)
    assert 0 <= other.earned - one.earned <= step * steepest + 1e-9


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("envelope_cents", {"envelope_cents": 0}),
        ("score_from", {"score_from": 80.0, "score_to": 80.0}),
        ("guaranteed_share", {"guaranteed_share": 1.2}),
        ("gap_share", {"gap_share": 0.0}),
    ],
)
def test_rules_that_divide_nothing_are_refused(field: str, given: dict[str, Any]) -> None:
    with pytest.raises(RulesError) as refused:
        replace(RULES, **given)
    assert refused.value.field == field


def test_equal_goalposts_and_a_corps_without_residents_are_refused() -> None:
    with pytest.raises(RulesError):
        earned_by(item(0.5, floor=0.5, target=0.5), RULES)
    with pytest.raises(RulesError):
        advise({"A": (0.0, [item(0.5)])}, RULES)


def sheet() -> dict[str, object]:
    inputs = [item(0.775, 0.3), item(None, standing=Standing.SUPPRESSED)]
    rules = replace(RULES, minimum_assessed=0.5)
    advice = advise_one("V017", 0.25, inputs, rules)
    rows = [asdict(each) | asdict(one) for each, one in zip(inputs, advice.earned, strict=True)]
    result = {name: value for name, value in asdict(advice).items() if name != "earned"}
    content = {"corps": "V017", "size_share": 0.25, "rules": asdict(rules), "inputs": rows, "result": result}
    return content | {"digest": funding.sheet_digest(content)}


def run(tmp_path: Path, content: object) -> subprocess.CompletedProcess[str]:
    path = tmp_path / "sheet.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    # Alone, without this project on the path: as whoever takes the sheet home runs it.
    return subprocess.run(
        [sys.executable, "-I", str(Path(funding.__file__)), str(path)], capture_output=True, text=True, check=False
    )


def test_the_script_beside_a_sheet_computes_it_again(tmp_path: Path) -> None:
    done = run(tmp_path, sheet())
    assert done.returncode == 0, done.stderr
    assert "The same comes out" in done.stdout


def test_a_changed_sheet_is_found(tmp_path: Path) -> None:
    changed = sheet()
    changed["result"]["amount_cents"] += 1  # type: ignore[index]
    done = run(tmp_path, changed)
    assert done.returncode == 1
    assert "checksum" in done.stdout
    assert "amount_cents" in done.stdout


def test_something_else_is_no_sheet(tmp_path: Path) -> None:
    assert run(tmp_path, "no json").returncode == 2
    assert run(tmp_path, {"corps": "V017"}).returncode == 2
