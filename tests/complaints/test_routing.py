"""Routing rules and code lists as data: every sample gives its body, and a slip in a list stops the start."""

import csv
from pathlib import Path
from typing import Any

import pytest

from complaints.workflow import checking
from complaints.workflow.checking import faults_found
from complaints.workflow.codes import DATA, categories
from complaints.workflow.routing import facts_of, route, rules
from legitimacy import checks


def samples() -> list[dict[str, str]]:
    with (DATA / "routing_samples.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample["sample"])
def test_every_sample_gives_its_body(sample: dict[str, str]) -> None:
    about = sample["about"].split()
    facts = facts_of(
        categories=sample["categories"].split(),
        injured=sample["injured"] == "yes",
        possible_offence=sample["possible_offence"] == "yes",
        about_chief="chief" in about,
        corps_known="unknown" not in about,
        federal="federal" in about,
        kind=sample["kind"],
    )
    assert route(facts).body == sample["body"]


def test_the_samples_reach_every_rule_and_every_category() -> None:
    reached = {route(facts_of_sample(sample)).rule for sample in samples()}
    assert reached == {rule.rule for rule in rules()}
    offered = {code for code, each in categories().items() if each.valid_to is None}
    assert offered == {code for sample in samples() for code in sample["categories"].split()}


def facts_of_sample(sample: dict[str, str]) -> Any:
    about = sample["about"].split()
    return facts_of(
        categories=sample["categories"].split(),
        injured=bool(sample["injured"]),
        possible_offence=bool(sample["possible_offence"]),
        about_chief="chief" in about,
        corps_known="unknown" not in about,
        federal="federal" in about,
        kind=sample["kind"],
    )


def test_the_last_rule_fits_everything() -> None:
    last = rules()[-1]
    assert (last.flags, last.about, last.kind, last.body) == (frozenset(), "", "", "corps")


def test_the_shipped_lists_have_no_fault() -> None:
    assert faults_found(DATA) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("routing.csv", "80,corps,,,,corps,", "80,corps,force,,,corps,", "must end with a rule that fits everything"),
        ("routing.csv", ",committee_p,prosecutor,", ",committee_q,prosecutor,", "no body “committee_q”"),
        ("routing.csv", ",committee_p,prosecutor,", ",committee_p,prosecutors,", "no body “prosecutors”"),
        ("routing.csv", "chief_of_corps,,chief,", "chief_of_corps,,mayor,", "“mayor” is none of"),
        ("routing.csv", "force serious", "force seriuos", "no category has the flag “seriuos”"),
        ("routing.csv", "20,chief_of_corps", "10,chief_of_corps", "the order 10 twice"),
        ("routing.csv", "30,", "x,", "“x” is no whole number"),
        ("codes.csv", "finding,partly_founded", "finding,founded", "“founded” twice"),
        ("codes.csv", "gegrond,fondé", ",fondé", "has no Dutch text"),
        ("codes.csv", "2026-01-01", "2026-13-01", "“2026-13-01” is no day"),
        ("categories.csv", "T1,task", "T2,task", "“T2” twice"),
        ("bodies.csv", "corps,internal", "corps,inside", "“inside” is none of"),
        ("bodies.csv", "code,kind", "name,kind", "must have the columns"),
    ],
)
def test_a_slip_in_a_list_is_told_in_one_sentence(tmp_path: Path, file: str, old: str, new: str, sentence: str) -> None:
    for name in checking.FILES:
        text = (DATA / name).read_text(encoding="utf-8")
        if name == file:
            assert old in text
            text = text.replace(old, new, 1)
        (tmp_path / name).write_text(text, encoding="utf-8")
    faults = faults_found(tmp_path)
    assert any(sentence in fault and file in fault for fault in faults), faults


def test_a_list_that_is_gone_is_told(tmp_path: Path) -> None:
    assert any("bodies.csv" in fault and "cannot be read" in fault for fault in faults_found(tmp_path))


def test_a_slip_stops_the_start_with_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checks, "faults_found", lambda _folder: ["routing.csv: there is no body “nobody”."])
    with pytest.raises(SystemExit):
        checks.start_or_refuse()
    assert "data/complaints/routing.csv: there is no body “nobody”." in capsys.readouterr().err
